import Type, { type Static } from 'typebox';
import { choice, integer, number } from '../spec/schema.ts';
import { RunningMean } from '../stats/running.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  min_instances: integer({
    description: 'No verdict before so many values, at the start and after each alarm.',
    default: 30,
    unit: 'samples',
    minimum: 0,
  }),
  delta: number({
    description: 'What each value may be off without counting.',
    default: 0.005,
    unit: 'metric unit',
    minimum: 0,
  }),
  threshold: number({
    description:
      'How far the sum of deviations may move away from its extreme. In the unit of the metric: for latencies in ' +
      'milliseconds the default is far too low.',
    default: 50,
    unit: 'metric unit',
    minimum: 0,
    examples: [10, 50],
  }),
  alpha: number({
    description: 'Forgetting factor of the sums; 1 forgets nothing.',
    default: 0.9999,
    exclusiveMinimum: 0,
    maximum: 1,
  }),
  mode: choice(['both', 'up', 'down'], {
    description: 'Which changes alarm.',
    default: 'both',
    meanings: { both: 'rises and falls', up: 'a mean that rises', down: 'a mean that falls' },
  }),
});

/**
 * The order of operations is river's. The new mean takes in x, so x - mean' = (x - mean)(1 - 1/n), and both tests are
 * linear in x: solved for x they are the band shown.
 */
class PageHinkley implements Detector {
  score = Number.NaN;
  readonly limit: number;
  lower = Number.NaN;
  upper = Number.NaN;
  sumIncrease = 0;
  sumDecrease = 0;
  minIncrease = Infinity;
  maxDecrease = -1;
  readonly running = new RunningMean();
  readonly #minInstances: number;
  readonly #delta: number;
  readonly #alpha: number;
  readonly #testsUp: boolean;
  readonly #testsDown: boolean;
  #detected = false;

  constructor({ min_instances, delta, threshold, alpha, mode }: Static<typeof params>) {
    this.#minInstances = min_instances;
    this.#delta = delta;
    this.limit = threshold;
    this.#alpha = alpha;
    this.#testsUp = mode !== 'down';
    this.#testsDown = mode !== 'up';
  }

  update(value: number) {
    if (this.#detected) this.reset();
    const isTested = this.running.count + 1 >= this.#minInstances;
    if (isTested) this.#showBand();
    this.running.add(value);
    const deviation = value - this.running.mean;
    this.sumIncrease = this.#alpha * this.sumIncrease + deviation - this.#delta;
    this.sumDecrease = this.#alpha * this.sumDecrease + deviation + this.#delta;
    if (this.sumIncrease < this.minIncrease) this.minIncrease = this.sumIncrease;
    if (this.sumDecrease > this.maxDecrease) this.maxDecrease = this.sumDecrease;
    if (!isTested) return verdict.warmingUp;
    const up = this.#testsUp ? this.sumIncrease - this.minIncrease : -Infinity;
    const down = this.#testsDown ? this.maxDecrease - this.sumDecrease : -Infinity;
    // What left the range of numbers is NaN, which must not hide the other side.
    this.score = down > up || Number.isNaN(up) ? down : up;
    this.#detected = this.score > this.limit;
    return this.#detected ? verdict.alarm : verdict.ok;
  }

  describe() {
    return { mean: this.running.mean, sum_increase: this.sumIncrease, sum_decrease: this.sumDecrease };
  }

  reset() {
    this.running.reset();
    this.sumIncrease = this.sumDecrease = 0;
    this.minIncrease = Infinity;
    this.maxDecrease = -1;
    this.#detected = false;
    this.score = this.lower = this.upper = Number.NaN;
  }

  #showBand() {
    const { mean, count } = this.running;
    const share = 1 - 1 / (count + 1);
    const rise = this.limit + this.minIncrease + this.#delta - this.#alpha * this.sumIncrease;
    const fall = this.maxDecrease - this.limit - this.#delta - this.#alpha * this.sumDecrease;
    this.upper = this.#testsUp ? mean + rise / share : Infinity;
    this.lower = this.#testsDown ? mean + fall / share : -Infinity;
  }
}

export const pageHinkley = defineStrategy({
  id: 'page_hinkley',
  title: 'Page-Hinkley',
  summary: 'Alarms when deviations from the running mean add up to too much.',
  formula:
    'up = alpha up + (x - mean) - delta, down = alpha down + (x - mean) + delta; up - min(up) > threshold or ' +
    'max(down) - down > threshold',
  doc:
    'Finds lasting shifts without a baseline; starts anew after each alarm. `delta` and `threshold` are in the unit of the ' +
    'metric and must be chosen to fit it. `adwin` needs no such choice; `cusum` is faster where a baseline is known.',
  references: [
    'Page, Continuous inspection schemes, 1954',
    'river, drift/page_hinkley.py (two-sided form, 0.26)',
  ],
  params,
  examples: [
    {
      params: { min_instances: 5, threshold: 10 },
      values: '1x9 4x9',
      alarms: [14],
      note: 'a step, found at the fifth value',
    },
    {
      params: { min_instances: 5, threshold: 10, mode: 'up' },
      values: '4x9 1x9',
      alarms: [],
      note: 'a fall is none of its business',
    },
    {
      params: {},
      values: '120x99 200x9',
      alarms: [100],
      note: 'the default threshold on latencies: one value is enough',
    },
  ],
  create: (given) => new PageHinkley(given),
});
