import Type, { type Static } from 'typebox';
import { integer, number } from '../spec/schema.ts';
import { RunningMean } from '../stats/running.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  warm_start: integer({
    description: 'No verdict before more than so many values, at the start and after each alarm.',
    default: 30,
    unit: 'samples',
    minimum: 0,
  }),
  warning_threshold: number({
    description: 'How far above its best the error rate is when it warns.',
    default: 2,
    unit: 'sigmas',
    exclusiveMinimum: 0,
  }),
  drift_threshold: number({
    description: 'How far above its best the error rate is when it alarms.',
    default: 3,
    unit: 'sigmas',
    exclusiveMinimum: 0,
  }),
});

/** The error rate p and its standard deviation s; the best is where p + s was smallest. */
class Ddm implements Detector {
  score = Number.NaN;
  limit = Number.NaN;
  readonly lower = Number.NaN;
  readonly upper = Number.NaN;
  readonly errors = new RunningMean();
  bestRate = Infinity;
  bestDeviation = Infinity;
  readonly #warmStart: number;
  readonly #warningThreshold: number;
  readonly #driftThreshold: number;
  #detected = false;

  constructor({ warm_start, warning_threshold, drift_threshold }: Static<typeof params>) {
    this.#warmStart = warm_start;
    this.#warningThreshold = warning_threshold;
    this.#driftThreshold = drift_threshold;
  }

  update(value: number) {
    if (this.#detected) this.reset();
    this.errors.add(value);
    const { mean, count } = this.errors;
    if (count <= this.#warmStart) return verdict.warmingUp;
    // Values other than 0 and 1 can make the mean no rate at all, and this NaN: then there is nothing to compare.
    const deviation = Math.sqrt((mean * (1 - mean)) / count);
    const level = mean + deviation;
    if (level <= this.bestRate + this.bestDeviation) {
      this.bestRate = mean;
      this.bestDeviation = deviation;
    }
    this.score = level;
    this.limit = this.bestRate + this.#driftThreshold * this.bestDeviation;
    this.#detected = level > this.limit;
    if (this.#detected) return verdict.alarm;
    return level > this.bestRate + this.#warningThreshold * this.bestDeviation ? verdict.warning : verdict.ok;
  }

  reset() {
    this.errors.reset();
    this.bestRate = this.bestDeviation = Infinity;
    this.#detected = false;
    this.score = this.limit = Number.NaN;
  }
}

export const ddm = defineStrategy({
  id: 'ddm',
  title: 'DDM',
  summary: 'Alarms when the error rate has risen well above its best.',
  formula: 'p = error rate, s = sqrt(p (1 - p) / n); p + s > p_min + drift_threshold s_min',
  doc:
    'For 0/1 series where 1 is an error, such as the metric of `error`. Warns before it alarms; starts anew after each alarm. ' +
    'Good at sudden rises. For slow ones prefer `eddm`, for fewer false alarms `hddm_a` or `hddm_w`. A model without errors ' +
    'so far never alarms.',
  references: ['Gama et al., Learning with drift detection, 2004', 'river, drift/binary/ddm.py (0.26)'],
  params,
  examples: [
    {
      params: { warm_start: 10 },
      values: '0x8 1 0x8 1 0x8 1x9',
      alarms: [31],
      note: 'nothing but errors at the end',
    },
    { params: {}, values: '0x99 1x9', alarms: [100], note: 'the first error ever, after 100 right answers' },
  ],
  create: (given) => new Ddm(given),
});
