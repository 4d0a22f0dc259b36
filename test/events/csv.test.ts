import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader } from '../../events/csv/csv-reader.ts';
import { missingSpellings } from '../../events/csv/missing-cell.ts';
import { RowWriter } from '../../events/rows/row-writer.ts';
import { codesOf, encode, plain, read, readRows, rowsOf, t0 } from './helpers.ts';

const map = { type: '=metric_sample' };
const csv = (text: string, options = { map }) => read(text, options, 'e.csv');

it('reads a plain series as metric samples', async () => {
  const data = await csv(`timestamp,value\n${t0},1.5\r\n2026-03-02 08:00:01,-2e3\n`);
  expect(rowsOf(data)).toEqual([
    { type: 'metric_sample', time: Date.parse(t0), model: {}, value: 1.5, metric$: 'value' },
    { type: 'metric_sample', time: Date.parse(t0) + 1000, model: {}, value: -2000, metric$: 'value' },
  ]);
});

it.each([',', ';', '\t', '|'])('finds the delimiter %j in the header', async (delimiter) => {
  const lines = [
    ['timestamp', 'value', 'note, or; not'],
    [t0, '1', 'x'],
    [t0, '2', ''],
  ];
  const text = lines.map((cells) =>
    cells.map((cell) => (/[,;]/.test(cell) ? `"${cell}"` : cell)).join(delimiter),
  );
  const data = await csv(text.join('\n'));
  expect(data.columns.texts.get('note, or; not')?.dictionary).toEqual(['', 'x']);
  expect(data.summary.read).toBe(2);
});

it('reads quotes, escaped quotes, line breaks within cells, a mark and blanks around cells', async () => {
  const data = await csv(
    `\ufeff"timestamp" , value,"a ""b"""\n${t0}, 1 ,"x\r\n""y"", z"\n\n${t0},2, " padded " \n${t0},3,5" disk\n`,
  );
  expect(data.columns.texts.get('a "b"')?.dictionary).toEqual(['', 'x\r\n"y", z', ' padded ', '5" disk']);
  expect([...data.columns.line]).toEqual([2, 5, 6]);
});

it('makes numbers of cells only where a number is wanted', async () => {
  const text = `type,model_version,predicted_label,latency_ms,created_at,extra,site\n${[
    'inference_record,2,7,40,1772438400,1,1a',
    'inference_record,2,8,41,1772438401000,x,2',
    'inference_record,2,9,42,1772438402,3,',
  ].join('\n')}`;
  const rows = rowsOf(await csv(text, { map: {} } as never));
  expect(rows).toEqual([
    {
      type: 'inference_record',
      time: 1772438400000,
      model: { version: '2' },
      latency_ms: 40,
      extra: 1,
      predicted_label$: '7',
      site$: '1a',
    },
    {
      type: 'inference_record',
      time: 1772438401000,
      model: { version: '2' },
      latency_ms: 41,
      extra$: 'x',
      predicted_label$: '8',
      site: 2,
    },
    {
      type: 'inference_record',
      time: 1772438402000,
      model: { version: '2' },
      latency_ms: 42,
      extra: 3,
      predicted_label$: '9',
    },
  ]);
});

it('takes a model as JSON, as a name, or as dotted columns', async () => {
  const text = `type,model,model.name,model.version,latency_ms\n${[
    'inference_latency,"{""name"":""a"",""version"":""1""}",,,3',
    'inference_latency,a,,2,3',
    'inference_latency,,b,3,3',
    'inference_latency,c,,,3',
  ].join('\n')}`;
  const data = await csv(text, { map: {} } as never);
  expect(rowsOf(data).map((row) => row['model'])).toEqual([
    { name: 'a', version: '1' },
    { name: 'a', version: '2' },
    { name: 'b', version: '3' },
    {},
  ]);
  expect(data.problems[0]?.message).toBe('`model.version` is missing');
});

