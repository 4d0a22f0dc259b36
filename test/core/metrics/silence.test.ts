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
  const look = (row: number) => {
    if (!Number.isNaN(last)) rows.push({ event: row, time: next, value: (next - last) / 1000 });
    next += tickMs;
  };
  events.forEach((event, row) => {
    while (next < (event.time ?? 0)) look(row - 1);
    if (event.model?.name !== model) return;
    last = Number.isNaN(last) ? (event.time ?? 0) : Math.max(last, event.time ?? 0);
  });
  if (events.some(({ time }) => time === next)) look(events.length - 1);
  return rows;
}

describe('silence', () => {
  test('is measured on every tick, from the last event before it', () => {
    const [lane] = simulate(planOf(config()), columnsOf([call(0), call(3), call(16)])).monitors;
    expect([...(lane?.series?.value ?? [])]).toEqual([2, 7, 12]);
    expect([...(lane?.series?.time ?? [])]).toEqual([5000, 10_000, 15_000]);
    expect([...(lane?.series?.index ?? [])]).toEqual([1, 1, 1]);
  });

  test('a tick comes after all events of its instant, also after the last ones', () => {
    const events = [call(0), call(60), call(60, 'other'), call(120)];
    const silent = planOf(config({ max_gap: '59s' }, '1m'));
    const { monitors, alerts, runtime } = simulate(silent, columnsOf(events));
    expect(runtime.ticks).toBe(2);
    expect(monitors.map(({ model, series }) => [model, ...(series?.value ?? [])])).toEqual([
      ['m', 0, 0],
      ['other', 0, 60],
    ]);
    expect([...(monitors[0]?.series?.index ?? [])]).toEqual([2, 3]);
    expect(alerts).toMatchObject([{ model: 'other', event: 3, time: 120_000 }]);
  });

  test('alarms above max_gap, once an event says otherwise no more', () => {
    const events = [call(0), call(100), call(101), call(106)];
    const { monitors, alerts } = simulate(
      planOf(config({ max_gap: '1m', repeat: 'once' })),
      columnsOf(events),
    );
    expect(alerts).toMatchObject([{ event: 0, time: 65_000, value: 65, metric: 'silence_seconds' }]);
    expect(monitors[0]?.episodes).toMatchObject([{ start: 65_000, end: 100_000, peak: 95 }]);
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

  /** Times of the alerts of one gap from 0 on, by looking at every tick. */
  function alertsByEveryTick(
    gapMs: number,
    { tickMs, boundMs, forMs, cooldownMs, inclusive }: Gap,
  ): number[] {
    const times: number[] = [];
    let breachStart: number | undefined;
    for (let time = tickMs; time < gapMs; time += tickMs) {
      if (inclusive ? time < boundMs : time <= boundMs) continue;
      breachStart ??= time;
      const last = times.at(-1) ?? Number.NEGATIVE_INFINITY;
      if (time - breachStart >= forMs && time - last >= cooldownMs) times.push(time);
    }
    return times;
  }

  interface Gap {
    readonly tickMs: number;
    readonly boundMs: number;
    readonly forMs: number;
    readonly cooldownMs: number;
    readonly inclusive: boolean;
  }

  function alertsOf(gapMs: number, { tickMs, boundMs, forMs, cooldownMs, inclusive }: Gap): number[] {
    const bound = { type: 'static', bound: boundMs / 1000, direction: 'above', inclusive };
    const monitor = { strategy: bound, for: `${forMs}ms`, cooldown: `${cooldownMs}ms` };
    const events = [call(0), call(gapMs / 1000)];
    return simulate(planOf(config(monitor, `${tickMs}ms`)), columnsOf(events)).alerts.map(({ time }) => time);
  }

  test('alarms at the very tick, for, cooldown and a gap of any length', () => {
    const gap = fc.record({
      tickMs: fc.integer({ min: 1, max: 9 }),
      boundMs: fc.integer({ min: 1, max: 6_000_000 }),
      forMs: fc.constantFrom(0, 1, 7, 60_001, 3_000_000),
      cooldownMs: fc.constantFrom(400_000, 999_999, 1_500_001),
      inclusive: fc.boolean(),
    });
    fc.assert(
      fc.property(gap, fc.integer({ min: 1, max: 8_000_000 }), (given, gapMs) => {
        expect(alertsOf(gapMs, given)).toEqual(alertsByEveryTick(gapMs, given));
      }),
      { numRuns: 40 },
    );
  });

  test('alarms at the very tick also by a strategy that computes in 32 bits', () => {
    const strategy = { type: 'z_score', baseline_mean: 0, baseline_std: 1, z_threshold: 5_000_000 };
    const events = [call(0), call(6_000_000)];
    const plan = planOf(config({ strategy, repeat: 'once' }, '10ms'));
    // Neighbouring 32-bit floats lie half a second apart here, and the nearest below the limit rounds up to it.
    expect(simulate(plan, columnsOf(events)).alerts.map(({ time }) => time)).toEqual([4_999_999_750]);
  });

  test('a tick a millisecond and a gap of years', () => {
    const hour = 3_600_000;
    const years = 10 * 365 * 24 * hour;
    const times = alertsOf(years, {
      tickMs: 1,
      boundMs: 300_000,
      forMs: hour,
      cooldownMs: 24 * hour,
      inclusive: false,
    });
    expect(times).toEqual(Array.from({ length: 3650 }, (_, day) => 300_001 + hour + day * 24 * hour));
  });

  test('a gap of half a century costs no more than a few days', () => {
    const seconds = 50 * 365 * 86_400;
    const { monitors, runtime } = simulate(
      planOf(config({ repeat: 'once' })),
      columnsOf([call(0), call(seconds)]),
    );
    expect(runtime.ticks).toBe(seconds / 5);
    expect(monitors[0]?.samples).toBeLessThan(5 * closeTicks);
    expect(monitors[0]).toMatchObject({ last: 0, max: seconds - 5 });
    expect([...(monitors[0]?.series?.time.slice(closeTicks - 1, closeTicks + 1) ?? [])]).toEqual([
      closeTicks * 5000,
      (closeTicks + 10) * 5000,
    ]);
  });
});
