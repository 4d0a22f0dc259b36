import Type from 'typebox';
import type { Columns } from '../spec/columns.ts';
import { number } from '../spec/schema.ts';
import { Ema } from '../stats/ema.ts';
import { MetricSamples, noNumbers, numbers, valueAt } from './fields.ts';
import { defineKind, type Meter } from './monitor-kind.ts';

const params = Type.Object({
  ema_alpha: number({
    description: 'Weight of the newest latency in the moving average; 1 takes every latency as it is.',
    default: 0.1,
    exclusiveMinimum: 0,
    maximum: 1,
    examples: [0.1, 0.3],
  }),
});

class LatencyMeter implements Meter {
  readonly #average: Ema;
  readonly #samples = new MetricSamples('inference_latency_ms');
  #latency = noNumbers;

  constructor(alpha: number) {
    this.#average = new Ema(alpha);
  }

  bind(columns: Columns) {
    this.#latency = numbers(columns, 'latency_ms');
    this.#samples.bind(columns);
  }

  measure(row: number) {
    const latency = this.#samples.isSample(row) ? this.#samples.value(row) : valueAt(this.#latency, row);
    return Number.isNaN(latency) ? latency : this.#average.update(latency);
  }
}

export const latency = defineKind({
  id: 'latency',
  title: 'Latency',
  summary: 'Moving average of the inference latency.',
  doc:
    'The exponential moving average of the latency, seeded by the first call. Without a `strategy` it only ' +
    'observes. Where every call is logged by two event types, narrow them with `from`, or each call counts twice.',
  references: ['seed 000, LatencyMonitor', 'seed 003, LatencyMetric'],
  params,
  events: ['inference_completed', 'inference_latency', 'inference_record', 'metric_sample'],
  metric: () => ({
    name: 'latency_ms_ewma',
    unit: 'ms',
    range: [0, Infinity],
    values: 'real',
  }),
  create: ({ ema_alpha }) => new LatencyMeter(ema_alpha),
});
