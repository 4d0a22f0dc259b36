import Type, { type Static } from 'typebox';
import { choice, number } from '../spec/schema.ts';
import { Baseline } from '../stats/baseline.ts';
import { baselineParams, relearnParam } from './baseline-params.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  k: number({
    description:
      'Distance from the mean that alarms, in standard deviations. With 3 and a known baseline of normal values, 1 false ' +
      'alarm in 370.',
    default: 3,
    unit: 'sigmas',
    exclusiveMinimum: 0,
    examples: [3, 4],
  }),
  direction: choice(['both', 'up', 'down'], {
    description: 'Which side alarms.',
    default: 'both',
    meanings: { both: 'values too high and too low', up: 'values too high', down: 'values too low' },
  }),
  relearn: relearnParam,
  ...baselineParams,
});

class Shewhart implements Detector {
  score = Number.NaN;
  limit = Number.NaN;
  lower = Number.NaN;
  upper = Number.NaN;
  readonly baseline: Baseline;
  readonly #k: number;
  readonly #looksUp: boolean;
  readonly #looksDown: boolean;
  readonly #relearns: boolean;
  #alarmed = false;

  constructor({ k, direction, relearn, baseline_mean, baseline_std, warm_up }: Static<typeof params>) {
    this.baseline = new Baseline(baseline_mean, baseline_std, warm_up);
    this.#k = k;
    this.#looksUp = direction !== 'down';
    this.#looksDown = direction !== 'up';
    this.#relearns = relearn;
  }

  update(value: number) {
    if (this.#relearns && this.#alarmed) this.reset();
    if (!this.baseline.ready) {
      this.baseline.learn(value);
      if (!this.baseline.ready || !this.#relearns) return verdict.warmingUp;
    }
    const { mean, std } = this.baseline;
    this.limit = this.#k * std;
    this.upper = this.#looksUp ? mean + this.limit : Infinity;
    this.lower = this.#looksDown ? mean - this.limit : -Infinity;
    const deviation = value - mean;
    this.score = Math.max(this.#looksUp ? deviation : 0, this.#looksDown ? -deviation : 0);
    this.#alarmed = this.score > this.limit;
    return this.#alarmed ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.baseline.reset();
    this.#alarmed = false;
    this.score = this.limit = this.lower = this.upper = Number.NaN;
  }
}

export const shewhart = defineStrategy({
  id: 'shewhart',
  title: 'Shewhart chart',
  summary: 'Alarms when a single value lies too many standard deviations from a baseline.',
  formula: 'abs(value - mean) > k std, mean and std of a baseline',
  doc:
    'The oldest control chart: for large sudden deviations from a level that was seen to be normal. Like `z_score`, but it ' +
    'can learn the baseline from the first values. Small lasting shifts are found sooner by `cusum` and `ewma_chart`; where ' +
    'the level moves, prefer `rolling_z_score`.',
  references: [
    'Shewhart, Economic control of quality of manufactured product, 1931',
    'river, drift/shewhart.py at 5c08caac (with `relearn: true`; not in a release when read)',
  ],
  params,
  examples: [
    {
      params: { baseline_mean: 10, baseline_std: 1 },
      values: '10x2 13 14 6',
      alarms: [4, 5],
      note: 'three standard deviations are still allowed',
    },
    {
      params: { warm_up: 4, relearn: true },
      values: '9 11 9 11 20x6',
      alarms: [4],
      note: 'the new level is learned after the first alarm',
    },
  ],
  create: (given) => new Shewhart(given),
});
