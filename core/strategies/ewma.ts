import Type from 'typebox';
import { number } from '../spec/schema.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  alpha: number({
    description: 'Weight of the newest value in mean and variance; 0.2 remembers about the last 9 samples.',
    exclusiveMinimum: 0,
    maximum: 1,
    examples: [0.05, 0.2],
  }),
  k_sigma: number({
    description: 'Half width of the band, in standard deviations. From 1/sqrt(alpha) on it can never alarm.',
    unit: 'sigmas',
    exclusiveMinimum: 0,
    examples: [2, 2.5],
  }),
});

/** The variance never counts for less than this. */
const minVariance = 1e-9;

/**
 * Exponentially weighted mean and variance, both updated before the comparison, so the newest deviation widens the
 * band it is judged by. With v the variance before the update, |d| > k sqrt(a d^2 + (1-a) v) solves to
 * |d| > k sqrt((1-a) v / (1 - k^2 a)), and has no solution from k^2 a = 1 on: that is the band shown.
 */
class Ewma implements Detector {
  score = Number.NaN;
  limit = Number.NaN;
  lower = Number.NaN;
  upper = Number.NaN;
  readonly #alpha: number;
  readonly #kSigma: number;
  readonly #bandFactor: number;
  #mean = 0;
  #variance = 0;
  #started = false;

  constructor(alpha: number, kSigma: number) {
    this.#alpha = alpha;
    this.#kSigma = kSigma;
    const room = 1 - kSigma * kSigma * alpha;
    this.#bandFactor = room > 0 ? kSigma * Math.sqrt((1 - alpha) / room) : Infinity;
  }

  get mean(): number {
    return this.#mean;
  }

  get variance(): number {
    return this.#variance;
  }

  update(value: number) {
    if (!this.#started) return this.#start(value);
    const alpha = this.#alpha;
    const diff = value - this.#mean;
    const variance = Math.max(this.#variance, minVariance);
    const halfWidth = this.#bandFactor * Math.sqrt(variance);
    this.lower = this.#mean - halfWidth;
    this.upper = this.#mean + halfWidth;
    this.#mean = alpha * value + (1 - alpha) * this.#mean;
    this.#variance = alpha * (diff * diff) + (1 - alpha) * variance;
    this.score = Math.abs(diff);
    this.limit = this.#kSigma * Math.sqrt(this.#variance);
    return this.score > this.limit ? verdict.alarm : verdict.ok;
  }

  describe() {
    return { mean: this.#mean, variance: this.#variance };
  }

  reset() {
    this.#mean = 0;
    this.#variance = 0;
    this.#started = false;
    this.score = this.limit = this.lower = this.upper = Number.NaN;
  }

  #start(value: number) {
    this.#mean = value;
    this.#variance = 0;
    this.#started = true;
    return verdict.warmingUp;
  }
}

export const ewma = defineStrategy({
  id: 'ewma',
  title: 'EWMA band',
  summary: 'Alarms when a value leaves a band around its exponentially weighted mean.',
  formula: 'd = x - mean; mean, variance updated; |d| > k_sigma * sqrt(variance)',
  doc:
    'Follows a level that moves, and alarms on sudden changes. Because the variance takes in the newest value first, ' +
    '`k_sigma >= 1/sqrt(alpha)` can never alarm: `alpha: 0.2` needs a `k_sigma` below 2.24, `alpha: 0.05` below 4.47.',
  references: ['seed 004, EwmaStrategy'],
  params,
  examples: [
    {
      params: { alpha: 0.05, k_sigma: 2.5 },
      values: '60 60.1 59.9 60 60.1 90',
      alarms: [1, 2, 4, 5],
      note: 'the first deviations from a standstill alarm too',
    },
    {
      params: { alpha: 0.2, k_sigma: 3 },
      values: '1x5 1000000',
      alarms: [],
      note: 'this pair can never alarm',
    },
  ],
  create: (given) => new Ewma(given.alpha, given.k_sigma),
});
