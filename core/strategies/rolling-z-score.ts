import Type from 'typebox';
import { formatFixed } from '../spec/format-number.ts';
import { integer, number } from '../spec/schema.ts';
import { minStd } from '../stats/baseline.ts';
import { RollingMoments, type RollingSpread } from '../stats/rolling-moments.ts';
import { SortedRing } from '../stats/sorted-ring.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  window: integer({
    description: 'How many values before the present one are normal. No verdict before there are so many.',
    default: 100,
    unit: 'samples',
    minimum: 2,
    maximum: 1_000_000,
    examples: [50, 100, 500],
  }),
  z_threshold: number({
    description:
      'Distance from the middle that alarms, in standard deviations. With `robust`, 3.5 is customary.',
    default: 3,
    unit: 'sigmas',
    exclusiveMinimum: 0,
    examples: [3, 3.5],
  }),
  robust: Type.Boolean({
    description:
      'Median and median absolute deviation instead of mean and standard deviation: outliers in the window do not ' +
      'hide the next one. Not for 0/1 values, whose median deviation is mostly 0.',
    default: false,
  }),
});

/** The normal quantile of 3/4: a normal distribution's median absolute deviation, in standard deviations. */
const normalDeviation = 0.6744897501960817;

/** z of each value against the window before it; the value joins the window after the comparison. */
class RollingZScore implements Detector {
  score = Number.NaN;
  readonly limit: number;
  lower = Number.NaN;
  upper = Number.NaN;
  readonly #window: RollingSpread;
  readonly #factor: number;

  constructor(window: RollingSpread, factor: number, limit: number) {
    this.#window = window;
    this.#factor = factor;
    this.limit = limit;
  }

  update(value: number) {
    const window = this.#window;
    if (!window.isFull) {
      window.push(value);
      return verdict.warmingUp;
    }
    const { center } = window;
    const spread = Math.max(window.spread, minStd * this.#factor);
    const halfWidth = (this.limit * spread) / this.#factor;
    this.lower = center - halfWidth;
    this.upper = center + halfWidth;
    this.score = (this.#factor * (value - center)) / spread;
    window.push(value);
    return Math.abs(this.score) > this.limit ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.#window.reset();
    this.score = this.lower = this.upper = Number.NaN;
  }
}

export const rollingZScore = defineStrategy({
  id: 'rolling_z_score',
  title: 'Rolling z-score',
  summary: 'Alarms when a value lies too many standard deviations from the values just before it.',
  formula:
    'z = (x - mean) / std of the `window` values before x (robust: 0.6745 (x - median) / MAD); |z| > z_threshold',
  doc:
    'For spikes in a metric whose level is not known beforehand or drifts slowly. A step alarms only until the window ' +
    'has taken it in; for small lasting shifts prefer `cusum` or `page_hinkley`. The standard deviation is that of a sample (divisor n - 1); below 1e-6 it counts as 1e-6.',
  references: [
    'pandas, rolling mean and std (ddof 1)',
    'Iglewicz and Hoaglin, How to detect and handle outliers, 1993',
  ],
  params,
  examples: [
    {
      params: { window: 4 },
      values: '10 11 10 11 12 13 10 30 12',
      alarms: [7],
      note: 'a spike; it then widens the window it is part of',
    },
    {
      params: { window: 5, z_threshold: 3.5, robust: true },
      values: '10 11 10 11 12 30 12 30',
      alarms: [5, 7],
      note: 'medians are not widened by one spike',
    },
  ],
  create: ({ window, z_threshold, robust }) =>
    robust
      ? new RollingZScore(new SortedRing(window), normalDeviation, z_threshold)
      : new RollingZScore(new RollingMoments(window), 1, z_threshold),
  message: (given, { score }) =>
    `Z-score ${formatFixed(score, 2)} exceeded threshold ${formatFixed(given.z_threshold, 2)}`,
});
