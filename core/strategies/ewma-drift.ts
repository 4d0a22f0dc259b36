import Type, { type Static } from 'typebox';
import { choice, integer, number } from '../spec/schema.ts';
import { RunningMean } from '../stats/running.ts';
import { WeightedMean } from '../stats/weighted-mean.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  alpha: number({
    description: 'Weight of the newest value in the average; smaller finds smaller shifts, later.',
    default: 0.1,
    exclusiveMinimum: 0,
    maximum: 1,
    examples: [0.05, 0.1, 0.2],
  }),
  threshold: number({
    description:
      'How far the average may be from the running mean, in standard deviations of the average. 4 is careful; a shift also ' +
      'widens the standard deviation, so larger ones find it late.',
    default: 4,
    unit: 'sigmas',
    exclusiveMinimum: 0,
    examples: [3, 4],
  }),
  min_instances: integer({
    description:
      'No verdict before so many values, at the start and after each alarm. The average starts at the first value, which ' +
      'weighs too much in it until about 3 / `alpha` values have come.',
    default: 30,
    unit: 'samples',
    minimum: 1,
    maximum: 1_000_000,
  }),
  mode: choice(['both', 'up', 'down'], {
    description: 'Which changes alarm.',
    default: 'both',
    meanings: { both: 'rises and falls', up: 'a mean that rises', down: 'a mean that falls' },
  }),
});

/** The order of operations is river's. There is no band: a far value widens the limit that it is judged by. */
class EwmaDrift implements Detector {
  score = Number.NaN;
  limit = Number.NaN;
  readonly lower = Number.NaN;
  readonly upper = Number.NaN;
  /** The average of recent values, z. */
  readonly recent: WeightedMean;
  readonly running = new RunningMean();
  readonly #squares: WeightedMean;
  readonly #alpha: number;
  readonly #threshold: number;
  readonly #minInstances: number;
  readonly #looksUp: boolean;
  readonly #looksDown: boolean;
  #alarmed = false;

  constructor({ alpha, threshold, min_instances, mode }: Static<typeof params>) {
    this.recent = new WeightedMean(alpha);
    this.#squares = new WeightedMean(alpha);
    this.#alpha = alpha;
    this.#threshold = threshold;
    this.#minInstances = min_instances;
    this.#looksUp = mode !== 'down';
    this.#looksDown = mode !== 'up';
  }

  /** Exponentially weighted variance; rounding makes it negative at times. */
  get variance(): number {
    return this.#squares.mean - this.recent.mean ** 2;
  }

  update(value: number) {
    if (this.#alarmed) this.reset();
    this.recent.add(value);
    this.#squares.add(value * value);
    this.running.add(value);
    const { count } = this.running;
    if (count < this.#minInstances) return verdict.warmingUp;
    const alpha = this.#alpha;
    const factor = (alpha / (2 - alpha)) * (1 - (1 - alpha) ** (2 * count));
    this.limit = this.#threshold * Math.sqrt(Math.max(this.variance, 0)) * Math.sqrt(factor);
    const deviation = this.recent.mean - this.running.mean;
    this.score = Math.max(this.#looksUp ? deviation : 0, this.#looksDown ? -deviation : 0);
    this.#alarmed = this.score > this.limit;
    return this.#alarmed ? verdict.alarm : verdict.ok;
  }

  describe() {
    return { average: this.recent.mean, mean: this.running.mean, variance: this.variance };
  }

  reset() {
    this.recent.reset();
    this.#squares.reset();
    this.running.reset();
    this.#alarmed = false;
    this.score = this.limit = Number.NaN;
  }
}

export const ewmaDrift = defineStrategy({
  id: 'ewma_drift',
  title: 'EWMA drift detector',
  summary: 'Alarms when the exponentially weighted mean leaves the mean of all values since the last alarm.',
  formula:
    'z = alpha x + (1 - alpha) z; |z - mean| > threshold sqrt(var alpha / (2 - alpha) (1 - (1 - alpha)^(2n))), var weighted ' +
    'like z',
  doc:
    'For shifts of a level that nobody knows beforehand: it starts anew after each alarm, so a lasting shift alarms once. ' +
    'Against a known level, `ewma_chart` finds smaller shifts; `ewma` judges single values instead of their average. ' +
    '`page_hinkley` finds the same shifts, but wants a threshold in the unit of the metric.',
  references: ['river, drift/ewma.py at 2420eb58 (not in a release when read)'],
  params,
  examples: [
    {
      params: { alpha: 0.2, threshold: 2, min_instances: 8 },
      values: '9 11 9 11 9 11 9 11 20x20',
      alarms: [13],
      note: 'found at the sixth value of the shift, which then is the new level',
    },
    {
      params: { alpha: 0.2, threshold: 2, min_instances: 8, mode: 'down' },
      values: '9 11 9 11 9 11 9 11 20x20',
      alarms: [],
      note: 'a rise does not count',
    },
  ],
  create: (given) => new EwmaDrift(given),
});
