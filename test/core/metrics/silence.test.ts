import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import { Simulation, simulate } from '../../../core/simulate/simulation.ts';
import { closeTicks } from '../../../core/simulate/tick-clock.ts';
import { columnsOf, type TestEvent } from '../../helpers/columns.ts';

const call = (seconds: number, name = 'm', type: TestEvent['type'] = 'inference_completed'): TestEvent => ({
  type,
  time: seconds * 1000,
  model: { name },
  latency_ms: 1,
});

const config = (monitor: object = {}, tick_interval = '5s') => ({
  runtime: { tick_interval },
  monitors: [{ kind: 'silence', ...monitor }],
});

/** Rows of the result the slow way: every tick looked at, one after the other. */
function everyTick(events: readonly TestEvent[], model: string, tickMs: number) {
  const rows: { event: number; time: number; value: number }[] = [];
  let last = Number.NaN;
  let next = (events[0]?.time ?? 0) + tickMs;
  events.forEach((event, row) => {
    for (; next <= (event.time ?? 0); next += tickMs) {
      if (!Number.isNaN(last)) rows.push({ event: row - 1, time: next, value: (next - last) / 1000 });
    }
    if (event.model?.name !== model) return;
    last = Number.isNaN(last) ? (event.time ?? 0) : Math.max(last, event.time ?? 0);
  });
  return rows;
}

describe('silence', () => {
  test('is measured on every tick, from the last event before it', () => {
    const [lane] = simulate(planOf(config()), columnsOf([call(0), call(3), call(16)])).monitors;
    expect([...(lane?.series?.value ?? [])]).toEqual([2, 7, 12]);
    expect([...(lane?.series?.time ?? [])]).toEqual([5000, 10_000, 15_000]);
    expect([...(lane?.series?.index ?? [])]).toEqual([1, 1, 1]);
  });

  test('alarms above max_gap, once an event says otherwise no more', () => {
    const events = [call(0), call(100), call(101), call(106)];
    const { monitors, alerts } = simulate(
      planOf(config({ max_gap: '1m', repeat: 'once' })),
      columnsOf(events),
    );
    expect(alerts).toMatchObject([{ event: 0, time: 65_000, value: 65, metric: 'silence_seconds' }]);
    expect(monitors[0]?.episodes).toMatchObject([{ start: 65_000, end: 105_000, peak: 100 }]);
  });

  test('from: only these events count', () => {
    const events = [call(0), call(8, 'm', 'failure'), call(11)];
    const [lane] = simulate(planOf(config({ from: ['inference_completed'] })), columnsOf(events)).monitors;
    expect([...(lane?.series?.value ?? [])]).toEqual([5, 10]);
    expect([...(lane?.series?.index ?? [])]).toEqual([0, 1]);
  });

  test('equals a look at every tick, per model, wherever the events are cut', () => {
    const event = fc.record({ gap: fc.integer({ min: -3, max: 40 }), name: fc.constantFrom('a', 'b') });
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (steps, size) => {
          let now = 100;
          const events = steps.map(({ gap, name }) => {
            now += gap;
            return call(now, name);
          });
          const simulation = new Simulation(planOf(config({ max_gap: '20s' })));
          for (let row = 0; row < events.length; row += size)
            simulation.push(columnsOf(events.slice(row, row + size), row));
          const result = simulation.finish();
          expect(JSON.stringify(simulate(planOf(config({ max_gap: '20s' })), columnsOf(events)))).toBe(
            JSON.stringify(result),
          );
          for (const { model, series, samples } of result.monitors) {
            const rows = Array.from({ length: samples }, (_, at) => ({
              event: series?.index[at],
              time: series?.time[at],
              value: series?.value[at],
            }));
            expect(rows).toEqual(everyTick(events, model, 5000));
          }
        },
      ),
    );
  });

  test('a gap of half a century costs no more than a few days', () => {
    const seconds = 50 * 365 * 86_400;
    const { monitors, runtime } = simulate(
      planOf(config({ repeat: 'once' })),
      columnsOf([call(0), call(seconds)]),
    );
    expect(runtime.ticks).toBe(seconds / 5);
    expect(monitors[0]?.samples).toBeLessThan(5 * closeTicks);
    expect(monitors[0]).toMatchObject({ last: seconds, max: seconds });
    expect([...(monitors[0]?.series?.time.slice(closeTicks - 1, closeTicks + 1) ?? [])]).toEqual([
      closeTicks * 5000,
      (closeTicks + 10) * 5000,
    ]);
  });
});
