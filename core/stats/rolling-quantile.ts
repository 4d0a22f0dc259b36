import type { Rolling } from './rolling.ts';

/**
 * A quantile by linear interpolation between order statistics (numpy's default), over a sorted copy of the window.
 * Entering and leaving move at most the window's length in memory. 0 is the minimum, 1 the maximum.
 */
export class RollingQuantile implements Rolling {
  readonly #share: number;
  #sorted = new Float64Array(64);
  #count = 0;

  constructor(share: number) {
    this.#share = share;
  }

  add(value: number) {
    if (this.#count === this.#sorted.length) this.#grow();
    const at = this.#position(value);
    this.#sorted.copyWithin(at + 1, at, this.#count);
    this.#sorted[at] = value;
    this.#count += 1;
  }

  remove(value: number) {
    const at = this.#position(value);
    this.#sorted.copyWithin(at, at + 1, this.#count);
    this.#count -= 1;
  }

  value() {
    if (this.#count === 0) return Number.NaN;
    const position = this.#share * (this.#count - 1);
    const below = Math.floor(position);
    const low = this.#sorted[below] ?? Number.NaN;
    const high = this.#sorted[Math.min(below + 1, this.#count - 1)] ?? low;
    return low + (high - low) * (position - below);
  }

  /** Index of the first element that is not smaller. */
  #position(value: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow() {
    const larger = new Float64Array(this.#sorted.length * 2);
    larger.set(this.#sorted);
    this.#sorted = larger;
  }
}
