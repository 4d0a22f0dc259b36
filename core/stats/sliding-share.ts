/** The share of ones among the last `window` 0/1 values, from the first value on. Constant time per value. */
export class SlidingShare {
  readonly #ring: Uint8Array;
  #count = 0;
  #ones = 0;
  #next = 0;

  constructor(window: number) {
    this.#ring = new Uint8Array(window);
  }

  /** The share after taking in `value`. */
  update(value: 0 | 1): number {
    if (this.#count === this.#ring.length) this.#ones -= this.#ring[this.#next] ?? 0;
    else this.#count += 1;
    this.#ring[this.#next] = value;
    this.#ones += value;
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
    return this.#ones / this.#count;
  }
}
