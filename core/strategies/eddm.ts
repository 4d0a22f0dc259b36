import Type, { type Static } from 'typebox';
import { integer, number } from '../spec/schema.ts';
import { RunningVariance } from '../stats/running.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  warm_start: integer({
    description: 'No verdict before more than so many errors, at the start and after each alarm.',
    default: 30,
    unit: 'samples',
    minimum: 0,
  }),
  alpha: number({
    description: 'Warns when the distance between errors falls below this share of its best.',
    default: 0.95,
    exclusiveMinimum: 0,
    maximum: 1,
  }),
  beta: number({
    description: 'Alarms when the distance between errors falls below this share of its best.',
    default: 0.9,
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
  }),
});

/** Only errors are looked at; what they lead to lasts until the next one. */
class Eddm implements Detector {
  score = Number.NaN;
  readonly limit: number;
  readonly lower = Number.NaN;
  readonly upper = Number.NaN;
  readonly distances = new RunningVariance();
  /** The largest mean + 2 standard deviations of the distances. */
  best = -1;
  /** Outlasts the alarm, as in river. */
  warns = false;
  readonly #warmStart: number;
  readonly #alpha: number;
  #count = 0;
  #lastError = 0;
  #detected = false;

  constructor({ warm_start, alpha, beta }: Static<typeof params>) {
    this.#warmStart = warm_start;
    this.#alpha = alpha;
    this.limit = beta;
  }

  update(value: number) {
    if (this.#detected) this.reset();
    this.#count += 1;
    if (value === 1) this.#takeError();
    if (this.#detected) return verdict.alarm;
    if (this.warns) return verdict.warning;
    return Number.isNaN(this.score) ? verdict.warmingUp : verdict.ok;
  }

  reset() {
    this.distances.reset();
    this.best = -1;
    this.warns = false;
    this.#count = 0;
    this.#lastError = 0;
    this.#detected = false;
    this.score = Number.NaN;
  }

  #takeError() {
    const { distances } = this;
    distances.add(this.#count - this.#lastError);
    this.#lastError = this.#count;
    if (this.#count <= this.#warmStart) return;
    const level = distances.mean + 2 * Math.sqrt(distances.variance);
    if (level > this.best) this.best = level;
    else if (distances.count > this.#warmStart) this.#compare(level / this.best);
  }

  #compare(share: number) {
    this.score = share;
    if (share < this.limit) this.#detected = true;
    else this.warns = share < this.#alpha;
  }
}

export const eddm = defineStrategy({
  id: 'eddm',
  title: 'EDDM',
  summary: 'Alarms when errors come closer together than they used to.',
  formula: 'q = mean + 2 std of the distances between errors; q / max(q) < beta',
  doc:
    'For 0/1 series where 1 is an error. Finds slow rises of the error rate that `ddm` misses, at the price of false alarms: ' +
    'about 19 in 10 000 values where nothing changes. Every value but 1 counts as right.',
  references: [
    'Baena-García et al., Early drift detection method, 2006',
    'river, drift/binary/eddm.py (0.26)',
  ],
  params,
  examples: [
    {
      params: { warm_start: 5 },
      values: '0x9 1 0x9 1 0x7 1 0x9 1 0x9 1 0x8 1 0x9 1 1x9',
      alarms: [82],
      note: 'errors about ten values apart, then nothing but errors',
    },
  ],
  create: (given) => new Eddm(given),
});
