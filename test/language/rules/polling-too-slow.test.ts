import { expect, it } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { readEvents } from '../../../events/read-events.ts';
import { source } from '../../events/helpers.ts';
import { told } from '../helpers/check.ts';

/** Events of one type at an even pace. */
const events = (count: number, everyMs: number, event: object) =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({ ...event, timestamp: new Date(Date.UTC(2026, 0, 1) + at * everyMs).toISOString() }),
  ).join('\n');
const gpu = { type: 'metric_sample', metric: 'gpu', value: 1 };
const snapshot = {
  type: 'metrics_snapshot',
  model_name: 'm',
  model_version: '1',
  confidence_mean: 0.9,
  confidence_std: 0.1,
  p50_latency_ms: 1,
  p95_latency_ms: 2,
  p99_latency_ms: 3,
};
const monitor = { kind: 'metric', metric: 'gpu', id: 'gpu' };

const lint = (runtime: object, text: string, monitors: readonly object[] = [monitor]) =>
  told(JSON.stringify({ preview: { events: ['e.ndjson'] }, runtime, monitors }), 'a.monitor.json', {
    'e.ndjson': text,
  });

async function losses(runtime: object, text: string) {
  const { columns } = await readEvents([source('e.ndjson', text)]);
  const { runtime: report } = simulate(planOf({ runtime, monitors: [monitor] }), columns);
  return report;
}

it.each([
  ['on time', 100, '90ms', {}, []],
  [
    'late',
    100,
    '5s',
    {},
    [
      'On the sample `gpu` gets 10 values a second and takes one per 5s: at its end, after 10s, alerts are 8m 5s late',
    ],
  ],
  [
    'full',
    1100,
    '5s',
    {},
    [
      'On the sample `gpu` gets 10 values a second and takes one per 5s: the queue of 1,024 is full after 1m 44s, and alerts are 1h 25m late',
    ],
  ],
  [
    'lost',
    3000,
    '5s',
    { bus_capacity: 100 },
    [
      'On the sample `gpu` gets 10 values a second and takes one per 5s: the queue of 1,024 is full after 1m 44s, and alerts are 1h 25m late; from 1m 55s on events are lost, about 1,800 of 3,000',
    ],
  ],
])('what is %s is told with its figure', async (_, count, polling_interval, more, expected) => {
  const said = await lint({ polling_interval, ...more }, events(count, 100, gpu));
  expect(said.map((line) => line.replace(/^\S+ «.*?» /, ''))).toEqual(expected);
});

it('the figures are those of a run', async () => {
  const late = await losses({ polling_interval: '5s' }, events(100, 100, gpu));
  expect(late).toMatchObject({ dropped: 0, delays: [{ max_ms: 485_100 }] });
  const lost = await losses({ polling_interval: '5s', bus_capacity: 100 }, events(3000, 100, gpu));
  expect(Number(lost.dropped.toPrecision(2))).toBe(1800);
});

it('snapshots are thinned out before they queue', async () => {
  const text = events(100, 1000, snapshot);
  expect(
    await lint({ sampling_interval: '30s', polling_interval: '10s' }, text, [{ kind: 'confidence' }]),
  ).toEqual([]);
});

it('what the sample shows counts more than what `sampling_interval` lets through', async () => {
  const text = events(10, 300_000, snapshot);
  expect(
    await lint({ sampling_interval: '30s', polling_interval: '1m' }, text, [{ kind: 'confidence' }]),
  ).toEqual([]);
});
