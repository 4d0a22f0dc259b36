import type { RollingSpread } from './rolling-moments.ts';

/** The newest `size` values in sorted order: median and median absolute deviation of a sliding window. */
export class SortedRing implements RollingSpread {
  count = 0;
  readonly #ring: Float64Array;
  readonly #sorted: Float64Array;
  #next = 0;

  constructor(size: number) {
    this.#ring = new Float64Array(size);
    this.#sorted = new Float64Array(size);
  }

  get isFull(): boolean {
    return this.count === this.#ring.length;
  }

  /** Moves at most `size` values in memory. */
  push(value: number) {
    const sorted = this.#sorted;
    if (this.isFull) {
      const gone = this.#position(this.#ring[this.#next] ?? 0);
      sorted.copyWithin(gone, gone + 1, this.count);
      this.count -= 1;
    }
    const at = this.#position(value);
    sorted.copyWithin(at + 1, at, this.count);
    sorted[at] = value;
    this.count += 1;
    this.#ring[this.#next] = value;
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
  }

  /** The median: the middle value, or the mean of the two in the middle. */
  get center(): number {
    const below = this.#sorted[(this.count - 1) >> 1] ?? Number.NaN;
    const above = this.#sorted[this.count >> 1] ?? Number.NaN;
    return this.count % 2 === 1 ? below : (below + above) / 2;
  }

  /** The median of the distances from the median. */
  get spread(): number {
    const { center } = this;
    const below = this.#nearest((this.count - 1) >> 1, center);
    return this.count % 2 === 1 ? below : (below + this.#nearest(this.count >> 1, center)) / 2;
  }

  reset() {
    this.count = 0;
    this.#next = 0;
  }

  /**
   * The distance from `center` that has `rank` smaller ones. The values below the middle, read downwards, and those
   * from it on, read upwards, are two lists of growing distances: how many come from the first is found by bisection.
   */
  #nearest(rank: number, center: number): number {
    const sorted = this.#sorted;
    const middle = this.count >> 1;
    let low = 0;
    let high = Math.min(rank, middle);
    while (low < high) {
      const taken = (low + high) >> 1;
      const down = center - (sorted[middle - 1 - taken] ?? 0);
      const up = (sorted[middle + rank - 1 - taken] ?? 0) - center;
      if (down < up) low = taken + 1;
      else high = taken;
    }
    const down = low < middle ? center - (sorted[middle - 1 - low] ?? 0) : Infinity;
    const above = middle + rank - low;
    const up = above < this.count ? (sorted[above] ?? 0) - center : Infinity;
    return Math.min(down, up);
  }

  /** Index of the first element that is not smaller. */
  #position(value: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
