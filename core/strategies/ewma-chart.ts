import Type, { type Static } from 'typebox';
import { number } from '../spec/schema.ts';
import { Baseline } from '../stats/baseline.ts';
import { baselineParams } from './baseline-params.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  lambda: number({
    description: 'Weight of the newest value in the average; smaller finds smaller shifts, later.',
    default: 0.2,
    exclusiveMinimum: 0,
    maximum: 1,
    examples: [0.05, 0.1, 0.2],
  }),
  L: number({
    description:
      'Half width of the control limits, in standard deviations of the average. Customary pairs with `lambda`: 3 for ' +
      '0.2, 2.7 for 0.1, 2.5 for 0.05.',
    default: 3,
    unit: 'sigmas',
    exclusiveMinimum: 0,
    examples: [2.5, 2.7, 3],
  }),
  ...baselineParams,
});

/**
 * The limits belong to the average z; solved for the sample, z' = l x + (1-l) z beyond mean +- w is
 * x beyond (mean +- w - (1-l) z) / l: that is the band shown.
 */
class EwmaChart implements Detector {
  score = Number.NaN;
  limit = Number.NaN;
  lower = Number.NaN;
  upper = Number.NaN;
  /** The average, z. */
  average = Number.NaN;
  readonly #lambda: number;
  readonly #width: number;
  readonly #baseline: Baseline;
  /** (1 - lambda)^(2t): what the average still owes to its start. */
  #memory = 1;

  constructor({ lambda, L, baseline_mean, baseline_std, warm_up }: Static<typeof params>) {
    this.#lambda = lambda;
    this.#width = L;
    this.#baseline = new Baseline(baseline_mean, baseline_std, warm_up);
    this.reset();
  }

  update(value: number) {
    const baseline = this.#baseline;
    if (!baseline.ready) {
      baseline.learn(value);
      this.average = baseline.mean;
      return verdict.warmingUp;
    }
    const { mean, std } = baseline;
    const lambda = this.#lambda;
    const rest = 1 - lambda;
    this.#memory *= rest * rest;
    this.limit = this.#width * std * Math.sqrt((lambda / (2 - lambda)) * (1 - this.#memory));
    this.upper = (mean + this.limit - rest * this.average) / lambda;
    this.lower = (mean - this.limit - rest * this.average) / lambda;
    this.average = lambda * value + rest * this.average;
    this.score = Math.abs(this.average - mean);
    return this.score > this.limit ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.#baseline.reset();
    this.average = this.#baseline.mean;
    this.#memory = 1;
    this.score = this.limit = this.lower = this.upper = Number.NaN;
  }
}

export const ewmaChart = defineStrategy({
  id: 'ewma_chart',
  title: 'EWMA control chart',
  summary: 'Alarms when the exponentially weighted mean leaves control limits around a baseline.',
  formula:
    'z = lambda x + (1 - lambda) z, from mean; |z - mean| > L std sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2t)))',
  doc:
    'For small lasting shifts away from a fixed level; it alarms until the level is back. Where the level itself may move, ' +
    'prefer `ewma` or `rolling_z_score`. `cusum` finds the same shifts, and says less about the present level.',
  references: [
    'Roberts, Control chart tests based on geometric moving averages, 1959',
    'Montgomery, Introduction to Statistical Quality Control',
  ],
  params,
  examples: [
    {
      params: { baseline_mean: 10, baseline_std: 1 },
      values: '10x4 12x3 10x3',
      alarms: [8],
      note: 'two standard deviations more, found at the fourth value',
    },
    {
      params: { warm_up: 4 },
      values: '9 11 9 11 10x2 16 10',
      alarms: [7],
      note: 'the baseline is learned from the first four',
    },
  ],
  create: (given) => new EwmaChart(given),
});
