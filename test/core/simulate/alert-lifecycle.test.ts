import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import { sampleState } from '../../../core/simulate/run-result.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { parseSeries } from '../../../core/spec/series-notation.ts';
import { columnsOf, metricSamples, type TestEvent } from '../../helpers/columns.ts';

/** A monitor that breaches above 1, on one sample a second. */
function run(values: string, lifecycle: object) {
  const monitor = { kind: 'metric', metric: 'x', strategy: { type: 'static', bound: 1 }, ...lifecycle };
  const result = simulate(planOf([monitor]), metricSamples(parseSeries(values), 'x'));
  const [lane] = result.monitors;
  if (!lane) throw new Error('no lane');
  const states = [...(lane.series?.state ?? [])].map(
    (code) => Object.entries(sampleState).find(([, value]) => value === code)?.[0],
  );
  return { lane, states, alerts: lane.alerts, reasons: result.alerts.map(({ reason }) => reason) };
}

describe('alert lifecycle', () => {
  test('by default every breach gives an alert', () => {
    const { alerts, reasons, lane } = run('0 2 2 0 2', {});
    expect(alerts).toEqual([1, 2, 4]);
    expect(reasons).toEqual(['fired', 'repeated', 'fired']);
    expect(lane.episodes).toMatchObject([
      { start: 1000, end: 3000, count: 2, alerts: 2 },
      { start: 4000, count: 1, alerts: 1 },
    ]);
    expect(lane.status).toBe('firing');
  });

  test('repeat: once gives one alert per episode', () => {
    expect(run('0 2x3 0 2x2', { repeat: 'once' }).alerts).toEqual([1, 6]);
  });

  test('for: a breach must hold', () => {
    const { alerts, states, lane } = run('0 2 0 2x4', { for: '3s', repeat: 'once' });
    expect(states).toEqual(['ok', 'pending', 'ok', 'pending', 'pending', 'pending', 'firing', 'firing']);
    expect(alerts).toEqual([6]);
    expect(lane.episodes).toMatchObject([{ breachStart: 3000, start: 6000, count: 5 }]);
  });

  test('keep_firing_for: short breaks do not end an episode', () => {
    const { lane, states } = run('2 0 0 2 0 0 0 0', { keep_firing_for: '3s', repeat: 'once' });
    expect(states).toEqual(['firing', 'firing', 'firing', 'firing', 'firing', 'firing', 'ok', 'ok']);
    expect(lane.episodes).toMatchObject([{ start: 0, end: 6000, count: 2, alerts: 1 }]);
  });

  test('cooldown mutes alerts, not episodes', () => {
    const { alerts, states, lane } = run('2 2 0 2 2 2', { cooldown: '4s' });
    expect(alerts).toEqual([0, 4]);
    expect(states).toEqual(['firing', 'cooldown', 'ok', 'cooldown', 'firing', 'cooldown']);
    expect(lane.episodes).toMatchObject([{ alerts: 1 }, { alerts: 1 }]);
  });

  test('an episode that began muted gives its one alert when the cooldown is over', () => {
    expect(run('2 0 2x5', { cooldown: '4s', repeat: 'once' }).alerts).toEqual([0, 4]);
  });

  /** Values at times of their own, which may step back. */
  function runAt(samples: readonly (readonly [time: number, value: number])[], lifecycle: object) {
    const monitor = { kind: 'metric', metric: 'x', strategy: { type: 'static', bound: 1 }, ...lifecycle };
    const events = samples.map(
      ([time, value]): TestEvent => ({ type: 'metric_sample', metric: 'x', value, time }),
    );
    const result = simulate(planOf([monitor]), columnsOf(events));
    return { ...result, lane: result.monitors[0] };
  }

  test('a step back in time mutes nothing without a cooldown; with one, the latest time so far counts', () => {
    const breaches = (times: readonly number[], lifecycle: object) =>
      runAt(
        times.map((time) => [time, 2]),
        lifecycle,
      ).alerts.map(({ event }) => event);
    expect(breaches([5000, 4000, 6000], {})).toEqual([0, 1, 2]);
    expect(breaches([50_000, 39_000, 59_000, 60_000], { cooldown: '10s' })).toEqual([0, 3]);
  });

  test('an episode that a late event ends lasts until the latest time so far; samples and alerts keep their times', () => {
    const { lane, alerts } = runAt(
      [
        [7000, 2],
        [6000, 0],
        [5000, 2],
        [8000, 0],
      ],
      {},
    );
    expect(lane?.episodes).toMatchObject([
      { start: 7000, end: 7000 },
      { start: 7000, end: 8000 },
    ]);
    expect(alerts.map(({ time }) => time)).toEqual([7000, 5000]);
    expect([...(lane?.series?.time ?? [])]).toEqual([7000, 6000, 5000, 8000]);
  });

  test('whatever the order of the times, nothing that lasts ends before it began', () => {
    const ms = fc.integer({ min: 0, max: 5000 });
    const timing = fc.record({ for: ms, keep_firing_for: ms, cooldown: ms });
    const sample = fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(0, 2));
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 40 }), timing, (samples, durations) => {
        const lifecycle = Object.fromEntries(
          Object.entries(durations).map(([name, value]) => [name, `${value}ms`]),
        );
        const { lane } = runAt(samples, lifecycle);
        let clock = 0;
        for (const { breachStart, start, end = Infinity } of lane?.episodes ?? []) {
          expect(breachStart).toBeGreaterThanOrEqual(clock);
          expect(start - breachStart).toBeGreaterThanOrEqual(durations.for);
          expect(end).toBeGreaterThanOrEqual(start);
          clock = end;
        }
        const changes = (lane?.transitions ?? []).map(({ time }) => time);
        expect(changes).toEqual(changes.toSorted((a, b) => a - b));
      }),
    );
  });

  test('the peak is the most extreme value also where limits swallow the difference', () => {
    const events = [0.5, 1e-20, 1e-40, 1e-30, 0.5].map(
      (p_value): TestEvent => ({ type: 'drift_detected', p_value }),
    );
    const [lane] = simulate(planOf([{ kind: 'drift' }]), columnsOf(events)).monitors;
    expect(lane?.episodes).toMatchObject([{ peak: 1e-40, peakEvent: 2 }]);
  });

  test('keep_firing_for ends when it has passed, not when the next sample comes', () => {
    const monitor = {
      kind: 'metric',
      metric: 'x',
      strategy: { type: 'static', bound: 1 },
      keep_firing_for: '3s',
    };
    const events = [2, 0].map(
      (value, at): TestEvent => ({ type: 'metric_sample', metric: 'x', value, time: at * 60_000 }),
    );
    expect(simulate(planOf([monitor]), columnsOf(events)).monitors[0]?.episodes).toMatchObject([
      { start: 0, end: 3000 },
    ]);
  });

  test('the peak is the value farthest beyond the limit', () => {
    expect(run('2 9 3 0', {}).lane.episodes).toMatchObject([{ peak: 9, peakEvent: 1 }]);
  });

  test('whatever the timing, alerts are breaches, in order, inside episodes, and a cooldown apart', () => {
    const timing = fc.record({
      for: fc.integer({ min: 0, max: 5 }),
      keep_firing_for: fc.integer({ min: 0, max: 5 }),
      cooldown: fc.integer({ min: 0, max: 8 }),
      repeat: fc.constantFrom('every', 'once'),
    });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 2), { maxLength: 60 }), timing, (values, lifecycle) => {
        const { lane, alerts } = run(values.join(' ') || '0', lifecycle);
        for (const at of alerts) expect(values[at]).toBe(2);
        for (const [before, at] of alerts.slice(1).map((at, before) => [alerts[before] ?? 0, at] as const)) {
          expect(at - before).toBeGreaterThanOrEqual(Math.max(1, lifecycle.cooldown));
        }
        const inside = lane.episodes.flatMap(({ start, end }) =>
          alerts.filter((at) => at * 1000 >= start && at * 1000 <= (end ?? Infinity)),
        );
        expect(inside).toEqual(alerts);
        expect(lane.episodes.reduce((sum, episode) => sum + episode.alerts, 0)).toBe(alerts.length);
        for (const { breachStart, start } of lane.episodes) {
          expect(start - breachStart).toBeGreaterThanOrEqual(lifecycle.for * 1000);
        }
      }),
    );
  });
});
