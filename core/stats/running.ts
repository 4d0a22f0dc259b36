/**
 * Arithmetic mean of everything so far, in the operation order of river's `Mean`: the reciprocal is rounded before it
 * is multiplied, which differs in the last bit from a division.
 */
export class RunningMean {
  count = 0;
  /** 0 while empty. */
  mean = 0;

  add(value: number) {
    this.count += 1;
    this.mean += (1 / this.count) * (value - this.mean);
  }

  copy(other: RunningMean) {
    this.count = other.count;
    this.mean = other.mean;
  }

  reset() {
    this.count = 0;
    this.mean = 0;
  }
}

/** Mean and sample variance (divisor n - 1) of everything so far, in the operation order of river's `Var`. */
export class RunningVariance {
  count = 0;
  mean = 0;
  #squares = 0;

  add(value: number) {
    const before = value - this.mean;
    this.count += 1;
    this.mean += (1 / this.count) * before;
    this.#squares += before * (value - this.mean);
  }

  /** 0 before the second value. */
  get variance(): number {
    return this.count > 1 ? this.#squares / (this.count - 1) : 0;
  }

  reset() {
    this.count = 0;
    this.mean = 0;
    this.#squares = 0;
  }
}
