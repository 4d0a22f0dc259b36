import Type, { type Static } from 'typebox';
import { choice, number } from '../spec/schema.ts';
import { Baseline } from '../stats/baseline.ts';
import { baselineParams, relearnParam } from './baseline-params.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  k: number({
    description:
      'Allowance: what each value may be off without counting, in standard deviations. Half the shift to be found.',
    default: 0.5,
    unit: 'sigmas',
    minimum: 0,
    examples: [0.25, 0.5],
  }),
  h: number({
    description:
      'Decision interval: the sum that alarms, in standard deviations. With `k` 0.5 and a known baseline, 5 gives a false ' +
      'alarm about every 465 values, 4 every 168.',
    default: 5,
    unit: 'sigmas',
    exclusiveMinimum: 0,
    examples: [4, 5],
  }),
  direction: choice(['both', 'up', 'down'], {
    description: 'Which shifts alarm.',
    default: 'both',
    meanings: { both: 'shifts up and down', up: 'a mean that rises', down: 'a mean that falls' },
  }),
  relearn: relearnParam,
  ...baselineParams,
});

/** Two one-sided sums. Unless it relearns they outlast an alarm for as long as the excess has not been worked off. */
class Cusum implements Detector {
  score = Number.NaN;
  readonly limit: number;
  lower = Number.NaN;
  upper = Number.NaN;
  /** What the values were too high in all, in standard deviations. */
  high = 0;
  /** What they were too low. */
  low = 0;
  readonly #allowance: number;
  readonly #countsUp: boolean;
  readonly #countsDown: boolean;
  readonly baseline: Baseline;
  readonly #relearns: boolean;
  #alarmed = false;

  constructor({ k, h, direction, relearn, baseline_mean, baseline_std, warm_up }: Static<typeof params>) {
    this.#allowance = k;
    this.limit = h;
    this.#countsUp = direction !== 'down';
    this.#countsDown = direction !== 'up';
    this.#relearns = relearn;
    this.baseline = new Baseline(baseline_mean, baseline_std, warm_up);
  }

  update(value: number) {
    if (this.#relearns && this.#alarmed) this.reset();
    const { baseline } = this;
    if (!baseline.ready) {
      baseline.learn(value);
      if (!baseline.ready || !this.#relearns) return verdict.warmingUp;
    }
    const { mean, std } = baseline;
    const reach = this.limit + this.#allowance;
    this.upper = this.#countsUp ? mean + std * (reach - this.high) : Infinity;
    this.lower = this.#countsDown ? mean - std * (reach - this.low) : -Infinity;
    const deviation = (value - mean) / std;
    if (this.#countsUp) this.high = Math.max(0, this.high + deviation - this.#allowance);
    if (this.#countsDown) this.low = Math.max(0, this.low - deviation - this.#allowance);
    this.score = Math.max(this.high, this.low);
    this.#alarmed = this.score > this.limit;
    return this.#alarmed ? verdict.alarm : verdict.ok;
  }

  describe() {
    return { high: this.high, low: this.low };
  }

  reset() {
    this.baseline.reset();
    this.#alarmed = false;
    this.high = this.low = 0;
    this.score = this.lower = this.upper = Number.NaN;
  }
}

export const cusum = defineStrategy({
  id: 'cusum',
  title: 'CUSUM',
  summary: 'Alarms when deviations from a baseline add up to too much.',
  formula:
    'y = (x - mean) / std; high = max(0, high + y - k), low = max(0, low - y - k); high > h or low > h',
  doc:
    'The fastest way to find a lasting shift of known size away from a fixed level, even one that no single value shows. The ' +
    'sums are not set back after an alarm, so the alarm outlasts a long excursion, unless it is to `relearn`. Where there is ' +
    'no baseline, ' +
    '`page_hinkley` compares with the running mean.',
  references: [
    'Page, Continuous inspection schemes, 1954',
    'Montgomery, Introduction to Statistical Quality Control (tabular CUSUM)',
    'river, drift/cusum.py at 291ccdd5 (with `relearn: true`; not in a release when read)',
  ],
  params,
  examples: [
    {
      params: { baseline_mean: 10, baseline_std: 1 },
      values: '10x4 12x5 10x2',
      alarms: [8, 9, 10, 11, 12, 13],
      note: 'each value is 1.5 more than allowed; the sum outlasts them',
    },
    {
      params: { warm_up: 4, direction: 'down' },
      values: '9 11 9 11 16x3 7x3',
      alarms: [10, 11],
      note: 'only the fall counts',
    },
  ],
  create: (given) => new Cusum(given),
});
