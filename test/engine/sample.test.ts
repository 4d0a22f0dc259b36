import { describe, expect, it } from 'vitest';
import type { SampledMonitor } from '../../core/spec/sample-facts.ts';
import { loadedSample, readSample } from '../../engine/sample.ts';
import { readEvents } from '../../events/read-events.ts';
import { source } from '../events/helpers.ts';

const rows = [
  {
    type: 'inference_record',
    model_version: 'v1',
    predicted_label: 'a',
    ground_truth_label: 'a',
    latency_ms: 10,
    metadata: { confidence: 0.9, site: 'x' },
  },
  { type: 'metric_sample', metric: 'queue', value: 3, model_id: 'm' },
  {
    type: 'inference_record',
    model_version: 'v2',
    predicted_label: 'b',
    ground_truth_label: 'a',
    latency_ms: 30,
    metadata: { confidence: 0.7, site: 'y' },
  },
  { type: 'metric_sample', metric: 'queue', value: 5, model_id: 'm' },
  { type: 'metric_sample', metric: 'depth', value: 1, model_id: 'm' },
].map((row, at) => ({
  ...row,
  [row.type === 'inference_record' ? 'created_at' : 'timestamp']: new Date(
    Date.UTC(2026, 0, 1) + at * 1000,
  ).toISOString(),
}));
const ndjson = rows.map((row) => JSON.stringify(row)).join('\n');
const latency: SampledMonitor = { id: 'slow', kind: 'latency', params: { ema_alpha: 1 } };

const sampleOf = (text: string, options = {}, name = 'e.ndjson') =>
  readSample([source(name, text)], { map: {}, ...options });

describe('facts of a sample', () => {
  it('name models, event types with their fields, metrics and columns', async () => {
    const facts = await (await sampleOf(ndjson)).facts([], undefined);
    expect(facts).toMatchObject({
      rows: 5,
      isWhole: true,
      hasTimes: true,
      from: Date.UTC(2026, 0, 1),
      to: Date.UTC(2026, 0, 1) + 4000,
    });
    expect(facts.models).toEqual([{ version: 'v1' }, { name: 'm' }, { version: 'v2' }]);
    expect(facts.events.map(({ type, count }) => [type, count])).toEqual([
      ['inference_record', 2],
      ['metric_sample', 3],
    ]);
    const [records] = facts.events;
    const field = (name: string) => records?.fields.find((one) => one.name === name);
    expect(field('metadata.confidence')?.values?.quantiles).toEqual([0.7, 0.9]);
    expect(field('metadata.site')).toEqual({ name: 'metadata.site', count: 2, texts: ['x', 'y'] });
    expect(field('value')).toBeUndefined();
    expect(facts.metrics.map(({ name, values }) => [name, values.quantiles])).toEqual([
      ['queue', [3, 5]],
      ['depth', [1]],
    ]);
    expect(facts.columns.toSorted()).toEqual(
      [
        'type',
        'model_version',
        'predicted_label',
        'ground_truth_label',
        'latency_ms',
        'metadata.confidence',
        'metadata.site',
        'created_at',
        'metric',
        'value',
        'model_id',
        'timestamp',
      ].toSorted(),
    );
  });

  it('tell what monitors measure, by model, and of the config’s model only', async () => {
    const sample = await sampleOf(ndjson);
    const of = async (model?: { version: string }) =>
      (await sample.facts([latency], model)).monitors.map(({ id, model: label, values }) => [
        id,
        label,
        values.quantiles,
      ]);
    expect(await of()).toEqual([
      ['slow', 'v1', [10]],
      ['slow', 'v2', [30]],
    ]);
    expect(await of({ version: 'v2' })).toEqual([['slow', 'v2', [30]]]);
  });

  it('have nothing of a monitor that measures nothing, and of a kind that does not exist', async () => {
    const sample = await sampleOf(ndjson);
    const other = (kind: string): SampledMonitor => ({
      id: 'a',
      kind,
      params: { statistic: 'confidence_mean' },
    });
    expect((await sample.facts([other('confidence'), other('nonsense')], undefined)).monitors).toEqual([]);
  });

  it('say when only the beginning was read; a file that just fits is whole', async () => {
    const facts = async (maxRows: number) =>
      (await sampleOf(ndjson, { maxRows })).facts([latency], undefined);
    expect(await facts(2)).toMatchObject({ rows: 2, isWhole: false });
    expect(await facts(5)).toMatchObject({ rows: 5, isWhole: true });
    expect(await facts(6)).toMatchObject({ rows: 5, isWhole: true });
  });

  it('are the same of events loaded for a run', async () => {
    const loaded = await loadedSample(await readEvents([source('e.ndjson', ndjson)]), [
      source('e.ndjson', ndjson),
    ]);
    expect(await loaded.facts([latency], undefined)).toEqual(
      await (await sampleOf(ndjson)).facts([latency], undefined),
    );
  });

  it('say when the times are made up', async () => {
    const facts = await (await sampleOf('value\n1\n2\n', { map: { type: '=metric_sample' } }, 'a.csv')).facts(
      [],
      undefined,
    );
    expect(facts).toMatchObject({ hasTimes: false, columns: ['value'], metrics: [{ name: 'value' }] });
  });
});

