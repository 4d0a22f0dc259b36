import Type from 'typebox';
import { formatFixed } from '../spec/format-number.ts';
import { number } from '../spec/schema.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  baseline_mean: number({
    description: 'Mean of the metric while all was well.',
    unit: 'metric unit',
    examples: [0.85],
  }),
  baseline_std: number({
    description: 'Standard deviation of the metric while all was well. Below 1e-6 it counts as 1e-6.',
    unit: 'metric unit',
    minimum: 0,
    examples: [0.03],
  }),
  z_threshold: number({
    description: 'Distance from the mean that alarms, in standard deviations.',
    unit: 'sigmas',
    exclusiveMinimum: 0,
    examples: [3],
  }),
});

/** Every step in 32-bit floats, as in the system under observation: near the limit, 64 bits would decide otherwise. */
class ZScore implements Detector {
  score = Number.NaN;
  readonly limit: number;
  readonly lower: number;
  readonly upper: number;
  readonly #mean: number;
  readonly #std: number;

  constructor(mean: number, std: number, limit: number) {
    this.#mean = Math.fround(mean);
    this.#std = Math.max(Math.fround(std), Math.fround(1e-6));
    this.limit = Math.fround(limit);
    this.lower = this.#mean - this.limit * this.#std;
    this.upper = this.#mean + this.limit * this.#std;
  }

  update(value: number) {
    this.score = Math.fround(Math.fround(Math.fround(value) - this.#mean) / this.#std);
    return Math.abs(this.score) >= this.limit ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.score = Number.NaN;
  }
}

export const zScore = defineStrategy({
  id: 'z_score',
  title: 'z-score',
  summary: 'Alarms when a value lies too many standard deviations from a known baseline.',
  formula: '|value - baseline_mean| / max(baseline_std, 1e-6) >= z_threshold   (32-bit floats)',
  doc: 'For metrics whose normal mean and spread are known, such as the confidence on a validation set.',
  references: ['seed 002, ZScoreDriftDetector'],
  params,
  examples: [
    {
      params: { baseline_mean: 10, baseline_std: 2, z_threshold: 3 },
      values: '10 16 15.9 4',
      alarms: [1, 3],
      note: 'on both sides, the limit included',
    },
  ],
  create: (given) => new ZScore(given.baseline_mean, given.baseline_std, given.z_threshold),
  message: (given, { score }) =>
    `Z-score ${formatFixed(score, 2)} exceeded threshold ${formatFixed(Math.fround(given.z_threshold), 2)}`,
});
