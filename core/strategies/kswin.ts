import Type, { type Static } from 'typebox';
import { integer, number } from '../spec/schema.ts';
import { ksExactEqual } from '../stats/ks-exact.ts';
import { MersenneTwister } from '../stats/mersenne-twister.ts';
import { RandomSample } from '../stats/random-sample.ts';
import { TwoPartWindow } from '../stats/two-part-window.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  alpha: number({
    description:
      'Significance level of each test. One is made per value, so false alarms add up: 0.005 gives about 13 in 10 000 values, ' +
      '0.0001 hardly any.',
    default: 0.005,
    exclusiveMinimum: 0,
    maximum: 1,
    examples: [0.005, 0.0001],
  }),
  window_size: integer({
    description: 'How many values are looked at; no verdict before there are so many.',
    default: 100,
    unit: 'samples',
    minimum: 4,
    maximum: 1_000_000,
  }),
  stat_size: integer({
    description:
      'How many of the newest values are compared with as many random ones from the rest of the window. More than half ' +
      'the window counts as half.',
    default: 30,
    unit: 'samples',
    minimum: 2,
    maximum: 10_000,
  }),
  seed: integer({
    description: 'Of the random choice: the same seed gives the same alarms.',
    default: 42,
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
  }),
});

/** River takes no smaller difference for a drift, however significant. */
const minDistance = 0.1;

/**
 * The p-value falls as the statistic grows, so comparing it with alpha is comparing the statistic with the smallest one
 * that alarms: found once, no p-value is computed per value.
 */
class Kswin implements Detector {
  score = Number.NaN;
  readonly limit: number;
  readonly lower = Number.NaN;
  readonly upper = Number.NaN;
  readonly window: TwoPartWindow;
  readonly #recent: number;
  readonly #random: MersenneTwister;
  readonly #sample: RandomSample;
  #detected = false;

  constructor({ alpha, window_size, stat_size, seed }: Static<typeof params>) {
    this.#recent = Math.min(stat_size, Math.floor(window_size / 2));
    this.limit = smallestAlarm(alpha, this.#recent);
    this.window = new TwoPartWindow(window_size, this.#recent);
    this.#random = new MersenneTwister(seed);
    this.#sample = new RandomSample(this.#random, window_size - this.#recent, this.#recent);
  }

  /** Of the last test; 0 before the first, as in river. */
  get pValue(): number {
    return Number.isNaN(this.score) ? 0 : ksExactEqual(Math.round(this.score * this.#recent), this.#recent);
  }

  update(value: number) {
    if (this.#detected) this.reset();
    this.window.push(value);
    if (!this.window.isFull) return verdict.warmingUp;
    this.score = this.window.maxGap(this.#sample.draw()) / this.#recent;
    this.#detected = this.score >= this.limit;
    return this.#detected ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.window.reset();
    this.#random.reset();
    this.#detected = false;
    this.score = Number.NaN;
  }
}

/** The smallest statistic with p <= alpha and above the minimum; infinite when not even 1 is significant. */
function smallestAlarm(alpha: number, size: number): number {
  let low = 1;
  let high = size + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ksExactEqual(middle, size) <= alpha && middle / size > minDistance) high = middle;
    else low = middle + 1;
  }
  return low > size ? Infinity : low / size;
}

export const kswin = defineStrategy({
  id: 'kswin',
  title: 'KSWIN',
  summary: 'Alarms when the newest values are distributed differently from those before them.',
  formula:
    'D = KS(newest stat_size values, as many random older ones of the window); p(D) <= alpha and D > 0.1',
  doc:
    'Sees changes of spread and shape that leave the mean as it is. Score and limit are the KS statistic and the smallest ' +
    'one that is significant. Tests at every value: with the default `alpha` expect false alarms. After an ' +
    'alarm the window is empty and the random choice begins anew: there is no verdict before `window_size` further values. ' +
    'For changes of the mean `adwin` is quieter and many times faster.',
  references: [
    'Raab, Heusinger and Schleif, Reactive soft prototype computing for concept drift streams, 2020',
    'river, drift/kswin.py (0.26); CPython random.sample; scipy ks_2samp (exact)',
  ],
  params,
  examples: [
    {
      params: { window_size: 20, stat_size: 8, seed: 1 },
      values: '1x24 2x9',
      alarms: [31],
      note: 'a step, significant when seven of the newest eight are above it',
    },
    { params: {}, values: '0.5x299', alarms: [], note: 'nothing changes' },
  ],
  create: (given) => new Kswin(given),
});
