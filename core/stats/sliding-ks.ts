import type { Sorted } from './distance/histogram.ts';
import { greatestCommonDivisor } from './ks-exact.ts';

/**
 * Largest distance between the empirical distribution functions of a fixed reference and the newest values, kept while the
 * window slides: a value costs the logarithm of the reference's length, and so much less than a walk over both samples.
 *
 * Going up through all values, each of the reference raises the difference of the two functions and each of the window
 * lowers it. A tree over these steps knows of each stretch their sum and the highest and lowest point on the way. Steps are
 * whole numbers, in units of 1 / least common multiple of both lengths, so nothing is rounded.
 */
export class SlidingKs {
  count = 0;
  /** Units that make 1. */
  readonly units: number;
  readonly #ring: Float64Array;
  /** Different values of the reference, ascending. */
  readonly #marks: Float64Array;
  /** Index of the first leaf; leaves are, in turn, the stretch before a mark and the mark itself. */
  readonly #leaves: number;
  readonly #sum: Float64Array;
  readonly #highest: Float64Array;
  readonly #lowest: Float64Array;
  readonly #fall: number;
  #next = 0;

  /** @param size values in the window */
  constructor(reference: Sorted, size: number) {
    const divisor = greatestCommonDivisor(reference.length, size);
    this.units = (reference.length / divisor) * size;
    this.#fall = reference.length / divisor;
    this.#ring = new Float64Array(size);
    this.#marks = Float64Array.from(new Set(reference));
    this.#leaves = 2 ** Math.ceil(Math.log2(2 * this.#marks.length + 1));
    this.#sum = new Float64Array(2 * this.#leaves);
    this.#highest = new Float64Array(2 * this.#leaves);
    this.#lowest = new Float64Array(2 * this.#leaves);
    for (const value of reference) {
      const leaf = this.#leafOf(value);
      this.#sum[leaf] = (this.#sum[leaf] as number) + size / divisor;
    }
    for (let node = 2 * this.#leaves - 1; node > 0; node -= 1) this.#refresh(node);
  }

  get isFull(): boolean {
    return this.count === this.#ring.length;
  }

  push(value: number): void {
    if (this.isFull) this.#step(this.#ring[this.#next] as number, this.#fall);
    else this.count += 1;
    this.#ring[this.#next] = value;
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
    this.#step(value, -this.#fall);
  }

  /** The distance in {@link units}; means something only of a full window. */
  get steps(): number {
    return Math.max(this.#highest[1] as number, -(this.#lowest[1] as number));
  }

  #step(value: number, by: number): void {
    let node = this.#leafOf(value);
    this.#sum[node] = (this.#sum[node] as number) + by;
    for (; node > 0; node >>= 1) this.#refresh(node);
  }

  #refresh(node: number): void {
    if (node >= this.#leaves) {
      this.#highest[node] = this.#lowest[node] = this.#sum[node] as number;
      return;
    }
    const left = 2 * node;
    const before = this.#sum[left] as number;
    this.#sum[node] = before + (this.#sum[left + 1] as number);
    this.#highest[node] = Math.max(
      this.#highest[left] as number,
      before + (this.#highest[left + 1] as number),
    );
    this.#lowest[node] = Math.min(this.#lowest[left] as number, before + (this.#lowest[left + 1] as number));
  }

  #leafOf(value: number): number {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#marks[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return this.#leaves + 2 * low + (this.#marks[low] === value ? 1 : 0);
  }
}
