import Type from 'typebox';
import { choice } from '../spec/schema.ts';
import { ColumnMeter } from './column-meter.ts';
import { defineKind } from './monitor-kind.ts';

const params = Type.Object({
  percentile: choice(['p50', 'p95', 'p99'], {
    description: 'Which percentile of the latency is watched.',
    default: 'p95',
    meanings: {
      p50: 'the median: half of the calls are slower',
      p95: '1 call in 20 is slower',
      p99: '1 call in 100 is slower',
    },
  }),
});

export const latencyPercentile = defineKind({
  id: 'latency_percentile',
  title: 'Latency percentile',
  summary: 'A latency percentile of metrics snapshots.',
  doc: 'Takes the percentile that the serving layer computed over its last window. For single calls, use `latency`.',
  references: ['seed 002, InferenceMetrics'],
  params,
  events: ['metrics_snapshot'],
  metric: ({ percentile }) => ({
    name: `${percentile}_latency_ms`,
    unit: 'ms',
    range: [0, Infinity],
    values: 'real',
  }),
  create: ({ percentile }) => new ColumnMeter(`${percentile}_latency_ms`),
});