describe('columns', () => {
  const columns = async (text: string, name: string) =>
    (await (await sampleOf(text, { map: { type: '=metric_sample', value: 'a' } }, name)).facts([], undefined))
      .columns;

  it('are the files’ own, whatever the map makes of them', async () => {
    expect(await columns('ts;a;metric;"x y"\n1;2;3;4\n', 'a.csv')).toEqual(['ts', 'a', 'metric', 'x y']);
    expect(
      (await columns('{"a":1,"b":{"c":{"d":2},"list":[1]}}\n{"a":2,"e":null}\n', 'a.ndjson')).toSorted(),
    ).toEqual(['a', 'b.c.d', 'e']);
    expect((await columns('[{"a":1,"é":"x"},\n {"a":2,"b":{}}]', 'a.json')).toSorted()).toEqual(['a', 'é']);
  });
});

describe('what is wrong with the files', () => {
  const factsOf = async (texts: Record<string, string>, map: Record<string, string> = {}, options = {}) => {
    const sources = Object.entries(texts).map(([name, text]) => source(name, text));
    return (await readSample(sources, { map, ...options })).facts([], undefined);
  };
  const csv = (header: string, rows = 3) => `${header}\n${'1,2\n'.repeat(rows)}`;
  const map = { type: '=metric_sample', value: 'a', model_id: 'modle' };

  it('columns that the map misses, whether a row is an event or not', async () => {
    expect(await factsOf({ 'x.csv': csv('a,model') }, map)).toMatchObject({
      rows: 3,
      missingColumns: [{ file: 0, column: 'modle' }],
    });
    expect(await factsOf({ 'x.csv': csv('b,model') }, map)).toMatchObject({
      rows: 0,
      isWhole: false,
      missingColumns: [
        { file: 0, column: 'a' },
        { file: 0, column: 'modle' },
      ],
    });
  });

  it('of a header at once, of other rows when all have been read', async () => {
    const maxRows = 2;
    expect((await factsOf({ 'x.csv': csv('a,model') }, map, { maxRows })).missingColumns).toHaveLength(1);
    const rows = '{"a":1,"model":"m"}\n'.repeat(9);
    expect((await factsOf({ 'x.ndjson': rows }, map, { maxRows })).missingColumns).toEqual([]);
    expect((await factsOf({ 'x.ndjson': rows }, map, { maxRows: 9 })).missingColumns).toHaveLength(1);
    expect((await factsOf({ 'x.ndjson': rows }, map)).missingColumns).toHaveLength(1);
  });

  it('none that another file has', async () => {
    const texts = { 'x.csv': csv('a,model'), 'y.csv': csv('a,modle') };
    expect((await factsOf(texts, map)).missingColumns).toEqual([]);
    expect((await factsOf(texts, map, { maxRows: 2 })).missingColumns).toEqual([]);
    expect((await factsOf({ ...texts, 'y.csv': csv('a,mdl') }, map)).missingColumns).toEqual([
      { file: 0, column: 'modle' },
      { file: 1, column: 'modle' },
    ]);
  });

  it('rows that are no events, with the first reason of each file', async () => {
    const good = '{"type":"metric_sample","metric":"m","value":1}\n';
    const texts = { 'a.ndjson': good, 'b.csv': csv('x,y'), 'c.ndjson': `${good}nope\n${good}{}\n` };
    const bad = (await factsOf(texts)).badFiles;
    expect(bad.map(({ first, ...counts }) => [counts, first.line, first.code])).toEqual([
      [{ file: 1, rows: 3, bad: 3, isWhole: true }, 2, 'missing-field'],
      [{ file: 2, rows: 4, bad: 2, isWhole: true }, 2, 'not-json'],
    ]);
    const cut = (await factsOf(texts, {}, { maxRows: 6 })).badFiles;
    expect(cut).toMatchObject([
      { rows: 3, isWhole: true },
      { file: 2, rows: 2, bad: 1, isWhole: false },
    ]);
  });

  it('rows of which none is an event', async () => {
    const facts = await factsOf({ 'b.csv': csv('x,y') });
    expect(facts).toMatchObject({ rows: 0, isWhole: false, columns: ['x', 'y'], badFiles: [{ bad: 3 }] });
    const cut = await factsOf({ 'b.csv': csv('x,y', 5) }, {}, { maxRows: 2 });
    expect(cut).toMatchObject({ rows: 0, badFiles: [{ rows: 2, bad: 2, isWhole: false }] });
  });
});

