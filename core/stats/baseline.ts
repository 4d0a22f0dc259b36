import { RunningVariance } from './running.ts';

/** A standard deviation never counts for less, as in `z_score`: after a standstill, a rounding error is no outlier. */
export const minStd = 1e-6;

/** What is normal: mean and standard deviation, each given or estimated once from the first values of the series. */
export class Baseline {
  mean = Number.NaN;
  /** At least {@link minStd}. */
  std = Number.NaN;
  ready = false;
  readonly #givenMean: number | undefined;
  readonly #givenStd: number | undefined;
  readonly #warmUp: number;
  readonly #seen = new RunningVariance();

  /** `warmUp` is the number of values to learn from; none when both mean and standard deviation are given. */
  constructor(mean: number | undefined, std: number | undefined, warmUp: number) {
    this.#givenMean = mean;
    this.#givenStd = std;
    this.#warmUp = mean !== undefined && std !== undefined ? 0 : warmUp;
    this.reset();
  }

  /** Takes in one of the first values; `ready` after the last of them. */
  learn(value: number) {
    this.#seen.add(value);
    if (this.#seen.count >= this.#warmUp) this.#settle();
  }

  reset() {
    this.#seen.reset();
    this.ready = false;
    if (this.#warmUp === 0) this.#settle();
  }

  #settle() {
    this.mean = this.#givenMean ?? this.#seen.mean;
    this.std = Math.max(this.#givenStd ?? Math.sqrt(this.#seen.variance), minStd);
    this.ready = true;
  }
}
