import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import { queueCapacity } from '../../../core/simulate/production-loop.ts';
import { Simulation, simulate } from '../../../core/simulate/simulation.ts';
import { columnsOf, metricSamples, type TestEvent } from '../../helpers/columns.ts';

const config = (runtime: object, monitor: object = {}) =>
  planOf({
    runtime,
    monitors: [{ kind: 'metric', metric: 'x', strategy: { type: 'static', bound: 1 }, ...monitor }],
  });

/** The loop the slow way, second by second, on one event a second: rows in the order in which they were processed. */
function bySeconds(events: number, pollingSeconds: number, busCapacity: number) {
  const bus: number[] = [];
  const queue: number[] = [];
  const processed: { row: number; time: number }[] = [];
  let hand: number | undefined;
  let dropped = 0;
  const next = () => (processed.at(-1)?.time ?? Number.NEGATIVE_INFINITY) + pollingSeconds;
  /** One thing that can happen at this second; whether there was one. */
  const step = (second: number): boolean => {
    const isDue = queue.length > 0 && next() <= second;
    if (isDue) processed.push({ row: queue.shift() as number, time: second });
    if (isDue) return true;
    if (hand !== undefined && queue.length >= queueCapacity) return false;
    if (hand !== undefined) queue.push(hand);
    const moved = hand !== undefined;
    hand = bus.shift();
    return moved || hand !== undefined;
  };
  const move = (second: number) => {
    while (step(second));
  };
  for (let second = 0; second < events || bus.length + queue.length > 0 || hand !== undefined; second += 1) {
    move(second);
    if (second < events) bus.push(second);
    move(second);
    if (bus.length > busCapacity) {
      bus.shift();
      dropped += 1;
    }
  }
  return { processed, dropped };
}

describe('polling', () => {
  test('slower than the events fills the queue, then the bus, then loses the oldest', () => {
    const events = 3000;
    const slow = bySeconds(events, 2, 100);
    expect(slow.dropped).toBeGreaterThan(100);
    const plan = config({ polling_interval: '2s', bus_capacity: 100 });
    const { alerts, runtime, monitors } = simulate(plan, metricSamples(new Array(events).fill(2), 'x'));
    expect(alerts.map(({ event, time }) => ({ row: event, time: time / 1000 }))).toEqual(slow.processed);
    expect(monitors[0]?.samples).toBe(events - slow.dropped);
    expect(runtime.dropped).toBe(slow.dropped);
    expect(runtime.losses).toEqual([{ monitor: 'metric', model: 'm', dropped: slow.dropped, unsampled: 0 }]);
    expect(runtime.delays[0]?.waits).toBeGreaterThan(100);
  });

  test('with room on the bus loses nothing', () => {
    const plan = config({ polling_interval: '2s', bus_capacity: 3000 });
    const { runtime, monitors } = simulate(plan, metricSamples(new Array(3000).fill(2), 'x'));
    expect(monitors[0]?.samples).toBe(3000);
    expect(runtime).toMatchObject({ dropped: 0, losses: [], delays: [{ delayed: 2999, max_ms: 2_999_000 }] });
  });

  test('does not depend on how events are cut into batches', () => {
    const rows = Array.from(
      { length: 2600 },
      (_, row): TestEvent => ({
        type: 'metric_sample',
        metric: 'x',
        value: row % 3,
        time: row * 1000,
        model: { name: row % 5 === 0 ? 'b' : 'a' },
      }),
    );
    const plan = config({ polling_interval: '4s', bus_capacity: 7 }, { for: '10s', repeat: 'once' });
    const whole = JSON.stringify(simulate(plan, columnsOf(rows)));
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1500 }), fc.boolean(), (size, keepSeries) => {
        const simulation = new Simulation(plan, { keepSeries });
        const live: number[] = [];
        for (let row = 0; row < rows.length; row += size) {
          const { alerts } = simulation.push(columnsOf(rows.slice(row, row + size), row));
          for (const { event } of alerts) live.push(event);
        }
        const result = simulation.finish();
        expect(live).toEqual(result.alerts.slice(0, live.length).map(({ event }) => event));
        if (keepSeries)
          expect(JSON.stringify(result).replaceAll(/"line":\d+/g, '')).toBe(
            whole.replaceAll(/"line":\d+/g, ''),
          );
        else expect(result.alerts).toHaveLength(JSON.parse(whole).alerts.length);
      }),
      { numRuns: 15 },
    );
  });
});

