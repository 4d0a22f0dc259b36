/** Exponential moving average: the first value seeds it, then `alpha * value + (1 - alpha) * previous`. */
export class Ema {
  readonly #alpha: number;
  #value = 0;
  #started = false;

  constructor(alpha: number) {
    this.#alpha = alpha;
  }

  /** The average after taking in `value`. */
  update(value: number): number {
    this.#value = this.#started ? this.#alpha * value + (1 - this.#alpha) * this.#value : value;
    this.#started = true;
    return this.#value;
  }
}