it('reports rows of another width and quotes out of place, and goes on', async () => {
  const data = await csv(
    `timestamp,value\n${t0},1\n${t0}\n${t0},1,2\n${t0},2,,\n"x"y,1\n${t0},"3"\n${t0},\n${t0},abc\n${t0},NaN`,
  );
  expect([...data.columns.type]).toEqual([10, 0, 0, 10, 0, 10, 0, 0, 0]);
  expect(codesOf(data)).toEqual([
    'bad-csv-row',
    'bad-csv-row',
    'bad-csv-row',
    'missing-field',
    'wrong-type',
    'missing-field',
  ]);
  expect(data.problems.map((problem) => problem.message)).toEqual([
    `The row has 1 cells, the header 2: ${t0}`,
    `The row has 3 cells, the header 2: ${t0},1,2`,
    'The row has a quote out of place: "x"y,1',
    '`value` is missing',
    '`value` must be a number, not "abc"',
    '`value` is missing',
  ]);
});

it('reports a quote that is never closed', async () => {
  const data = await csv(`timestamp,value\n${t0},1\n${t0},"2\n${t0},3\n`);
  expect(data.summary).toMatchObject({ read: 1, skipped: 1 });
  expect(data.problems[0]).toMatchObject({ code: 'bad-csv-row', line: 3, row: 1 });
});

it('is chosen by name for a header in brackets', async () => {
  expect((await read('[ts],value\n1,2', { map: { ...map, timestamp: '[ts]' } }, 'a.csv')).summary.read).toBe(
    1,
  );
});

it('reads the same in pieces of any size', async () => {
  const text = `timestamp,value,site\n${t0},1,"a\n""b"""\r\n${t0},2,\n${t0},3,"c"\n`;
  const whole = plain(await csv(text));
  const { readEvents } = await import('../../events/read-events.ts');
  const { source } = await import('./helpers.ts');
  for (let size = 1; size < 12; size++) {
    expect(plain(await readEvents([source('e.csv', text, size)], { map }))).toEqual(whole);
  }
});

/** Cells of all records below a header of three columns, as our reader cuts them. */
function cut(text: string, piece: number): string[][] {
  const writer = new RowWriter(['x'], { map: undefined, maxProblems: 0, batchRows: 10 });
  const reader = new CsvReader(writer);
  const bytes = encode(`a,b,c\n${text}`);
  const records: string[][] = [];
  const original = writer.commit.bind(writer);
  writer.commit = (line) => {
    const { row, fields } = writer;
    records.push(
      ['a', 'b', 'c'].map((name) => (row.has(fields.field(name)) ? row.textOf(fields.field(name)) : '')),
    );
    original(line);
  };
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  reader.end();
  return records;
}

/** Cells without those that say that there is no value. */
const said = (cells: readonly string[]) =>
  cells.map((cell) => ((missingSpellings as readonly string[]).includes(cell) ? '' : cell));

describe('csv against csv-parse', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '7', '"', ',', '\n', ' ', ';', 'é', '\r\n'), maxLength: 6 }),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );
  const record = fc.tuple(cell, cell, cell).filter((cells) => cells.some((text) => text.trim() !== ''));

  it('cuts written CSV into the same cells', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (records, piece) => {
        const write = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = records.map((cells) => `${cells.map(write).join(',')}\r\n`).join('');
        expect(cut(text, piece)).toEqual(records.map(said));
        expect(parse(text)).toEqual(records);
      }),
    );
  });

  it('cuts half-quoted CSV as csv-parse does', () => {
    const plainCell = fc.string({ unit: fc.constantFrom('a', '7', ' ', ';', 'é'), maxLength: 4 });
    const written = fc.oneof(
      plainCell,
      cell.map((text) => `"${text.replaceAll('"', '""')}"`),
    );
    const lines = fc.array(
      fc.tuple(written, written, written).map((cells) => cells.join(',')),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 20 }), (all, piece) => {
        const text = all.map((line) => `${line}\n`).join('');
        const expected = parse(text, { ltrim: true, rtrim: true, record_delimiter: '\n' }) as string[][];
        expect(cut(text, piece)).toEqual(expected.map(said));
      }),
    );
  });
});

it('tells of a column that is there twice, with both places', async () => {
  const data = await csv(`timestamp,value,note,value,\n${t0},1,a,2,\n${t0},3,b,,\n`);
  expect(rowsOf(data).map((row) => row['value'])).toEqual([2, 3]);
  expect(data.problems.map(({ code, line, message }) => [code, line, message])).toEqual([
    [
      'duplicate-column',
      1,
      'e.csv has the column `value` 2 times, as columns 2 and 4: the last value of a row counts',
    ],
  ]);
  expect(data.summary).toMatchObject({ read: 2, skipped: 0 });
});

