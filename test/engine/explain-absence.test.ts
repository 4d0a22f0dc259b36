import { describe, expect, test } from 'vitest';
import { planOf } from '../../core/simulate/plan.ts';
import { explain } from '../../engine/explain.ts';
import { columnsOf, type TestEvent } from '../helpers/columns.ts';

const inference = (at: number, fields: object = { 'metadata.x': at % 7 }, name = 'm'): TestEvent => ({
  type: 'inference_completed',
  latency_ms: 1,
  time: Date.UTC(2026, 0, 1) + at * 1000,
  model: { name },
  ...fields,
});
const events = (count: number, fields?: object) =>
  Array.from({ length: count }, (_, at) => inference(at, fields));

function said(rows: readonly TestEvent[], monitor: object, why: { event?: number; time?: number } = {}) {
  const plan = planOf([{ id: 'm', kind: 'feature_drift', field: 'x', window: 50, ...monitor }]);
  const answer = explain(plan, columnsOf(rows), { monitor: 'm', ...why });
  return [answer?.reason, answer?.sentence];
}

describe('why a monitor of drift says nothing', () => {
  test('the reference is filling, then the window, then the next distance is not due', () => {
    expect(said(events(30), {})).toEqual(['filling', 'No alert: the reference holds 30 of 50 values.']);
    expect(said(events(62), { reference: { first: 50 } })).toEqual([
      'filling',
      'No alert: the window holds 12 of 50 values.',
    ]);
    expect(said(events(200), {}, { event: 49 })[1]).toBe('No alert: the window holds 0 of 50 values.');
    expect(said(events(200), {}, { event: 20 })[1]).toBe('No alert: the reference holds 21 of 50 values.');
    expect(said(events(200), {}, { event: 100 })).toEqual([
      'filling',
      'No alert: the distance is taken every 5 values, and next after 4 more.',
    ]);
    expect(said(events(200), {}, { time: Date.UTC(2026, 0, 1, 0, 1) })[1]).toBe(
      'No alert: the window holds 11 of 50 values.',
    );
  });

  test('a reference of a time after which nothing came', () => {
    expect(said(events(30), { reference: { to: '2026-01-02' } })).toEqual([
      'filling',
      'No alert: the reference is of the values until 2026-01-02, of which there are 30 so far, and no later event has come.',
    ]);
  });

  test('nobody has the field', () => {
    expect(said(events(30, {}), {})).toEqual([
      'no_data',
      'No alert: no event has the field `x` or `metadata.x`.',
    ]);
    expect(said(events(30, {}), { kind: 'metric', event: 'inference_completed', field: 'y' })[1]).toBe(
      'No alert: no event has the numeric field `y`.',
    );
    const sample: TestEvent = { type: 'metric_sample', metric: 'a', value: 1 };
    expect(said([sample], { kind: 'metric', metric: 'b', aggregate: 'mean' })[1]).toBe(
      'No alert: no `metric_sample` event is of the metric `b`.',
    );
  });

  test('no event is of the types it reads', () => {
    expect(said(events(3), { kind: 'drift' })).toEqual([
      'no_data',
      'No alert: there is no event of type `drift_detected` or `concept_drift`.',
    ]);
  });

  test('it failed, and from when on', () => {
    const monitor = { reference: { to: '2025-01-01' } };
    const failed = ['failed', 'No alert: the monitor failed: the reference has no values of `x`.'];
    expect(said(events(30), monitor)).toEqual(failed);
    expect(said(events(30), monitor, { event: 3 })).toEqual(failed);
    const text = [...events(50, { 'metadata.x': 'a' }), ...events(2)];
    expect(said(text, { measure: 'ks' }, { event: 51 })[1]).toMatch(
      /^No alert: the monitor failed: `x` holds text/,
    );
    expect(said(text, { measure: 'ks' }, { event: 10 })[0]).toBe('filling');
  });

  test('one model failed, the other goes on', () => {
    const rows = [
      ...Array.from({ length: 20 }, (_, at) => inference(at, { 'metadata.x': at }, 'a')),
      ...Array.from({ length: 20 }, (_, at) => inference(at, { 'metadata.x': 'text' }, 'b')),
    ];
    const plan = planOf([{ id: 'm', kind: 'feature_drift', field: 'x', measure: 'ks', window: 20 }]);
    const reason = (model: string) => explain(plan, columnsOf(rows), { monitor: 'm', model })?.reason;
    expect([reason('a'), reason('b')]).toEqual(['filling', 'failed']);
    const ofEvent = explain(plan, columnsOf(rows), { monitor: 'm', event: 3 });
    expect([ofEvent?.model, ofEvent?.sentence]).toEqual([
      'a',
      'No alert: the reference holds 4 of 20 values.',
    ]);
  });
});
