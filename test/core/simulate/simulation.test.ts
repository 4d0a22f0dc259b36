import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import { sampleState } from '../../../core/simulate/run-result.ts';
import { Simulation, simulate } from '../../../core/simulate/simulation.ts';
import { columnsOf, metricSamples, type TestEvent } from '../../helpers/columns.ts';

const record = (predicted: string, truth?: string, version = 'v1'): TestEvent => ({
  type: 'inference_record',
  model: { version },
  predicted_label: predicted,
  latency_ms: 10,
  ...(truth === undefined ? {} : { ground_truth_label: truth }),
});

describe('a run', () => {
  test('has one lane per monitor and model', () => {
    const events: TestEvent[] = [
      { type: 'inference_completed', model: { name: 'a' }, latency_ms: 1 },
      { type: 'inference_completed', model: { name: 'b' }, latency_ms: 2 },
      { type: 'inference_latency', model: { name: 'a' }, latency_ms: 3 },
    ];
    const { monitors } = simulate(planOf([{ kind: 'latency', ema_alpha: 1 }]), columnsOf(events));
    expect(monitors.map(({ model, series }) => [model, [...(series?.value ?? [])]])).toEqual([
      ['a', [1, 3]],
      ['b', [2]],
    ]);
  });

  test('gives its alerts as they come, with whatever is kept of them', () => {
    const plan = planOf([{ kind: 'metric', metric: 'x', strategy: { type: 'static', bound: 0 } }]);
    const columns = columnsOf(
      [1, 2].map((value) => ({ type: 'metric_sample', metric: 'x', value }) as TestEvent),
    );
    const [kept, passed] = [new Simulation(plan), new Simulation(plan, { lists: 'beginnings' })];
    expect(passed.push(columns)).toEqual(kept.push(columns));
    expect(kept.finish().alerts).toEqual(passed.finish().alerts);
  });

  test('with a model takes the events of that model, in one lane', () => {
    const events = [record('x', 'x', 'v1'), record('x', 'y', 'v2'), record('x', 'y', 'v1')];
    const config = { model: { name: 'digits', version: 'v1' }, monitors: [{ kind: 'error' }] };
    const { monitors } = simulate(planOf(config), columnsOf(events));
    expect(monitors).toMatchObject([{ model: 'digits@v1', samples: 2 }]);
  });

  test('a model whose events say nothing of the metric has no lane', () => {
    const events: TestEvent[] = [
      { type: 'metric_sample', metric: 'other', value: 1, model: { name: 'a' } },
      { type: 'metric_sample', metric: 'x', value: 1, model: { name: 'b' } },
    ];
    const { monitors } = simulate(planOf([{ kind: 'metric', metric: 'x' }]), columnsOf(events));
    expect(monitors.map(({ model }) => model)).toEqual(['b']);
  });

  test('a monitor that hears of nothing says so', () => {
    const { monitors } = simulate(planOf([{ kind: 'accuracy_drift' }]), columnsOf([record('x')]));
    expect(monitors).toMatchObject([{ id: 'accuracy_drift', status: 'no_data', samples: 0 }]);
  });

  test('a monitor that only observes is never warming up', () => {
    const { monitors } = simulate(planOf([{ kind: 'metric', metric: 'x' }]), metricSamples([1, 2], 'x'));
    expect([...(monitors[0]?.series?.state ?? [])]).toEqual([sampleState.ok, sampleState.ok]);
  });

  test('skips and counts values that are not finite', () => {
    const { monitors } = simulate(
      planOf([{ kind: 'metric', metric: 'x' }]),
      metricSamples([1, Infinity, 2], 'x'),
    );
    expect(monitors).toMatchObject([{ samples: 2, skipped: 1 }]);
  });

  test('a list of strategies alarms when any does, and shows the tightest limits', () => {
    const strategy = [
      { type: 'static', bound: 10 },
      { type: 'threshold', threshold: 2 },
      { type: 'static', bound: 5 },
    ];
    const result = simulate(
      planOf([{ kind: 'metric', metric: 'x', strategy }]),
      metricSamples([3, 7, 1], 'x'),
    );
    expect(result.alerts.map(({ event, strategy: by }) => [event, by])).toEqual([
      [1, 'static'],
      [2, 'threshold'],
    ]);
    expect([...(result.monitors[0]?.series?.lower ?? [])]).toEqual([2, 2, 2]);
    expect([...(result.monitors[0]?.series?.upper ?? [])]).toEqual([5, 5, 5]);
  });

  test('polling makes alerts late and says how late', () => {
    const config = {
      runtime: { polling_interval: '3s' },
      monitors: [{ kind: 'metric', metric: 'x', strategy: { type: 'static', bound: 1 } }],
    };
    const { alerts, runtime } = simulate(planOf(config), metricSamples([0, 0, 2], 'x'));
    expect(alerts.map(({ time }) => time)).toEqual([6000]);
    expect(runtime.delays).toEqual([{ monitor: 'metric', model: 'm', delayed: 2, max_ms: 4000, waits: 0 }]);
  });

  test('counts ticks of event time', () => {
    const config = { runtime: { tick_interval: '2s' }, monitors: [] };
    expect(simulate(planOf(config), metricSamples([1, 1, 1, 1, 1, 1])).runtime.ticks).toBe(2);
  });

  test('does not depend on how events are cut into batches', () => {
    const config = {
      monitors: [
        { kind: 'latency', strategy: { type: 'ewma', alpha: 0.1, k_sigma: 1.5 }, for: '2s', cooldown: '3s' },
        { kind: 'accuracy', window: 5, strategy: { type: 'threshold', threshold: 0.7 } },
      ],
      retraining: [{ when: 'all', within: '20s' }],
    };
    const event = fc.record({ latency: fc.integer({ min: 1, max: 50 }), right: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 20 }),
        (stream, size) => {
          const events = stream.map(
            ({ latency, right }): TestEvent => ({
              ...record('x', right ? 'x' : 'y'),
              latency_ms: latency,
            }),
          );
          const whole = simulate(planOf(config), columnsOf(events));
          const simulation = new Simulation(planOf(config));
          const timed = events.map((one, row): TestEvent => ({ ...one, time: row * 1000 }));
          for (let row = 0; row < events.length; row += size) {
            simulation.push(columnsOf(timed.slice(row, row + size), row));
          }
          expect(JSON.stringify(simulation.finish())).toBe(JSON.stringify(whole));
        },
      ),
    );
  });
});

