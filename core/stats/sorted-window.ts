/**
 * The newest `size` values in ascending order. Values are taken in at no cost; the order is brought up to date when it is
 * asked for, in one pass over the window. Asked for each time a fixed share of the window has changed, a value costs the
 * same whatever the window's size.
 */
export class SortedWindow {
  readonly #ring: Float64Array;
  #sorted: Float64Array;
  #spare: Float64Array;
  /** Values that have left since the order was made, in the order in which they left. */
  readonly #left: Float64Array;
  count = 0;
  #next = 0;
  #fresh = 0;

  constructor(size: number) {
    this.#ring = new Float64Array(size);
    this.#sorted = new Float64Array(size);
    this.#spare = new Float64Array(size);
    this.#left = new Float64Array(size);
  }

  get isFull(): boolean {
    return this.count === this.#ring.length;
  }

  push(value: number): void {
    const { isFull } = this;
    const at = this.#next;
    // After as many fresh values as there are places nothing is left of the old order.
    if (isFull && this.#fresh < this.#ring.length) this.#left[this.#fresh] = this.#ring[at] ?? 0;
    if (!isFull) this.count += 1;
    this.#ring[at] = value + 0;
    this.#next = at + 1 === this.#ring.length ? 0 : at + 1;
    this.#fresh += 1;
  }

  /** The full window in ascending order; a view that the next call may overwrite. */
  sorted(): Float64Array {
    if (this.#fresh >= this.#ring.length) {
      this.#sorted.set(this.#ring);
      this.#sorted.sort();
    } else if (this.#fresh > 0) this.#merge();
    this.#fresh = 0;
    return this.#sorted;
  }

  #merge(): void {
    const entered = this.#entered().sort();
    const left = this.#left.subarray(0, this.#fresh).sort();
    const [before, after] = [this.#sorted, this.#spare];
    let to = 0;
    let e = 0;
    let l = 0;
    for (const value of before) {
      if (value === left[l]) {
        l++;
        continue;
      }
      while ((entered[e] ?? Infinity) < value) after[to++] = entered[e++] ?? 0;
      after[to++] = value;
    }
    while (e < entered.length) after[to++] = entered[e++] ?? 0;
    [this.#sorted, this.#spare] = [after, before];
  }

  #entered(): Float64Array {
    const size = this.#ring.length;
    const first = (this.#next - this.#fresh + size) % size;
    return Float64Array.from({ length: this.#fresh }, (_, at) => this.#ring[(first + at) % size] ?? 0);
  }
}
