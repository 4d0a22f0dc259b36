/**
 * Exponentially weighted mean, seeded by its first value, with the sum of squared weights that Hoeffding's and McDiarmid's
 * bounds of it need. In the operation order of river's HDDM_W.
 */
export class WeightedMean {
  mean = 0;
  /** Sum of squared weights; 1 before the first value. */
  bound = 1;
  isEmpty = true;
  readonly #weight: number;

  constructor(weight: number) {
    this.#weight = weight;
  }

  add(value: number) {
    const weight = this.#weight;
    const rest = 1 - weight;
    this.mean = this.isEmpty ? value : weight * value + rest * this.mean;
    this.bound = weight * weight + rest * rest * this.bound;
    this.isEmpty = false;
  }

  copy(other: WeightedMean) {
    this.mean = other.mean;
    this.bound = other.bound;
    this.isEmpty = other.isEmpty;
  }

  reset() {
    this.mean = 0;
    this.bound = 1;
    this.isEmpty = true;
  }
}