describe('retraining', () => {
  const breaches = (retraining: object, values: readonly number[]) => {
    const monitors = [
      { id: 'high', kind: 'metric', metric: 'x', strategy: { type: 'static', bound: 1 } },
      { id: 'low', kind: 'metric', metric: 'x', strategy: { type: 'threshold', threshold: -1 } },
    ];
    const result = simulate(planOf({ monitors, retraining: [retraining] }), metricSamples(values, 'x'));
    return result.retraining.map(({ event }) => event);
  };

  test('by default each alert requests one', () => {
    expect(breaches({}, [0, 2, 2, -2])).toEqual([1, 2, 3]);
  });

  test('on: only the alerts of these monitors', () => {
    expect(breaches({ on: ['low'] }, [0, 2, 2, -2])).toEqual([3]);
  });

  test('min_alerts and within', () => {
    expect(breaches({ min_alerts: 3 }, [2, 2, 2, 2, 2, 2])).toEqual([2, 5]);
    expect(breaches({ min_alerts: 2, within: '2s' }, [2, 0, 0, 2, 0, 2])).toEqual([5]);
  });

  test('when all: each monitor must have alerted', () => {
    expect(breaches({ when: 'all' }, [2, 2, -2, -2, 2])).toEqual([2, 4]);
  });

  test('cooldown', () => {
    expect(breaches({ cooldown: '3s' }, [2, 2, 2, 2, 2])).toEqual([0, 3]);
  });
});
