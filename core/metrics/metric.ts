import Type from 'typebox';
import type { Columns } from '../spec/columns.ts';
import { durationMs } from '../spec/duration.ts';
import { type EventType, eventTypes } from '../spec/event-types.ts';
import { choice, durationPattern, number, text } from '../spec/schema.ts';
import { Ema } from '../stats/ema.ts';
import { type Rolling, RollingCount, RollingMean, RollingSum } from '../stats/rolling.ts';
import { RollingQuantile } from '../stats/rolling-quantile.ts';
import { SlidingWindow } from '../stats/sliding-window.ts';
import { ColumnMeter } from './column-meter.ts';
import { MetricSamples, noNumbers } from './fields.ts';
import { defineKind, type Meter } from './monitor-kind.ts';

const aggregates = ['ema', 'mean', 'median', 'p95', 'p99', 'min', 'max', 'sum', 'count'] as const;
type Aggregate = (typeof aggregates)[number];

const params = Type.Object({
  metric: Type.Optional(
    text({
      description: 'Name of the metric: takes the `value` of `metric_sample` events that carry it.',
      examples: ['inference_latency_ms'],
      completes: 'metric',
    }),
  ),
  event: Type.Optional(
    Type.Unsafe<EventType>({
      type: 'string',
      enum: [...eventTypes],
      description: 'Event type to take a field from.',
    }),
  ),
  field: Type.Optional(
    text({
      description: 'Numeric field of the event; fields inside others are written with dots.',
      examples: ['latency_ms', 'metadata.confidence'],
      completes: 'field',
    }),
  ),
  aggregate: Type.Optional(
    choice(aggregates, {
      description: 'Statistic over the last values. Without it every value is taken as it is.',
      meanings: {
        ema: 'exponential moving average, weight `ema_alpha`',
        mean: 'arithmetic mean over `window`',
        median: 'the middle value of `window`',
        p95: '95th percentile over `window`, interpolated',
        p99: '99th percentile over `window`, interpolated',
        min: 'smallest value of `window`',
        max: 'largest value of `window`',
        sum: 'sum over `window`',
        count: 'how many values fell into `window`',
      },
    }),
  ),
  window: Type.Union(
    [Type.Integer({ minimum: 1, maximum: 10_000_000 }), Type.String({ pattern: durationPattern })],
    {
      description: 'How far back `aggregate` looks: a number of values, or a duration such as `5m`.',
      default: 100,
      examples: [100, '5m'],
    },
  ),
  ema_alpha: number({
    description: 'Weight of the newest value when `aggregate` is `ema`.',
    default: 0.1,
    exclusiveMinimum: 0,
    maximum: 1,
  }),
});

const statistics: Record<Exclude<Aggregate, 'ema'>, () => Rolling> = {
  mean: () => new RollingMean(),
  median: () => new RollingQuantile(0.5),
  p95: () => new RollingQuantile(0.95),
  p99: () => new RollingQuantile(0.99),
  min: () => new RollingQuantile(0),
  max: () => new RollingQuantile(1),
  sum: () => new RollingSum(),
  count: () => new RollingCount(),
};

/** Takes the value of the metric samples of one name. */
class SampleMeter implements Meter {
  readonly #samples: MetricSamples;

  constructor(metric: string) {
    this.#samples = new MetricSamples(metric);
  }

  bind(columns: Columns) {
    this.#samples.bind(columns);
  }

  measure(row: number) {
    return this.#samples.value(row);
  }

  lack() {
    return this.#samples.lack();
  }
}

/** A statistic over the values another meter gives. */
class AggregateMeter implements Meter {
  readonly #source: Meter;
  readonly #update: (value: number, time: number) => number;
  #time = noNumbers;

  constructor(source: Meter, update: (value: number, time: number) => number) {
    this.#source = source;
    this.#update = update;
  }

  bind(columns: Columns) {
    this.#source.bind(columns);
    this.#time = columns.time;
  }

  measure(row: number) {
    const value = this.#source.measure(row);
    return Number.isFinite(value) ? this.#update(value, this.#time[row] ?? 0) : Number.NaN;
  }

  lack() {
    return this.#source.lack?.();
  }
}

function aggregator(aggregate: Aggregate, window: number | string, alpha: number) {
  if (aggregate === 'ema') {
    const average = new Ema(alpha);
    return (value: number) => average.update(value);
  }
  const reach = typeof window === 'number' ? { values: window } : { ms: durationMs(window) };
  const sliding = new SlidingWindow(reach, statistics[aggregate]());
  return (value: number, time: number) => sliding.update(value, time);
}

export const metric = defineKind({
  id: 'metric',
  title: 'Metric',
  summary: 'Any numeric field of any event, or any named metric.',
  doc:
    'Give either `metric`, the name that stands in `metric_sample` events, or `event` and `field`. With `aggregate` the ' +
    'values pass through a statistic over a `window` first.',
  references: ['seed 004, MetricSample'],
  params,
  either: [['metric'], ['event', 'field']],
  events: ({ metric: name, event }) => [name === undefined && event !== undefined ? event : 'metric_sample'],
  metric: ({ metric: name, field, aggregate }) => ({
    name: `${name ?? field}${aggregate === undefined ? '' : `_${aggregate}`}`,
    unit: '',
    range: [aggregate === 'count' ? 0 : -Infinity, Infinity],
    values: (name ?? field) === 'p_value' && aggregate === undefined ? 'p-value' : 'real',
  }),
  create: ({ metric: name, field, aggregate, window, ema_alpha }) => {
    const source = name === undefined ? new ColumnMeter(field ?? '') : new SampleMeter(name);
    return aggregate === undefined
      ? source
      : new AggregateMeter(source, aggregator(aggregate, window, ema_alpha));
  },
});
