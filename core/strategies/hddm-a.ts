import Type, { type Static } from 'typebox';
import { RunningMean } from '../stats/running.ts';
import { type Detector, defineStrategy, type Verdict, verdict } from './detector.ts';
import { hddmParams } from './hddm-params.ts';

const params = Type.Object(hddmParams);

/** Compares the mean of all with the mean up to where it was surely lowest (for a fall: highest). */
class HddmA implements Detector {
  score = Number.NaN;
  limit = Number.NaN;
  readonly lower = Number.NaN;
  readonly upper = Number.NaN;
  readonly all = new RunningMean();
  readonly lowest = new RunningMean();
  readonly highest = new RunningMean();
  /** ln(1 / drift_confidence), of the bounds of a single mean. */
  readonly #single: number;
  /** ln(2 / confidence), of the bounds of a difference. */
  readonly #drift: number;
  readonly #warning: number;
  readonly #isTwoSided: boolean;
  /** One side may warn while the other alarms. */
  warns = false;
  #detected = false;

  constructor({ drift_confidence, warning_confidence, two_sided_test }: Static<typeof params>) {
    this.#single = Math.log(1 / drift_confidence);
    this.#drift = Math.log(2 / drift_confidence);
    this.#warning = Math.log(2 / warning_confidence);
    this.#isTwoSided = two_sided_test;
  }

  update(value: number) {
    if (this.#detected) this.reset();
    this.all.add(value);
    this.#moveCuts();
    this.score = this.limit = Number.NaN;
    const rise = this.#judge(this.lowest, 1);
    const fall = this.#isTwoSided ? this.#judge(this.highest, -1) : verdict.ok;
    this.#detected = rise === verdict.alarm || fall === verdict.alarm;
    this.warns = rise === verdict.warning || fall === verdict.warning;
    return Math.max(rise, fall) as Verdict;
  }

  reset() {
    this.all.reset();
    this.lowest.reset();
    this.highest.reset();
    this.#detected = this.warns = false;
    this.score = this.limit = Number.NaN;
  }

  #moveCuts() {
    const { all, lowest, highest } = this;
    const bound = this.#boundOf(all.count);
    if (lowest.count === 0 || lowest.mean + this.#boundOf(lowest.count) >= all.mean + bound) lowest.copy(all);
    if (highest.count === 0 || highest.mean - this.#boundOf(highest.count) <= all.mean - bound)
      highest.copy(all);
  }

  /** Hoeffding's bound of a mean of so many values between 0 and 1. */
  #boundOf(count: number): number {
    return Math.sqrt((1 / (2 * count)) * this.#single);
  }

  /** Whether the values since the cut moved the mean by more than chance does; `sign` 1 for a rise, -1 for a fall. */
  #judge(cut: RunningMean, sign: 1 | -1) {
    const { all } = this;
    if (cut.count === all.count) return verdict.ok;
    const share = ((all.count - cut.count) / cut.count) * (1 / all.count);
    const difference = sign === 1 ? all.mean - cut.mean : cut.mean - all.mean;
    const limit = Math.sqrt((share / 2) * this.#drift);
    if (!(difference - limit <= this.score - this.limit)) {
      this.score = difference;
      this.limit = limit;
    }
    if (difference >= limit) return verdict.alarm;
    return difference >= Math.sqrt((share / 2) * this.#warning) ? verdict.warning : verdict.ok;
  }
}

export const hddmA = defineStrategy({
  id: 'hddm_a',
  title: 'HDDM-A',
  summary: 'Alarms when the mean has risen by more than chance explains (Hoeffding bound).',
  formula: 'mean - mean(lowest) >= sqrt(m / 2 ln(2 / drift_confidence)), m = (n - n_lowest) / n_lowest / n',
  doc:
    'For 0/1 series where 1 is an error, and for any values between 0 and 1. Very few false alarms, and the better choice for ' +
    'sudden changes; for gradual ones prefer `hddm_w`. Starts anew after each alarm.',
  references: [
    'Frías-Blanco et al., Online and non-parametric drift detection methods based on Hoeffding’s bounds, 2015',
    'river, drift/binary/hddm_a.py (0.26)',
  ],
  params,
  examples: [
    { params: {}, values: '0x49 1x19', alarms: [54], note: 'errors from the 51st value on' },
    { params: {}, values: '1x49 0x49', alarms: [], note: 'fewer errors are no drift' },
    { params: { two_sided_test: true }, values: '1x49 0x49', alarms: [54], note: 'unless asked for' },
  ],
  create: (given) => new HddmA(given),
});
