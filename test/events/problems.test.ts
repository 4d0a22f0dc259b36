import { expect, it } from 'vitest';
import { codesOf, encode, failure, read, readRows, sample, t0 } from './helpers.ts';

const good = JSON.stringify(sample(1));
const withValue = (value: string) => good.replace('"value":1', `"value":${value}`);
const longest = 16 * 1024 * 1024;

it.each([
  ['not-json', 'hello', 'The row is not JSON from character 1 on: hello'],
  [
    'not-json',
    '{"type":"metric_sample"',
    'The row is not JSON from character 24 on: {"type":"metric_sample"',
  ],
  ['not-json', `${good}x`, `The row is not JSON from character ${good.length + 1} on: ${good.slice(0, 59)}…`],
  ['not-json', "{'type':1}", "The row is not JSON from character 2 on: {'type':1}"],
  ['not-json', '{"a":nope}', 'The row is not JSON from character 6 on: {"a":nope}'],
  ['not-json', '{"a":"NaN}', 'The row is not JSON from character 11 on: {"a":"NaN}'],
  ['not-json', '\u0001\u007f{', 'The row is not JSON from character 1 on: \\u0001\\u007f{'],
  ['not-an-object', '[1,2]', 'The row must be a JSON object, not [1,2]'],
  ['not-an-object', '"x"', 'The row must be a JSON object, not "x"'],
  ['not-an-object', 'null', 'The row must be a JSON object, not null'],
  ['not-an-object', 'NaN', 'The row must be a JSON object, not NaN'],
  [
    'unknown-type',
    '{"type":"inference_complete"}',
    '"inference_complete" is not an event type; did you mean `inference_completed`?',
  ],
  [
    'unknown-type',
    '{"type":"MetricSample"}',
    '"MetricSample" is not an event type; did you mean `metric_sample`?',
  ],
  ['unknown-type', '{"type":"a\\u0000b"}', '"a\\u0000b" is not an event type'],
  ['wrong-type', '{"type":7}', '`type` must be the name of an event type, not 7'],
  ['missing-field', '{}', '`type` is missing and no event has just these fields'],
  ['missing-field', '{"type":"metric_sample","value":1}', '`metric` is missing'],
  ['wrong-type', withValue('"1"'), '`value` must be a number, not "1"'],
  ['wrong-type', withValue('true'), '`value` must be a number, not true'],
  ['wrong-type', withValue('{"a":1}'), '`value` must be a number, not an object or a list'],
  ['wrong-type', good.replace('"m"', '""'), '`metric` is empty'],
  ['wrong-type', good.replace('"m"', '1e3'), '`metric` must be text, not 1000'],
  ['not-finite', withValue('null'), '`value` must be a number, not null'],
  ['not-finite', withValue('NaN'), '`value` must be finite, not NaN'],
  ['not-finite', withValue('-Infinity'), '`value` must be finite, not -Infinity'],
  ['not-finite', withValue('1e400'), '`value` must be finite, not Infinity'],
  ['not-finite', withValue('"NaN"'), '`value` must be a number, not "NaN"'],
  ['bad-timestamp', good.replace(t0, 'x'.repeat(90)), `\`timestamp\` is not a time: "${'x'.repeat(59)}…"`],
])('%s: %s', async (code, line, message) => {
  const data = await read(`${good}\n\n${line}\n${good}`);
  expect(data.problems).toEqual([{ file: 'e.ndjson', line: 3, row: 1, code, message }]);
  expect([...data.columns.type]).toEqual([10, 0, 10]);
  expect(data.summary).toMatchObject({ rows: 3, read: 2, skipped: 1 });
});

it('judges a count by its spec', async () => {
  const row = { type: 'training_completed', model_id: 'a', version: '1', duration_ms: 1, timestamp: t0 };
  const data = await readRows([5, 0, -1, 1.5].map((samples_seen) => ({ ...row, samples_seen })));
  expect(data.problems.map((problem) => problem.message)).toEqual([
    '`samples_seen` must be a whole number from 0 on, not -1',
    '`samples_seen` must be a whole number from 0 on, not 1.5',
  ]);
});

it('takes NaN where a number is not asked for as no value', async () => {
  const data = await read(good.replace('{', '{"note":"NaN \\"Infinity","x":NaN,"y":[-Infinity],"z":2,'));
  expect(data.summary.read).toBe(1);
  expect([...data.columns.numbers.keys()].sort()).toEqual(['value', 'z']);
  expect(data.columns.texts.get('note')?.dictionary[1]).toBe('NaN "Infinity');
});

it('keeps the first problems and counts all', async () => {
  const rows = [sample(1), ...Array.from({ length: 250 }, () => sample('x'))];
  expect((await readRows(rows)).problems.length).toBe(100);
  const data = await readRows(rows, { maxProblems: 2 });
  expect(data.problems.map((problem) => problem.row)).toEqual([1, 2]);
  expect(data.problemCounts.get('wrong-type')).toBe(250);
  expect((await readRows(rows, { maxProblems: 0 })).problems).toEqual([]);
  expect(await failure(readRows(rows.slice(1), { maxProblems: 0 }))).toContain('e.ndjson:1: `value` must be');
});

it('counts a million bad rows in no time', async () => {
  const bad = `{"type":"inference_complete","a":1}\n{"type":"metric_sample",,}\n{"type":"metric_sample","val`;
  const text = encode(`${good}\n${`${bad}\n`.repeat(100_000)}`);
  const data = await read(text);
  expect(data.summary).toMatchObject({ rows: 300_001, skipped: 300_000 });
  expect(data.problems.length).toBe(100);
});

it('skips a line that is too long, and a row of a document too', async () => {
  const long = encode(`{"a":"${'x'.repeat(longest)}"}`);
  const lines = await read(Buffer.concat([encode(`${good}\n`), long, encode(`\n${good}\n`), long]));
  expect([...lines.columns.type]).toEqual([10, 0, 10, 0]);
  expect([...lines.columns.line]).toEqual([1, 2, 3, 4]);
  expect(codesOf(lines)).toEqual(['line-too-long', 'line-too-long']);
  const list = await read(Buffer.concat([encode(`[${good},\n`), long, encode(`,\n${good}]`)]));
  expect([...list.columns.type]).toEqual([10, 0, 10]);
  const csv = await read(
    Buffer.concat([
      encode(`timestamp,value\n${t0},1\n`),
      new Uint8Array(longest + 9).fill(120),
      encode(`\n${t0},2\n`),
    ]),
    { map: { type: '=metric_sample' } },
    'e.csv',
  );
  expect([...csv.columns.type]).toEqual([10, 0, 10]);
});
