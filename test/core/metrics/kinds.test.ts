import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { monitorKinds } from '../../../core/metrics/index.ts';
import { eventsOf, type MonitorKind } from '../../../core/metrics/monitor-kind.ts';
import { planOf } from '../../../core/simulate/plan.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { eventTypes } from '../../../core/spec/event-types.ts';
import { withDefaults } from '../../../core/spec/schema.ts';
import { columnsOf, type TestEvent } from '../../helpers/columns.ts';

const all = monitorKinds as unknown as readonly MonitorKind[];

/** Files of the folder that hold no kind of their own. */
const shared = [
  'index.ts',
  'monitor-kind.ts',
  'fields.ts',
  'field-values.ts',
  'column-meter.ts',
  'window-param.ts',
  'drift-comparison.ts',
  'drift-meter.ts',
  'drift-params.ts',
  'reference.ts',
];

test('every kind file is registered', () => {
  const files = readdirSync(new URL('../../../core/metrics', import.meta.url));
  expect(files.filter((file) => !shared.includes(file))).toHaveLength(monitorKinds.length);
});

describe.each(all.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  const params = withDefaults(kind.params, { field: 'x' });

  test('documents itself and reads known events', () => {
    for (const text of [kind.title, kind.summary, kind.doc]) expect(text).not.toBe('');
    for (const type of eventsOf(kind, params)) expect(eventTypes).toContain(type);
  });

  test('measures nothing on rows that say nothing, and does not throw', () => {
    const meter = kind.create(params);
    meter.bind(columnsOf([{ type: 'drift_detected' }]));
    expect(kind.id === 'failure_rate' || Number.isNaN(meter.measure(0))).toBe(true);
  });
});

/** The values a monitor measures on a few events. */
function measured(monitor: object, events: readonly TestEvent[]): number[] {
  const [lane] = simulate(planOf([monitor]), columnsOf(events)).monitors;
  return [...(lane?.series?.value ?? [])];
}

const record = (predicted: string, truth?: string): TestEvent => ({
  type: 'inference_record',
  predicted_label: predicted,
  latency_ms: 20,
  ...(truth === undefined ? {} : { ground_truth_label: truth }),
});

const snapshot: TestEvent = {
  type: 'metrics_snapshot',
  confidence_mean: 0.9,
  confidence_std: 0.1,
  p50_latency_ms: 10,
  p95_latency_ms: 20,
  p99_latency_ms: 30,
};

const sample = (metric: string, value: number): TestEvent => ({ type: 'metric_sample', metric, value });

const training: TestEvent = { type: 'training_completed', samples_seen: 900, duration_ms: 5000 };

describe('what is measured', () => {
  test('latency: the moving average over all its events, seeded by the first', () => {
    const events: TestEvent[] = [
      { type: 'inference_completed', latency_ms: 10 },
      { type: 'inference_latency', latency_ms: 20 },
      sample('inference_latency_ms', 40),
      sample('other', 1000),
      record('x'),
    ];
    expect(measured({ kind: 'latency', ema_alpha: 0.5 }, events)).toEqual([10, 15, 27.5, 23.75]);
    expect(measured({ kind: 'latency', from: ['inference_record'] }, events)).toEqual([20]);
  });

  test('accuracy: share of correct among labelled records, from the first one on; samples as they are', () => {
    const events = [
      record('a', 'a'),
      record('a'),
      record('a', 'b'),
      record('c', 'c'),
      sample('accuracy', 0.5),
    ];
    expect(measured({ kind: 'accuracy', window: 2 }, events)).toEqual([1, 0.5, 0.5, 0.5]);
  });

  test('error: 1 for wrong, 0 for right', () => {
    expect(
      measured({ kind: 'error' }, [record('a', 'a'), record('a'), record('a', 'b'), record('b', 'a')]),
    ).toEqual([0, 1, 1]);
  });

  test('drift and accuracy_drift: the reported value', () => {
    const events: TestEvent[] = [
      { type: 'drift_detected', p_value: 0.2 },
      { type: 'concept_drift', p_value: 0.01 },
      { type: 'accuracy_drift', drift: 0.3 },
    ];
    expect(measured({ kind: 'drift' }, events)).toEqual([0.2, 0.01]);
    expect(measured({ kind: 'accuracy_drift' }, events)).toEqual([0.3]);
  });

  test('confidence, latency_percentile and training: the chosen statistic', () => {
    expect(measured({ kind: 'confidence' }, [snapshot])).toEqual([0.9]);
    expect(measured({ kind: 'confidence', statistic: 'confidence_std' }, [snapshot])).toEqual([0.1]);
    expect(measured({ kind: 'latency_percentile' }, [snapshot])).toEqual([20]);
    expect(measured({ kind: 'latency_percentile', percentile: 'p99' }, [snapshot])).toEqual([30]);
    expect(measured({ kind: 'training' }, [training])).toEqual([5000]);
    expect(measured({ kind: 'training', statistic: 'samples_seen' }, [training])).toEqual([900]);
  });

  test('failure_rate: share of failures among the last calls', () => {
    const failure: TestEvent = { type: 'failure', message: 'no' };
    const call: TestEvent = { type: 'inference_completed', latency_ms: 1 };
    expect(measured({ kind: 'failure_rate', window: 2 }, [call, failure, failure, call, call])).toEqual([
      0, 0.5, 1, 0.5, 0,
    ]);
  });

  test('metric: by name, or any field of any event', () => {
    const events = [sample('x', 1), sample('y', 2), { ...snapshot, 'metadata.depth': 7 }];
    expect(measured({ kind: 'metric', metric: 'y' }, events)).toEqual([2]);
    expect(measured({ kind: 'metric', event: 'metrics_snapshot', field: 'p50_latency_ms' }, events)).toEqual([
      10,
    ]);
    expect(measured({ kind: 'metric', event: 'metrics_snapshot', field: 'metadata.depth' }, events)).toEqual([
      7,
    ]);
    expect(measured({ kind: 'metric', metric: 'none' }, events)).toEqual([]);
  });

  test('metric: aggregates over a number of values or a duration', () => {
    const events = [4, 1, 7, 2].map((value) => sample('x', value));
    const aggregated = (aggregate: string, more: object = {}) =>
      measured({ kind: 'metric', metric: 'x', aggregate, ...more }, events);
    expect(aggregated('max', { window: 2 })).toEqual([4, 4, 7, 7]);
    expect(aggregated('min', { window: '2s' })).toEqual([4, 1, 1, 2]);
    expect(aggregated('sum', { window: 3 })).toEqual([4, 5, 12, 10]);
    expect(aggregated('count', { window: '3s' })).toEqual([1, 2, 3, 3]);
    expect(aggregated('median')).toEqual([4, 2.5, 4, 3]);
    expect(aggregated('ema', { ema_alpha: 0.5 })).toEqual([4, 2.5, 4.75, 3.375]);
  });
});

test('without a strategy, drift and accuracy_drift alarm and the others observe', () => {
  const events: TestEvent[] = [
    { type: 'drift_detected', p_value: 0.04 },
    { type: 'accuracy_drift', drift: 0.05 },
    { type: 'inference_completed', latency_ms: 1e9 },
  ];
  const plan = planOf([{ kind: 'drift' }, { kind: 'accuracy_drift' }, { kind: 'latency' }]);
  const result = simulate(plan, columnsOf(events));
  expect(result.alerts.map(({ monitor }) => monitor)).toEqual(['drift', 'accuracy_drift']);
  expect(result.monitors.map(({ status }) => status)).toEqual(['firing', 'firing', 'observing']);
});
