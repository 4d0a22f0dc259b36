import { expect, it } from 'vitest';
import { failure, read, readRows, rowsOf, t0 } from './helpers.ts';

const time = Date.parse(t0);

it('renames columns, nested ones too, and sets constants', async () => {
  const map = {
    type: '=inference_completed',
    model_id: '=churn',
    timestamp: 'ts',
    latency_ms: 'timing.total',
    'metadata.site': 'where',
  };
  const data = await readRows([{ ts: t0, timing: { total: 5, queue: 1 }, where: 'a' }], { map });
  expect(rowsOf(data)).toEqual([
    {
      type: 'inference_completed',
      time,
      model: { name: 'churn' },
      latency_ms: 5,
      'timing.queue': 1,
      'metadata.site$': 'a',
    },
  ]);
});

it('feeds several fields from one column, and reads dotted CSV headers', async () => {
  const map = {
    type: '=metric_sample',
    timestamp: 'ts',
    metric: 'm.name',
    model_id: 'm.name',
    value: 'm.value',
  };
  const expected = [{ type: 'metric_sample', time, model: { name: 'lag' }, metric$: 'lag', value: 3 }];
  expect(rowsOf(await readRows([{ ts: t0, m: { name: 'lag', value: 3 } }], { map }))).toEqual(expected);
  expect(rowsOf(await read(`ts,m.name,m.value\n${t0},lag,3`, { map }, 'e.csv'))).toEqual(expected);
});

it('reads a mapped field from its source only', async () => {
  const map = { type: '=metric_sample', metric: '=latency', value: 'v' };
  const rows = [
    { timestamp: t0, value: 1, v: 2 },
    { timestamp: t0, value: 1 },
  ];
  const data = await readRows(rows, { map });
  expect(data.columns.numbers.get('value')).toEqual(Float64Array.of(2, Number.NaN));
  expect(data.problems[0]?.message).toBe('`value` (mapped from `v`) is missing');
});

it('lets a constant win over the row, and number constants be numbers', async () => {
  const map = { type: '=metric_sample', metric: '=m', value: '=1.5' };
  const data = await readRows([{ timestamp: t0, type: 'failure', metric: 'own', value: 9 }], { map });
  expect(rowsOf(data)).toEqual([{ type: 'metric_sample', time, model: {}, metric$: 'm', value: 1.5 }]);
});

it('calls a metric sample without a metric `value`', async () => {
  const data = await readRows([{ value: 1 }, { value: 2, metric: 'lag' }], {
    map: { type: '=metric_sample' },
  });
  expect(rowsOf(data).map((row) => row['metric$'])).toEqual(['value', 'lag']);
});

it('takes a mapped time before the type’s own', async () => {
  const row = { model_version: '1', predicted_label: 'a', latency_ms: 1, created_at: '2020-01-01', at: t0 };
  const data = await readRows([row], { map: { timestamp: 'at' } });
  expect([...data.columns.time]).toEqual([time]);
});

it('names the source of a field that no row has', async () => {
  const map = { type: '=metric_sample', value: 'reading' };
  expect(await failure(read('ts,valu\n1,2', { map }, 'e.csv'))).toBe(
    'no-events: None of the 1 rows of e.csv is an event. e.csv:2: `value` (mapped from `reading`) is missing.',
  );
});
