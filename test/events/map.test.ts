import { describe, expect, it } from 'vitest';
import { readEvents } from '../../events/read-events.ts';
import { failure, read, readRows, rowsOf, sample, source, t0 } from './helpers.ts';

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
    'no-events: The only row of e.csv is not an event. e.csv:2: `value` (mapped from `reading`) is missing.',
  );
});

describe('a mapped column that a file lacks', () => {
  const record = { type: 'inference_record', model_version: '1', latency_ms: 1, created_at: t0 };
  const map = { predicted_label: 'y_pred', ground_truth_label: 'ytrue' };
  const rows = Array.from({ length: 9 }, (_, i) => ({ ...record, y_pred: i, y_true: i, note: 'a' }));
  const problem = {
    file: 'e.ndjson',
    line: 1,
    row: 0,
    code: 'map-column-missing',
    message:
      'e.ndjson has no column `ytrue`, which `map` takes `ground_truth_label` from; did you mean `y_true`?',
  };

  it('is told once, and the rows stay good', async () => {
    const data = await readRows(rows, { map });
    expect(data.problems).toEqual([problem]);
    expect(data.summary).toMatchObject({ read: 9, skipped: 0 });
    const list = await read(JSON.stringify(rows), { map });
    expect(list.problems).toEqual([problem]);
  });

  it('is told of CSV by its header', async () => {
    const csv = `type,model_version,latency_ms,created_at,y_pred,y_true\ninference_record,1,1,${t0},,1\n`;
    const data = await read(csv.replace(',,1', ',3,'), { map }, 'pred.csv');
    expect(data.problems).toEqual([
      { ...problem, file: 'pred.csv', message: problem.message.replace('e.ndjson', 'pred.csv') },
    ]);
    const right = await read(
      csv.replace(',,1', ',3,'),
      { map: { ...map, ground_truth_label: 'y_true' } },
      'pred.csv',
    );
    expect(right.problems).toEqual([]);
  });

  it('is not one that some row has, be it null, nested or in a bad row', async () => {
    const nested = { predicted_label: 'y_pred', ground_truth_label: 'truth.label' };
    const last = { ...rows[0], truth: { label: null } };
    expect((await readRows([...rows, last], { map: nested })).problems).toEqual([]);
    const bad = { ...rows[0], latency_ms: 'x', ytrue: 1 };
    expect((await readRows([...rows, bad], { map })).problems.map(({ code }) => code)).toEqual([
      'wrong-type',
    ]);
  });

  it('is told of each file and each column, with every field it feeds', async () => {
    const twice = { metric: 'name', model_id: 'name', site: 'where', 'metadata.x': 'v' };
    const named = { type: 'metric_sample', name: 'm', value: 1, timestamp: t0 };
    const first = JSON.stringify({ ...named, where: 'a', v: 1 });
    const second = `${JSON.stringify({ ...named, there: 'a', ab: 1 })}\n`.repeat(4);
    const data = await readEvents([source('a', first), source('b', second), source('empty', '\n')], {
      map: twice,
    });
    expect(data.problems.map(({ file, row, message }) => [file, row, message])).toEqual([
      ['b', 1, 'b has no column `where`, which `map` takes `site` from; did you mean `there`?'],
      ['b', 1, 'b has no column `v`, which `map` takes `metadata.x` from'],
    ]);
    const broken = [source('a', first), source('b', 'nope')];
    expect((await readEvents(broken, { map: twice })).problems.map(({ code }) => code)).toEqual(['not-json']);
    const both = await readRows([sample(1)], { map: { a: 'name', b: 'name' } });
    expect(both.problems.map(({ message }) => message)).toEqual([
      'e.ndjson has no column `name`, which `map` takes `a` and `b` from',
    ]);
  });
});