describe('a cell that is no number', () => {
  const columnOf = async (cells: readonly string[]) => {
    const data = await csv(`timestamp,value,x\n${cells.map((cell) => `${t0},1,${cell}`).join('\n')}`);
    return rowsOf(data).map(({ x, x$ }) => x ?? x$);
  };

  it.each(['', '-', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None', '"NA"', ' nan '])(
    'is no value where it is %j',
    async (cell) => expect(await columnOf(['1', cell, '2.5'])).toEqual([1, undefined, 2.5]),
  );

  it.each(['true', '12abc', '0x10', '1_000', 'Na', '--', 'inf', 'none', 'Nonesuch'])(
    'is text where it is %j, and makes no text of others',
    async (cell) => expect(await columnOf(['1', cell, '2.5'])).toEqual([1, cell, 2.5]),
  );

  it('says the same as NDJSON of the same data', async () => {
    const value = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
    );
    const text = fc.constantFrom('a', '12abc', 'x-1', '1_000');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(value, text), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(...missingSpellings, ''),
        async (values, missing) => {
          const lines = values.map((x) => `${t0},1,${x ?? missing}`);
          const ofCsv = await csv(`timestamp,value,x\n${lines.join('\n')}`);
          const ofRows = await readRows(
            values.map((x) => ({ timestamp: t0, value: 1, x })),
            { map },
          );
          expect(rowsOf(ofCsv)).toEqual(rowsOf(ofRows));
        },
      ),
    );
  });

  it('still counts as a cell, where the row has more than the header', async () => {
    const data = await csv(`timestamp,value,x\n${t0},1,NA\n${t0},1,2,NA\n`);
    expect([...data.columns.type]).toEqual([10, 0]);
  });
});

/** How tables spell a label. */
function spellings(value: unknown): readonly string[] {
  if (typeof value === 'number') return [`${value}`, `${value}.0`, `${value}.000`];
  if (value === true) return ['true', 'True', 'TRUE'];
  if (value === false) return ['false', 'False', 'FALSE'];
  return [value === null ? '' : String(value)];
}

describe('labels', () => {
  const types = { type: '=inference_record', model_version: '=1', latency_ms: '=1' };
  const labelsOf = (data: Awaited<ReturnType<typeof read>>) =>
    rowsOf(data).map((row) => [row['predicted_label$'], row['ground_truth_label$']]);
  const ofCsv = async (pairs: readonly (readonly [string, string])[]) =>
    labelsOf(
      await csv(
        `created_at,predicted_label,ground_truth_label\n${pairs.map((pair) => `${t0},${pair.join(',')}`).join('\n')}`,
        { map: types },
      ),
    );

  it('are whole numbers whether or not zeros follow a point', async () => {
    const pairs = [
      ['1', '1.0'],
      ['-2.000', '"7.0"'],
      ['10', '10.0'],
      ['0.0', ''],
    ] as const;
    expect(await ofCsv(pairs)).toEqual([
      ['1', '1'],
      ['-2', '7'],
      ['10', '10'],
      ['0', undefined],
    ]);
  });

  it.each(['1.50', '.0', '-.0', '1.', 'v1.0', '1.0.0', '1e0', '1,0', 'truE', 'true0.0', '00'])(
    'are text where they are like %j',
    async (label) => expect(await ofCsv([[`"${label}"`, '']])).toEqual([[label, undefined]]),
  );

  it('are what NDJSON has for the same numbers and booleans, as Python and JSON spell them', async () => {
    const label = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('cat', 'tree', 'Fe'),
      fc.constant(null),
    );
    const pair = fc.record({ predicted: label.filter((one) => one !== null), truth: label, style: fc.nat() });
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 12 }), async (pairs) => {
        const cell = (value: unknown, style: number) => {
          const all = spellings(value);
          return all[style % all.length] as string;
        };
        const written = await ofCsv(
          pairs.map(
            ({ predicted, truth, style }) => [cell(predicted, style), cell(truth, style >> 2)] as const,
          ),
        );
        const rows = pairs.map(({ predicted, truth }) => ({
          created_at: t0,
          predicted_label: predicted,
          ground_truth_label: truth,
        }));
        expect(written).toEqual(labelsOf(await readRows(rows, { map: types })));
      }),
    );
  });
});
