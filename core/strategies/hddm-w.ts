import Type, { type Static } from 'typebox';
import { number } from '../spec/schema.ts';
import { WeightedMean } from '../stats/weighted-mean.ts';
import { type Detector, defineStrategy, type Verdict, verdict } from './detector.ts';
import { hddmParams } from './hddm-params.ts';

const params = Type.Object({
  ...hddmParams,
  lambda_val: number({
    description: 'Weight of the newest value; larger reacts sooner to sudden changes and misses small ones.',
    default: 0.05,
    exclusiveMinimum: 0,
    maximum: 1,
  }),
});

/** The series cut in two where its mean was surely lowest. For the highest, hand in means times -1. */
class Cut {
  readonly before: WeightedMean;
  readonly after: WeightedMean;
  /** What the mean with its bound must pass to move the cut. */
  level = Infinity;

  constructor(weight: number) {
    this.before = new WeightedMean(weight);
    this.after = new WeightedMean(weight);
  }

  update(value: number, all: WeightedMean, level: number) {
    if (level < this.level) {
      this.level = level;
      this.before.copy(all);
      this.after.reset();
    } else this.after.add(value);
  }

  reset() {
    this.before.reset();
    this.after.reset();
    this.level = Infinity;
  }
}

class HddmW implements Detector {
  score = Number.NaN;
  limit = Number.NaN;
  readonly lower = Number.NaN;
  readonly upper = Number.NaN;
  readonly all: WeightedMean;
  readonly rise: Cut;
  /** Its levels have the opposite sign, so that it too is cut where they are lowest. */
  readonly fall: Cut;
  /** ln(1 / confidence) */
  readonly #drift: number;
  readonly #warning: number;
  readonly #isTwoSided: boolean;
  /** One side may warn while the other alarms. */
  warns = false;
  #detected = false;

  constructor({ drift_confidence, warning_confidence, two_sided_test, lambda_val }: Static<typeof params>) {
    this.all = new WeightedMean(lambda_val);
    this.rise = new Cut(lambda_val);
    this.fall = new Cut(lambda_val);
    this.#drift = Math.log(1 / drift_confidence);
    this.#warning = Math.log(1 / warning_confidence);
    this.#isTwoSided = two_sided_test;
  }

  update(value: number) {
    if (this.#detected) this.reset();
    const { all } = this;
    all.add(value);
    const bound = Math.sqrt((all.bound * this.#drift) / 2);
    this.rise.update(value, all, all.mean + bound);
    this.fall.update(value, all, bound - all.mean);
    this.score = this.limit = Number.NaN;
    const rise = this.#judge(this.rise, 1);
    const fall = this.#isTwoSided ? this.#judge(this.fall, -1) : verdict.ok;
    this.#detected = rise === verdict.alarm || fall === verdict.alarm;
    this.warns = rise === verdict.warning || fall === verdict.warning;
    return Math.max(rise, fall) as Verdict;
  }

  reset() {
    this.all.reset();
    this.rise.reset();
    this.fall.reset();
    this.#detected = this.warns = false;
    this.score = this.limit = Number.NaN;
  }

  /** McDiarmid's bound for the difference of the means after and before the cut. */
  #judge({ before, after }: Cut, sign: 1 | -1) {
    if (before.isEmpty || after.isEmpty) return verdict.ok;
    const difference = sign === 1 ? after.mean - before.mean : before.mean - after.mean;
    const weights = before.bound + after.bound;
    const limit = Math.sqrt((weights * this.#drift) / 2);
    if (!(difference - limit <= this.score - this.limit)) {
      this.score = difference;
      this.limit = limit;
    }
    if (difference > limit) return verdict.alarm;
    return difference > Math.sqrt((weights * this.#warning) / 2) ? verdict.warning : verdict.ok;
  }
}

export const hddmW = defineStrategy({
  id: 'hddm_w',
  title: 'HDDM-W',
  summary: 'Alarms when the weighted mean has risen by more than chance explains (McDiarmid bound).',
  formula:
    'ewma(after) - ewma(before) > sqrt((b_before + b_after) ln(1 / drift_confidence) / 2), b = sum of squared weights',
  doc:
    'For 0/1 series where 1 is an error, and for any values between 0 and 1. Weights the newest values most, so it finds gradual ' +
    'changes sooner than `hddm_a`. Starts anew after each alarm.',
  references: [
    'Frías-Blanco et al., Online and non-parametric drift detection methods based on Hoeffding’s bounds, 2015',
    'river, drift/binary/hddm_w.py (0.25 and later)',
  ],
  params,
  examples: [
    { params: {}, values: '0x49 1x19', alarms: [63], note: 'errors from the 51st value on' },
    { params: {}, values: '1x49 0x49', alarms: [], note: 'fewer errors are no drift' },
    { params: { two_sided_test: true }, values: '1x49 0x49', alarms: [63], note: 'unless asked for' },
  ],
  create: (given) => new HddmW(given),
});
