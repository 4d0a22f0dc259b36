import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LaneMemory } from '../../../core/simulate/lane-memory.ts';
import { planOf } from '../../../core/simulate/plan.ts';
import { SeriesCache } from '../../../core/simulate/series-cache.ts';
import { type RunMemory, Simulation, simulate } from '../../../core/simulate/simulation.ts';
import { columnsOf, type TestEvent } from '../../helpers/columns.ts';

const newMemory = (limit?: number): RunMemory => ({
  series: new SeriesCache(limit),
  lanes: new LaneMemory(),
});

const strategy = fc.oneof(
  fc.record({ type: fc.constant('static'), bound: fc.integer({ min: 1, max: 50 }) }),
  fc.record({
    type: fc.constant('ewma'),
    alpha: fc.constantFrom(0.1, 0.5),
    k_sigma: fc.constantFrom(0.5, 1.2),
  }),
  fc.constant([
    { type: 'ddm', warm_start: 3 },
    { type: 'threshold', threshold: 0.2 },
  ]),
  fc.constant({
    type: 'all_of',
    strategies: [
      { type: 'static', bound: 3 },
      { type: 'z_score', baseline_mean: 5, baseline_std: 1, z_threshold: 1 },
    ],
  }),
);
const monitor = fc.record(
  {
    kind: fc.constantFrom('latency', 'accuracy', 'error', 'failure_rate'),
    strategy,
    for: fc.constantFrom(0, 2),
    keep_firing_for: fc.constantFrom(0, 3),
    cooldown: fc.constantFrom(0, 4),
    repeat: fc.constantFrom('every', 'once'),
  },
  { requiredKeys: ['kind'] },
);
const config = fc.record({
  monitors: fc.array(monitor, { minLength: 1, maxLength: 4 }),
  retraining: fc.constantFrom([], [{ min_alerts: 2, within: '5s', cooldown: '4s' }, { when: 'all' }]),
});
const event = fc.record({
  type: fc.constantFrom('inference_record', 'failure'),
  time: fc.integer({ min: 0, max: 40_000 }),
  model: fc.constantFrom({ version: 'v1' }, { version: 'v2' }),
  latency_ms: fc.integer({ min: 1, max: 50 }),
  predicted_label: fc.constantFrom('x', 'y'),
  ground_truth_label: fc.constant('x'),
});
const events = fc.array(event, { minLength: 1, maxLength: 60 }) as fc.Arbitrary<TestEvent[]>;

/** The plain way: rows one by one, nothing remembered. */
function rowByRow(plan: ReturnType<typeof planOf>, rows: readonly TestEvent[]): string {
  const simulation = new Simulation(plan);
  rows.forEach((row, at) => void simulation.push(columnsOf([row], at)));
  return JSON.stringify(simulation.finish());
}

describe('a run that remembers', () => {
  test('gives what a run row by row gives, edit after edit', () => {
    fc.assert(
      fc.property(
        events,
        fc.array(config, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(10, 1e6),
        (rows, edits, limit) => {
          const columns = columnsOf(rows);
          const memory = newMemory(limit);
          for (const edit of edits) {
            const plan = planOf(edit);
            expect(JSON.stringify(simulate(plan, columns, {}, memory))).toBe(rowByRow(plan, rows));
          }
        },
      ),
    );
  });

  const samples = Array.from(
    { length: 20 },
    (_, at): TestEvent => ({
      type: 'inference_completed',
      latency_ms: at % 5,
      model: { name: 'm' },
    }),
  );
  const edited = (bound: number) =>
    planOf([
      { kind: 'latency', strategy: { type: 'static', bound: 2 } },
      { id: 'other', kind: 'latency', strategy: { type: 'static', bound } },
    ]);

  test('measures and judges only what an edit changed', () => {
    const columns = columnsOf(samples);
    const memory = newMemory();
    const before = simulate(edited(1), columns, {}, memory).monitors;
    const after = simulate(edited(3), columns, {}, memory).monitors;
    expect(after[0]?.series).toBe(before[0]?.series);
    expect(after[1]?.series).not.toBe(before[1]?.series);
    expect(after[1]?.series?.value.buffer).toBe(before[1]?.series?.value.buffer);
  });

  test('measures again what did not fit', () => {
    const cache = new SeriesCache(30);
    const run = (kind: string) =>
      simulate(planOf([{ kind }]), columnsOf(samples), {}, { series: cache, lanes: new LaneMemory() });
    const first = run('latency').monitors[0]?.series?.value.buffer;
    expect(run('latency').monitors[0]?.series?.value.buffer).toBe(first);
    run('failure_rate');
    expect(run('latency').monitors[0]?.series?.value.buffer).not.toBe(first);
  });

  test('monitors that read the same rows share their rows and times', () => {
    const columns = columnsOf(samples);
    const plan = planOf([{ kind: 'latency' }, { kind: 'failure_rate' }]);
    const [one, other] = simulate(plan, columns, {}, newMemory()).monitors;
    expect(one?.series?.time.buffer).toBe(other?.series?.time.buffer);
    expect(one?.series?.value.buffer).not.toBe(other?.series?.value.buffer);
  });
});

test('single alerts are those of the list', () => {
  const plan = planOf([{ kind: 'latency', strategy: { type: 'static', bound: 1 } }]);
  const rows = [1, 5, 9].map((latency_ms): TestEvent => ({ type: 'inference_completed', latency_ms }));
  const { alerts, alertIndex } = simulate(plan, columnsOf(rows));
  expect(alerts).toHaveLength(2);
  alerts.forEach((alert, at) => {
    expect(alertIndex.at(at)).toEqual(alert);
    expect([alertIndex.eventAt(at), alertIndex.timeAt(at), alertIndex.valueAt(at)]).toEqual([
      alert.event,
      alert.time,
      alert.value,
    ]);
  });
});
