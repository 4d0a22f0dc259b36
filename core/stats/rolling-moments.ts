import { RollingSum } from './rolling.ts';

/** Middle and width of the newest values of a series. */
export interface RollingSpread {
  readonly isFull: boolean;
  readonly center: number;
  readonly spread: number;
  push(value: number): void;
  reset(): void;
}

/** Sums further from the anchor than this (squared, in variances) have lost too many digits to cancellation. */
const maxCancellation = 1e6;

/**
 * Mean and standard deviation of the newest `size` values, in constant time per value.
 *
 * Sums are taken of distances from an anchor amid the values, so that subtracting squares loses few digits. They are
 * computed anew once per turn of the ring, and when the values have moved far away from the anchor.
 */
export class RollingMoments implements RollingSpread {
  count = 0;
  readonly #ring: Float64Array;
  readonly #sum = new RollingSum();
  readonly #squares = new RollingSum();
  #anchor = 0;
  #next = 0;
  /** Sum of squared distances from the mean. */
  #scatter = 0;

  constructor(size: number) {
    this.#ring = new Float64Array(size);
  }

  get isFull(): boolean {
    return this.count === this.#ring.length;
  }

  push(value: number) {
    if (this.isFull) this.#forget(this.#ring[this.#next] ?? 0);
    else this.count += 1;
    if (this.count === 1) this.#anchor = value;
    this.#ring[this.#next] = value;
    this.#take(value);
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
    this.#scatter = this.#computeScatter();
    if (this.#next === 0 || this.#squares.value() > this.#scatter * maxCancellation) this.#renew(value);
  }

  /** The mean. */
  get center(): number {
    return this.#anchor + this.#sum.value() / this.count;
  }

  /** The sample standard deviation (divisor n - 1). */
  get spread(): number {
    return Math.sqrt(this.#scatter / (this.count - 1));
  }

  reset() {
    this.count = 0;
    this.#next = 0;
    this.#scatter = 0;
    this.#sum.clear();
    this.#squares.clear();
  }

  #take(value: number) {
    const distance = value - this.#anchor;
    this.#sum.add(distance);
    this.#squares.add(distance * distance);
  }

  #forget(value: number) {
    const distance = value - this.#anchor;
    this.#sum.remove(distance);
    this.#squares.remove(distance * distance);
  }

  #computeScatter(): number {
    const sum = this.#sum.value();
    return Math.max(0, this.#squares.value() - (sum * sum) / this.count);
  }

  /** A value of the window makes the better anchor: where all are equal to it, every distance is exactly 0. */
  #renew(anchor: number) {
    this.#anchor = anchor;
    this.#sum.clear();
    this.#squares.clear();
    for (let at = 0; at < this.count; at++) this.#take(this.#ring[at] ?? 0);
    this.#scatter = this.#computeScatter();
  }
}
