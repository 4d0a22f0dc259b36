import { describe, expect, it } from 'vitest';
import { eventTypes } from '../../core/spec/event-types.ts';
import { codesOf, read, readRows, rowAt, rowsOf, sample, t0 } from './helpers.ts';

const time = Date.parse(t0);
const model = { name: 'reader', version: 'v1' };

const ten = [
  { type: 'inference_completed', model_id: 'reader', latency_ms: 40.5, timestamp: t0 },
  { type: 'drift_detected', model_id: 'reader', drift_score: 0.3, p_value: 0.01, timestamp: t0 },
  {
    type: 'training_completed',
    model_id: 'reader',
    version: 'v2',
    samples_seen: 10,
    duration_ms: 5e3,
    timestamp: t0,
  },
  { type: 'failure', model_id: 'reader', message: 'timed out', timestamp: t0 },
  { type: 'inference_latency', model, latency_ms: 7, timestamp: t0 },
  { type: 'accuracy_drift', model, drift: -0.1, timestamp: t0 },
  { type: 'concept_drift', model, p_value: 0.5, timestamp: t0 },
  {
    type: 'metrics_snapshot',
    model_name: 'reader',
    model_version: 'v1',
    timestamp: t0,
    confidence_mean: 0.9,
    confidence_std: 0.1,
    p50_latency_ms: 1,
    p95_latency_ms: 2,
    p99_latency_ms: 3,
  },
  {
    type: 'inference_record',
    model_version: 'v1',
    predicted_label: '7',
    ground_truth_label: null,
    latency_ms: 40,
    created_at: t0,
    metadata: { confidence: 0.9, site: 'line-1', ok: true, tags: ['a', 1], lens: { focus: 2 }, none: null },
  },
  { type: 'metric_sample', metric: 'accuracy', value: -1, timestamp: t0 },
] as const;
const [, , , , , , , snapshot, record] = ten;
const without = (row: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

it('reads the ten types, with the model, the numbers and the texts of each', async () => {
  const data = await readRows(ten);
  expect([...data.columns.type]).toEqual(eventTypes.map((_, i) => i + 1));
  const at = (name: string, more: object) => ({ type: name, time, model: { name: 'reader' }, ...more });
  expect(rowsOf(data)).toEqual([
    at('inference_completed', { latency_ms: 40.5 }),
    at('drift_detected', { drift_score: 0.3, p_value: 0.01 }),
    at('training_completed', { version$: 'v2', samples_seen: 10, duration_ms: 5000 }),
    at('failure', {}),
    at('inference_latency', { model, latency_ms: 7 }),
    at('accuracy_drift', { model, drift: -0.1 }),
    at('concept_drift', { model, p_value: 0.5 }),
    at('metrics_snapshot', {
      model,
      confidence_mean: 0.9,
      confidence_std: 0.1,
      p50_latency_ms: 1,
      p95_latency_ms: 2,
      p99_latency_ms: 3,
    }),
    at('inference_record', {
      model: { version: 'v1' },
      predicted_label$: '7',
      latency_ms: 40,
      'metadata.confidence': 0.9,
      'metadata.site$': 'line-1',
      'metadata.ok': 1,
      'metadata.lens.focus': 2,
    }),
    at('metric_sample', { model: {}, metric$: 'accuracy', value: -1 }),
  ]);
  expect(data.summary).toEqual({ rows: 10, read: 10, skipped: 0, outOfOrder: 0, from: time, to: time });
});

it('keeps no column of what it has used while reading', async () => {
  const { columns } = await readRows([...ten, { ...ten[4], model: JSON.stringify(model) }]);
  const names = [...columns.numbers.keys(), ...columns.texts.keys()];
  const used = [
    'type',
    'timestamp',
    'created_at',
    'model',
    'model_id',
    'model_name',
    'model_version',
    'message',
  ];
  expect(names.filter((name) => used.includes(name) || name.startsWith('model.'))).toEqual([]);
  expect(columns.models).toEqual([{}, { name: 'reader' }, model, { version: 'v1' }]);
});

describe('untagged rows', () => {
  it('are recognised by their fields', async () => {
    const data = await readRows([
      without(snapshot, 'type'),
      without(record, 'type'),
      { ...snapshot, type: null },
    ]);
    expect([...data.columns.type]).toEqual([8, 9, 8]);
  });

  it('may be wrapped in the name of their type', async () => {
    const data = await readRows([
      { MetricsSnapshot: without(snapshot, 'type') },
      { InferenceRecord: without(record, 'type') },
      { DriftAlert: { metrics: without(snapshot, 'type'), detector: 'z', detail: 'Z-score 5' } },
      { PerformanceAlert: { metrics: without(snapshot, 'type'), detail: 'slow' } },
      { InferenceCompleted: without(ten[0], 'type') },
      { inference_completed: without(ten[0], 'type') },
      { Nonsense: { a: 1 } },
    ]);
    expect([...data.columns.type]).toEqual([8, 9, 8, 8, 1, 1, 0]);
    const direct = await readRows([snapshot]);
    for (const row of [0, 2, 3]) expect(rowAt(data.columns, row)).toEqual(rowAt(direct.columns, 0));
  });

  it('of no known event are bad', async () => {
    const data = await readRows([snapshot, { a: 1, timestamp: t0 }]);
    expect(data.problems).toEqual([
      {
        file: 'e.ndjson',
        line: 2,
        row: 1,
        code: 'missing-field',
        message: '`type` is missing and no event has just these fields',
      },
    ]);
  });
});

describe('the model', () => {
  const modelsOf = async (...rows: object[]) => {
    const { columns } = await readRows(rows);
    return [...columns.model].map((code) => columns.models[code]);
  };

  it('is what the row says, however it says it', async () => {
    expect(
      await modelsOf(
        sample(1),
        sample(1, { model_id: 'a' }),
        sample(1, { model: { name: 'a', version: '1' } }),
        sample(1, { model: '{"name":"a","version":"1"}' }),
        sample(1, { model_name: 'a', model_version: '1' }),
        sample(1, { model_version: '1' }),
        sample(1, { model_id: 'a', model_version: '1' }),
        { ...ten[2], model_version: 'v1' },
      ),
    ).toEqual([
      {},
      { name: 'a' },
      { name: 'a', version: '1' },
      { name: 'a', version: '1' },
      { name: 'a', version: '1' },
      { version: '1' },
      { name: 'a', version: '1' },
      { name: 'reader' },
    ]);
  });

  it('must be named where the type demands it', async () => {
    const data = await readRows([
      snapshot,
      without(snapshot, 'model_version'),
      without(ten[0], 'model_id'),
      { ...ten[4], model: { name: 'a' } },
      { ...ten[4], model: '{"name":' },
      without(record, 'model_version'),
      { ...ten[0], model_id: '' },
      { ...ten[0], model_id: 7 },
    ]);
    expect(data.problems.map((problem) => problem.message)).toEqual([
      '`model_version` is missing',
      '`model_id` is missing',
      '`model.version` is missing',
      '`model.name` is missing',
      '`model_version` is missing',
      '`model_id` is empty',
      '`model_id` must be text, not 7',
    ]);
  });
});

describe('labels', () => {
  const labelled = (predicted_label: unknown, ground_truth_label?: unknown) => ({
    ...record,
    predicted_label,
    ground_truth_label,
  });

  it('may be numbers and booleans, which stand for their text', async () => {
    const line = (label: string) => JSON.stringify(labelled(0, 0)).replace(/_label":0/g, `_label":${label}`);
    const labels = ['3', '3.0', '"3"', '-0', '1.5', '1e2', 'true', 'false'];
    const { columns, problems } = await read(labels.map(line).join('\n'));
    expect(problems).toEqual([]);
    for (const name of ['predicted_label', 'ground_truth_label']) {
      const { codes, dictionary } = columns.texts.get(name) ?? { codes: [], dictionary: [] };
      const texts = [...codes].map((code) => dictionary[code]);
      expect(texts).toEqual(['3', '3', '3', '0', '1.5', '100', 'true', 'false']);
      expect(columns.numbers.has(name)).toBe(false);
    }
  });

  it('may be mixed with texts, and a truth may be unknown', async () => {
    const rows = [1, '1', 2, 2].map((label, i) => labelled(label, [1, null, undefined, '2'][i]));
    const { columns } = await readRows([...rows, ...rows]);
    expect([...(columns.texts.get('predicted_label')?.codes ?? [])]).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
    expect([...(columns.texts.get('ground_truth_label')?.codes ?? [])]).toEqual([1, 0, 0, 2, 1, 0, 0, 2]);
  });

  it('are no lists, no objects and not infinite', async () => {
    const rows = [labelled(1), labelled([1]), labelled(1, {}), labelled(null)].map((row) =>
      JSON.stringify(row),
    );
    const data = await read(
      [
        ...rows,
        ...rows.slice(0, 1).map((row) => row.replace('"predicted_label":1', '"predicted_label":1e400')),
      ].join('\n'),
    );
    expect(data.problems.map(({ code, message }) => [code, message])).toEqual([
      ['wrong-type', '`predicted_label` must be text, not an object or a list'],
      ['wrong-type', '`ground_truth_label` must be text, not an object or a list'],
      ['wrong-type', '`predicted_label` must be text, not null'],
      ['not-finite', '`predicted_label` must be finite, not Infinity'],
    ]);
  });

  it('stay numbers in events that have no labels', async () => {
    const { columns } = await readRows([1, 2, 3, 4].map((predicted_label) => sample(0, { predicted_label })));
    expect([...(columns.numbers.get('predicted_label') ?? [])]).toEqual([1, 2, 3, 4]);
  });
});

describe('extra fields', () => {
  it('of one name may hold numbers in some rows and texts in others', async () => {
    const data = await readRows([
      sample(1, { x: 1 }),
      sample(2, { x: 'one' }),
      sample(3, { x: [1] }),
      sample(4),
    ]);
    expect([...(data.columns.numbers.get('x') ?? [])]).toEqual([1, Number.NaN, Number.NaN, Number.NaN]);
    expect([...(data.columns.texts.get('x')?.codes ?? [])]).toEqual([0, 1, 0, 0]);
  });

  it('have no column when no row has a value', async () => {
    const { columns } = await readRows([sample(1, { a: null, b: [], c: {}, d: '', e: Number.NaN })]);
    expect([...columns.numbers.keys(), ...columns.texts.keys()]).toEqual(['value', 'metric']);
  });

  it('of a bad row leave nothing behind', async () => {
    const data = await readRows([sample(1), sample('x', { secret: 'a', n: 1, model_id: 'm' }), sample(2)]);
    expect(rowAt(data.columns, 1)).toEqual({ type: 'bad', time: Number.NaN, model: {} });
    expect([...data.columns.numbers.keys(), ...data.columns.texts.keys(), ...data.columns.models]).toEqual([
      'value',
      'metric',
      {},
    ]);
  });

  it('are kept for 256 columns, and the rest is told once', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`x${i}`, i % 2 === 0 ? i : `t${i}`]),
    );
    const data = await readRows([sample(1, wide), sample(2, wide), sample(3, { ...wide, more: 1 })]);
    expect(data.columns.numbers.size + data.columns.texts.size).toBe(258);
    expect(codesOf(data)).toEqual(['too-many-columns']);
    expect(data.problems[0]?.message).toContain('`x256` and others');
    expect(data.summary.read).toBe(3);
  });

  it('survive a different key in every row', async () => {
    const data = await readRows(Array.from({ length: 6000 }, (_, i) => sample(i, { [`k${i}`]: null })));
    expect(data.summary.read).toBe(6000);
  });

  it('stop at 65,536 different texts, unless the spec has text there', async () => {
    const rows = Array.from({ length: 65_540 }, (_, i) => sample(i, { id: `r${i}`, metric: `m${i}` }));
    const data = await readRows([...rows, sample(0, { id: 'r0', metric: 'm0' })]);
    const ids = data.columns.texts.get('id');
    expect(ids?.dictionary.length).toBe(65_537);
    expect(ids?.codes[65_535]).toBe(65_536);
    expect([...(ids?.codes.slice(65_536) ?? [])]).toEqual([0, 0, 0, 0, 0]);
    expect(data.columns.texts.get('metric')?.codes[65_540]).toBe(1);
    expect(data.problems.map(({ code, row }) => [code, row])).toEqual([['too-many-values', 65_536]]);
  });

  it('lie under dotted names, and keys that objects treat oddly are names like others', async () => {
    const data = await read(
      `{"__proto__":{"x":1},"constructor":2,"a.b":3,"1":4,"":5,${JSON.stringify(sample(0)).slice(1)}`,
    );
    expect([...data.columns.numbers].map(([name, [x]]) => [name, x])).toEqual(
      expect.arrayContaining([
        ['__proto__.x', 1],
        ['constructor', 2],
        ['a.b', 3],
        ['1', 4],
        ['', 5],
      ]),
    );
  });

  it('deeper than eight keys are left out', async () => {
    const deep = (levels: number): object => (levels === 0 ? { n: 1 } : { d: deep(levels - 1) });
    const data = await readRows([sample(1, deep(7)), sample(2, deep(8)), sample(3, deep(9))]);
    expect([...data.columns.numbers.keys()]).toEqual(['value', 'd.d.d.d.d.d.d.n']);
  });
});
