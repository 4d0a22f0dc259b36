import Type, { type Static } from 'typebox';
import { integer, number } from '../spec/schema.ts';
import { AdaptiveWindow } from '../stats/adaptive-window.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  delta: number({
    description: 'How sure to be: smaller gives fewer false alarms and later true ones.',
    default: 0.002,
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
    examples: [0.002, 0.05],
  }),
  clock: integer({
    description: 'The window is tested every so many values; an alarm comes up to `clock - 1` values late.',
    default: 32,
    unit: 'samples',
    minimum: 1,
    examples: [1, 32],
  }),
  max_buckets: integer({
    description: 'Buckets of each size; more give more places to cut, and cost time.',
    default: 5,
    minimum: 2,
    maximum: 1000,
  }),
  min_window_length: integer({
    description: 'The fewest values on either side of a cut.',
    default: 5,
    unit: 'samples',
    minimum: 0,
  }),
  grace_period: integer({
    description: 'No test while the window is not longer than this.',
    default: 10,
    unit: 'samples',
    minimum: 0,
  }),
});

/** Between tests, score and limit are those of the last one. */
class Adwin implements Detector {
  score = Number.NaN;
  limit = Number.NaN;
  readonly lower = Number.NaN;
  readonly upper = Number.NaN;
  readonly window: AdaptiveWindow;
  readonly #clock: number;
  readonly #gracePeriod: number;
  #tick = 0;
  #detected = false;

  constructor(given: Static<typeof params>) {
    this.window = new AdaptiveWindow(given.delta, given.max_buckets, given.min_window_length);
    this.#clock = given.clock;
    this.#gracePeriod = given.grace_period;
  }

  update(value: number) {
    if (this.#detected) this.reset();
    const { window } = this;
    window.add(value);
    this.#tick += 1;
    if (this.#tick === this.#clock) {
      this.#tick = 0;
      if (window.width > this.#gracePeriod) this.#test();
    }
    if (this.#detected) return verdict.alarm;
    return window.width > this.#gracePeriod ? verdict.ok : verdict.warmingUp;
  }

  describe() {
    return { width: this.window.width, mean: this.window.total / Math.max(1, this.window.width) };
  }

  reset() {
    this.window.reset();
    this.#tick = 0;
    this.#detected = false;
    this.score = this.limit = Number.NaN;
  }

  #test() {
    this.#detected = this.window.cut();
    this.score = this.window.difference;
    this.limit = this.window.bound;
  }
}

export const adwin = defineStrategy({
  id: 'adwin',
  title: 'ADWIN',
  summary: 'Alarms when the newer part of an adaptive window has another mean than the older.',
  formula:
    '|mean(old) - mean(new)| > sqrt(2 m V D) + 2/3 D m, D = ln(2 ln(n) / delta), m = 1/(n_old - L + 1) + 1/(n_new - L + 1)',
  doc:
    'Finds changes of the mean in either direction without a baseline or a scale to choose, and hardly ever alarms falsely. ' +
    'Values of any size, 0/1 errors among them. Starts anew after each alarm. `page_hinkley` is quicker to find a change when its ' +
    'parameters fit; `kswin` also sees changes that leave the mean as it is.',
  references: [
    'Bifet and Gavaldà, Learning from time-changing data with adaptive windowing, 2007',
    'river, drift/adwin.py (>= 0.22)',
  ],
  params,
  examples: [
    {
      params: { clock: 1 },
      values: '0x49 1x49',
      alarms: [71],
      note: 'a step of 1',
    },
    { params: {}, values: '0x99 1x99', alarms: [127], note: 'by default a test every 32 values' },
    { params: {}, values: '0.5x499', alarms: [], note: 'nothing changes' },
  ],
  create: (given) => new Adwin(given),
});