describe('a monitor that measures nothing', () => {
  const label = (at: number, more = {}) =>
    JSON.stringify({
      type: 'inference_record',
      model_version: 'v1',
      predicted_label: 'ab'[at % 2],
      latency_ms: at,
      created_at: new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString(),
      ...more,
    });
  const labels = (count: number) => Array.from({ length: count }, (_, at) => label(at)).join('\n');
  const unmeasured = async (text: string, kind: string, params: object, model?: { version: string }) =>
    (await (await sampleOf(text)).facts([{ id: 'x', kind, params: { ...params } }], model)).unmeasured;
  const drift = (params: object) => ({ measure: 'js', preset: 'evidently', window: 4, ...params });

  it('has heard of no event, or of none of its model', async () => {
    expect(await unmeasured(labels(5), 'drift', { threshold: 0.05 })).toEqual([
      { id: 'x', events: 0, ofModel: 0 },
    ]);
    expect(await unmeasured(labels(5), 'latency', { ema_alpha: 1 }, { version: 'v2' })).toEqual([
      { id: 'x', events: 5, ofModel: 0 },
    ]);
    expect(await unmeasured(labels(5), 'latency', { ema_alpha: 1 }, { version: 'v1' })).toEqual([]);
  });

  it.each([
    ['the first values', { reference: { first: 9 } }, { reference: 8, isSettled: false, current: 0 }],
    ['those a window holds', { window: 5 }, { reference: 5, isSettled: true, current: 3 }],
    [
      'those until a time after the last',
      { reference: { to: '2026-01-02T00:00:00Z' } },
      { reference: 8, isSettled: false, current: 0 },
    ],
    [
      'those of a time before the first',
      { reference: { from: '2025-01-01', to: '2025-02-01' } },
      { reference: 0, isSettled: true, current: 0 },
    ],
    [
      'those of a file, which nobody reads here',
      { window: 9, reference: { events: 'other.ndjson' } },
      { reference: 0, isSettled: false, current: 8 },
    ],
  ])('has come so far with a reference of %s', async (_, params, filling) => {
    expect(await unmeasured(labels(8), 'prediction_drift', drift(params))).toEqual([
      { id: 'x', events: 8, ofModel: 8, filling },
    ]);
  });

  it('has come farthest on one of its models', async () => {
    const other = [20, 21].map((at) => label(at, { model_version: 'v2' })).join('\n');
    expect(await unmeasured(`${other}\n${labels(6)}`, 'prediction_drift', drift({}))).toMatchObject([
      { events: 8, filling: { reference: 4, current: 2 } },
    ]);
  });
});
