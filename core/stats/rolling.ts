/** A statistic over a window that values enter and leave. */
export interface Rolling {
  add(value: number): void;
  /** Takes out the oldest value; the caller passes it, so that it need not be kept twice. */
  remove(value: number): void;
  /** NaN while empty, except for sums and counts. */
  value(): number;
}

/** Sum with Neumaier's correction, so that values that left do not leave rounding errors behind. */
export class RollingSum implements Rolling {
  #sum = 0;
  #correction = 0;
  count = 0;

  add(value: number) {
    this.#accumulate(value);
    this.count += 1;
  }

  remove(value: number) {
    this.count -= 1;
    if (this.count === 0) this.#sum = this.#correction = 0;
    else this.#accumulate(-value);
  }

  value() {
    return this.#sum + this.#correction;
  }

  clear() {
    this.#sum = this.#correction = this.count = 0;
  }

  #accumulate(value: number) {
    const sum = this.#sum + value;
    this.#correction +=
      Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum;
    this.#sum = sum;
  }
}

/** Arithmetic mean. */
export class RollingMean implements Rolling {
  readonly #sum = new RollingSum();

  add(value: number) {
    this.#sum.add(value);
  }

  remove(value: number) {
    this.#sum.remove(value);
  }

  value() {
    return this.#sum.count === 0 ? Number.NaN : this.#sum.value() / this.#sum.count;
  }
}

/** How many values there are. */
export class RollingCount implements Rolling {
  #count = 0;

  add() {
    this.#count += 1;
  }

  remove() {
    this.#count -= 1;
  }

  value() {
    return this.#count;
  }
}
