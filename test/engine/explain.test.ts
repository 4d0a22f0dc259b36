import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../core/simulate/plan.ts';
import { reasons } from '../../core/simulate/reason.ts';
import { simulate } from '../../core/simulate/simulation.ts';
import { explain } from '../../engine/explain.ts';
import { columnsOf, metricSamples, type TestEvent } from '../helpers/columns.ts';

const config = (monitor: object) =>
  planOf([{ id: 'm', kind: 'metric', metric: 'x', strategy: { type: 'static', bound: 1 }, ...monitor }]);

/** What is said of one event, on one sample a second. */
function at(event: number | undefined, values: readonly number[], monitor: object = {}) {
  const why = { monitor: 'm', ...(event === undefined ? {} : { event }) };
  return explain(config(monitor), metricSamples(values, 'x'), why);
}

describe('why', () => {
  test('an alert: the value and the limit', () => {
    expect(at(1, [0, 2])).toMatchObject({
      alert: true,
      reason: 'fired',
      sentence: 'Alert: 2 is over the limit of 1.',
      sample: { value: 2, score: 2, limit: 1, lower: null, upper: 1 },
      before: { phase: 'inactive' },
    });
  });

  test('pending: since when, and what `for` asks', () => {
    expect(at(2, [0, 2, 2, 2], { for: '2m' })).toMatchObject({
      alert: false,
      reason: 'pending',
      sentence: 'No alert: 2 is over the limit of 1 for 1s; `for` asks for 2m.',
      before: { phase: 'pending', breachStart: 1000 },
    });
  });

  test('muted by cooldown, and by repeat: once', () => {
    expect(at(3, [2, 2, 2, 2], { cooldown: '10s' })).toMatchObject({
      reason: 'cooldown',
      sentence: 'No alert: 2 is over the limit of 1, but the last alert was 3s ago; `cooldown` is 10s.',
      before: { phase: 'firing', lastAlert: 0 },
    });
    expect(at(1, [2, 2], { repeat: 'once' })?.reason).toBe('repeat_once');
  });

  test('quiet: within the limits, warming up, kept firing, resolved, only observing', () => {
    expect(at(0, [0.5])?.sentence).toBe('No alert: 0.5 is not over the limit of 1.');
    const ewma = { strategy: { type: 'ewma', alpha: 0.5, k_sigma: 1 } };
    expect(at(0, [1, 1], ewma)?.reason).toBe('warming_up');
    expect(at(2, [1, 3, 3], ewma)?.before?.strategies).toEqual([
      { strategy: 'ewma', knows: { mean: 2, variance: expect.closeTo(2) } },
    ]);
    expect(at(1, [2, 0], { keep_firing_for: '5s' })?.reason).toBe('kept_firing');
    expect(at(1, [2, 0])?.reason).toBe('resolved');
    expect(at(1, [2, 0], { for: '5s' })?.reason).toBe('breach_ended');
    expect(at(0, [2], { strategy: [] })?.reason).toBe('observing');
  });

  test('without an event: the first alert, or the nearest it came to one', () => {
    expect(at(undefined, [0, 2, 3])).toMatchObject({ event: 1, reason: 'fired' });
    expect(at(undefined, [0, 0.9, 0.2])).toMatchObject({ event: 1, reason: 'below_threshold' });
    expect(at(undefined, [0, 2, 0], { for: '5s' })).toMatchObject({ event: 1, reason: 'pending' });
  });

  test('an event that is no sample', () => {
    const events: TestEvent[] = [
      { type: 'metric_sample', metric: 'x', value: 0, model: { name: 'a' } },
      { type: 'metric_sample', metric: 'other', value: 2, model: { name: 'a' } },
      { type: 'failure', model: { name: 'a' } },
      { type: 'metric_sample', metric: 'x', value: 2, model: { name: 'b' } },
    ];
    const plan = planOf({ model: { name: 'a' }, monitors: [{ kind: 'metric', metric: 'x' }] });
    const reason = (event: number) => explain(plan, columnsOf(events), { monitor: 'metric', event })?.reason;
    expect([0, 1, 2, 3].map(reason)).toEqual(['observing', 'no_value', 'wrong_type', 'other_model']);
    const deaf = planOf([{ kind: 'accuracy_drift' }]);
    expect(explain(deaf, columnsOf(events), { monitor: 'accuracy_drift' })?.reason).toBe('no_data');
    expect(explain(plan, columnsOf(events), { monitor: 'nobody' })).toBeUndefined();
  });

  test('without a model: the first alert of all models, and which others there are', () => {
    const of = (name: string, value: number): TestEvent => ({
      type: 'metric_sample',
      metric: 'x',
      value,
      model: { name },
    });
    const columns = columnsOf([of('a', 0), of('b', 2), of('a', 3)]);
    expect(explain(config({}), columns, { monitor: 'm' })).toMatchObject({
      model: 'b',
      event: 1,
      reason: 'fired',
      otherModels: ['a'],
    });
    expect(explain(config({}), columns, { monitor: 'm', model: 'a' })).toMatchObject({
      model: 'a',
      event: 2,
    });
    expect(explain(config({}), columns, { monitor: 'm', model: 'a' })).not.toHaveProperty('otherModels');
    expect(explain(config({}), columns, { monitor: 'm', model: 'nobody' })).toBeUndefined();
  });

  test('silence: the tick that fired, also where others follow before the next event', () => {
    const calls = [0, 60, 61, 62].map(
      (seconds): TestEvent => ({
        type: 'inference_completed',
        time: seconds * 1000,
        latency_ms: 1,
      }),
    );
    const plan = planOf({
      runtime: { tick_interval: '10s' },
      monitors: [{ id: 'quiet', kind: 'silence', max_gap: '25s', repeat: 'once' }],
    });
    const why = (event?: number) =>
      explain(plan, columnsOf(calls), { monitor: 'quiet', ...(event === undefined ? {} : { event }) });
    const fired = { alert: true, event: 0, time: 30_000, sentence: 'Alert: 30 s is over the limit of 25.' };
    expect(why()).toMatchObject(fired);
    expect(why(0)).toMatchObject(fired);
    expect(why(3)).toMatchObject({ reason: 'no_value', sentence: 'No alert: no tick came after the event.' });
  });

  test('silence: an event between two ticks is answered with the next tick', () => {
    const calls = [0, 1, 2, 11].map(
      (seconds): TestEvent => ({
        type: 'inference_completed',
        time: seconds * 1000,
        latency_ms: 1,
      }),
    );
    const plan = planOf({ runtime: { tick_interval: '10s' }, monitors: [{ id: 'quiet', kind: 'silence' }] });
    expect(explain(plan, columnsOf(calls), { monitor: 'quiet', event: 1 })).toMatchObject({
      event: 2,
      time: 10_000,
      sentence: 'No alert: 8 s is not over the limit of 300.',
    });
  });

  test('several strategies: which one decided', () => {
    const bounds = [
      { type: 'static', bound: 9 },
      { type: 'static', bound: 0.5, direction: 'below' },
    ];
    const said = (strategy: unknown) => at(0, [0.1], { strategy })?.sentence;
    expect(said({ type: 'any_of', strategies: bounds })).toBe(
      'Alert: 0.1 is under the limit of 0.5 (`static`, part 2 of `any_of`).',
    );
    expect(said(bounds)).toBe('Alert: 0.1 is under the limit of 0.5 (`static`, strategy 2 of 2).');
  });

  test('agrees with the run on every sample', () => {
    const monitor = fc.record({
      for: fc.constantFrom(0, 2),
      keep_firing_for: fc.constantFrom(0, 2),
      cooldown: fc.constantFrom(0, 3),
      repeat: fc.constantFrom('every', 'once'),
    });
    fc.assert(
      fc.property(
        monitor,
        fc.array(fc.constantFrom(0, 2), { minLength: 1, maxLength: 15 }),
        (given, values) => {
          const run = simulate(config(given), metricSamples(values, 'x'));
          const reasonOf = new Map(run.alerts.map(({ event, reason }) => [event, reason as string]));
          const changes = new Map(run.monitors[0]?.transitions.map(({ event, reason }) => [event, reason]));
          let phase = 'inactive';
          values.forEach((_, event) => {
            const said = at(event, values, given);
            expect(said?.alert).toBe(reasonOf.has(event));
            if (said?.alert) expect(said.reason).toBe(reasonOf.get(event));
            if (changes.has(event)) expect(said?.reason).toBe(changes.get(event));
            expect(said?.before?.phase).toBe(phase);
            expect(Object.keys(reasons)).toContain(said?.reason);
            phase = run.monitors[0]?.transitions.findLast((change) => change.event <= event)?.to ?? phase;
          });
        },
      ),
    );
  });
});