describe('sampling', () => {
  const snapshot = (seconds: number): TestEvent => ({
    type: 'metrics_snapshot',
    time: seconds * 1000,
    model: { name: 'm' },
    confidence_mean: seconds,
  });
  const taken = (sampling_interval: string, ...seconds: number[]) => {
    const plan = planOf({ runtime: { sampling_interval }, monitors: [{ kind: 'confidence' }] });
    const { monitors, runtime } = simulate(plan, columnsOf(seconds.map(snapshot)));
    return { values: [...(monitors[0]?.series?.value ?? [])], losses: runtime.losses };
  };

  test('by default every snapshot counts', () => {
    expect(taken('0s', 0, 1, 2)).toEqual({ values: [0, 1, 2], losses: [] });
  });

  test('takes the snapshot nearest to each look and counts the others', () => {
    expect(taken('30s', 0, 10, 20, 30, 40, 61)).toEqual({
      values: [0, 30, 61],
      losses: [{ monitor: 'confidence', model: 'm', dropped: 0, unsampled: 3 }],
    });
  });

  test('of many snapshots takes those at the looks', () => {
    const everyFive = Array.from({ length: 25 }, (_, at) => at * 5);
    expect(taken('30s', ...everyFive).values).toEqual([0, 30, 60, 90, 120]);
    expect(taken('30s', 100, 101, 128, 131, 159).values).toEqual([100, 131, 159]);
  });

  test('a log that was written at this pace, a little early here and late there, keeps all', () => {
    expect(taken('30s', 0, 29.9, 60.1, 89.9)).toEqual({ values: [0, 29.9, 60.1, 89.9], losses: [] });
  });

  test('a model that falls silent holds nobody up', () => {
    const other = (at: number): TestEvent => ({ ...snapshot(at), model: { name: 'other' } });
    const plan = planOf({
      runtime: { sampling_interval: '30s' },
      monitors: [{ kind: 'confidence', strategy: { type: 'static', bound: 0 } }],
    });
    const simulation = new Simulation(plan);
    // The last of m comes before its look at 60, and nothing of m after.
    const first = simulation.push(columnsOf([snapshot(0), snapshot(50), other(55)]));
    expect([...first.alerts]).toEqual([]);
    const then = simulation.push(columnsOf([other(85), other(115)], 3));
    expect(Array.from(then.alerts, ({ event }) => event)).toEqual([1, 2, 3, 4]);
  });

  test('silence hears every snapshot', () => {
    const plan = planOf({
      runtime: { sampling_interval: '1h' },
      monitors: [{ kind: 'silence', max_gap: '10s' }],
    });
    expect(simulate(plan, columnsOf([0, 8, 16, 24].map(snapshot))).alerts).toEqual([]);
  });

  test('equals the nearest of all snapshots of each look, wherever the events are cut', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 20 }), fc.boolean(), (steps, size, keepSeries) => {
        const times = steps.map((_, at) => steps.slice(0, at + 1).reduce((sum, step) => sum + step, 0));
        const start = times[0] ?? 0;
        const lookOf = (time: number) => Math.round((time - start) / 30);
        const nearest = [...new Set(times.map(lookOf))].map((look) => {
          const distances = times.map((time) => Math.abs(time - start - look * 30));
          return times[distances.indexOf(Math.min(...distances))];
        });
        const plan = planOf({
          runtime: { sampling_interval: '30s' },
          monitors: [{ kind: 'confidence', strategy: { type: 'static', bound: -1 } }],
        });
        const simulation = new Simulation(plan, { keepSeries });
        const live: number[] = [];
        for (let row = 0; row < times.length; row += size) {
          const rows = times.slice(row, row + size).map(snapshot);
          for (const { value } of simulation.push(columnsOf(rows, row)).alerts) live.push(value);
        }
        for (const { value } of simulation.drain().alerts) live.push(value);
        expect(live).toEqual(nearest);
      }),
    );
  });
});
