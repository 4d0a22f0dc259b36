/**
 * The newest `size` values, split into an older part and the `recent` newest, kept in order of value: what it takes to
 * compare the empirical distributions of the two parts without sorting anything anew.
 */
export class TwoPartWindow {
  count = 0;
  readonly #recent: number;
  /** A ring; a slot is a place in it. */
  readonly #values: Float64Array;
  /** Slots in ascending order of their values. */
  readonly #order: Int32Array;
  /** What a slot counts for in the present comparison. */
  readonly #weights: Int8Array;
  #oldest = 0;

  constructor(size: number, recent: number) {
    this.#recent = recent;
    this.#values = new Float64Array(size);
    this.#order = new Int32Array(size);
    this.#weights = new Int8Array(size);
  }

  get isFull(): boolean {
    return this.count === this.#values.length;
  }

  push(value: number) {
    const slot = this.isFull ? this.#dropOldest() : this.#slot(this.count);
    const at = this.#position(value);
    this.#order.copyWithin(at + 1, at, this.count);
    this.#order[at] = slot;
    this.#values[slot] = value;
    this.count += 1;
  }

  /**
   * The Kolmogorov-Smirnov statistic between the recent values and as many of the older, in units of one value;
   * `chosen` says which, 0 for the oldest. The window must be full.
   */
  maxGap(chosen: Int32Array): number {
    const values = this.#values;
    const weights = this.#weights.fill(0);
    const size = values.length;
    for (let at = 0; at < chosen.length; at++) weights[this.#slot(chosen[at] ?? 0)] = 1;
    for (let age = size - this.#recent; age < size; age++) weights[this.#slot(age)] = -1;
    let gap = 0;
    let max = 0;
    let last = Number.NaN;
    for (let at = 0; at < size; at++) {
      const slot = this.#order[at] ?? 0;
      const value = values[slot] ?? 0;
      // Within a run of equal values both distributions are still on the way to their step.
      if (value !== last) max = Math.max(max, Math.abs(gap));
      last = value;
      gap += weights[slot] ?? 0;
    }
    return max;
  }

  reset() {
    this.count = 0;
    this.#oldest = 0;
  }

  #slot(age: number): number {
    const slot = this.#oldest + age;
    return slot < this.#values.length ? slot : slot - this.#values.length;
  }

  #dropOldest(): number {
    const slot = this.#oldest;
    let at = this.#position(this.#values[slot] ?? 0);
    while (this.#order[at] !== slot) at += 1;
    this.#order.copyWithin(at, at + 1, this.count);
    this.count -= 1;
    this.#oldest = this.#slot(1);
    return slot;
  }

  /** Index of the first in order that is not smaller. */
  #position(value: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#values[this.#order[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
