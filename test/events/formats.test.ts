import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../events/read-events.ts';
import { encode, failure, plain, read, rowsOf, sample, source, t0 } from './helpers.ts';

const rows = [sample(1), sample(2, { site: 'a,"b"\nc' }), sample(3, { nested: { deep: { x: 1 } } })];
const ndjson = rows.map((row) => JSON.stringify(row)).join('\n');
/** The same, packed by zstd 1.5 on its highest level, because Node 20 cannot. */
const packed = Buffer.from(
  [
    'KLUv/WQmAI0DAKKHFxeAbcYggMHf5S4qjQMcEqclduMWbFB5YXNOQZ+udLjLXOnMyrjPsDzIiDKy3PrKJr4aMD8YU8a0YEZj',
    'wcACorG2Dp+TcV8jX4K+keOk1299vQ58LiZLA8l96wspeRUFAOARU0MUAClIKxjIuHMM315+rQ==',
  ].join(''),
  'base64',
);

it('reads a row a line, with CRLF, blank lines, a byte-order mark and no final newline', async () => {
  const text = `\ufeff\r\n${rows.map((row) => `  ${JSON.stringify(row)} \r\n \r\n`).join('')}${JSON.stringify(sample(4))}`;
  const data = await read(text);
  expect(data.columns.numbers.get('value')).toEqual(Float64Array.of(1, 2, 3, 4));
  expect([...data.columns.line]).toEqual([2, 4, 6, 8]);
});

it.each([
  ['compact', JSON.stringify(rows)],
  ['pretty', JSON.stringify(rows, null, 2)],
  ['with a byte-order mark', `\ufeff${JSON.stringify(rows)}`],
  ['of a bare extension', JSON.stringify(rows), 'events.txt'],
  ['named as lines', JSON.stringify(rows), 'events.ndjson'],
])('reads a JSON array, %s', async (_, text, name = 'e.json') => {
  const { columns: _columns, ...lines } = await read(ndjson);
  const data = await read(text, {}, name);
  expect(rowsOf(data)).toEqual(rowsOf({ ...lines, columns: _columns }));
});

it('tells the line where each element of an array starts', async () => {
  const data = await read(
    '[\n\n  {\n "type": "nope"\n }, {"type": "nope"},\n  3,\n"x", null\n, [1,\n2], ]',
    {},
  ).catch((error: Error) => error.message);
  expect(data).toContain('e.ndjson:3');
  const kept = await read(
    `[\n${JSON.stringify(sample(1))},\n{"type":"nope"},\n3, "x",\n[1,\n2]\n, ${JSON.stringify(sample(2))}]`,
  );
  expect([...kept.columns.line]).toEqual([2, 3, 4, 4, 5, 7]);
  expect([...kept.problemCounts]).toEqual([
    ['unknown-type', 1],
    ['not-an-object', 3],
  ]);
});

it('reads a single object, compact or pretty, and several after one another', async () => {
  for (const text of [JSON.stringify(sample(1)), JSON.stringify(sample(1), null, '\t')]) {
    expect((await read(text, {}, 'one.json')).summary.read).toBe(1);
  }
  const two = await read(`${JSON.stringify(sample(1), null, 1)}\n${JSON.stringify(sample(2), null, 1)}`);
  expect([...two.columns.line]).toEqual([1, 7]);
});

it('refuses an array without an end, which is a file cut off', async () => {
  const rows = `[${JSON.stringify(sample(1))},\n${JSON.stringify(sample(2))}`;
  for (const text of [rows, `${rows},`, `${rows},\n{"type":`]) {
    const line = text.split('\n').length;
    expect(await failure(read(text, {}, 'cut.json'))).toBe(
      `unreadable: Cannot read cut.json: the list has no end in line ${line}, where the file seems to be cut off.`,
    );
  }
});

it('survives stray brackets in a document', async () => {
  const data = await read(`[${JSON.stringify(sample(1))}]]}\n${JSON.stringify(sample(2))}`);
  expect([...data.columns.type]).toEqual([10, 0, 0, 10]);
});

it('unpacks zstd whatever the name says, in pieces and in several frames', async () => {
  const expected = plain(await read(ndjson));
  expect(plain(await read(packed))).toEqual(expected);
  expect(plain(await readEvents([source('e.ndjson', packed, 1)]))).toEqual(expected);
  const twice = await read(Buffer.concat([packed, packed]), {}, 'e.ndjson.zst');
  // The first text has no newline at its end, so its last row runs into the next one's first.
  expect(twice.summary).toMatchObject({ rows: 5, read: 4, skipped: 1 });
});

it('unpacks gzip whatever the name says', async () => {
  const expected = plain(await read(ndjson));
  expect(plain(await read(gzipSync(ndjson)))).toEqual(expected);
  const members = Buffer.concat(ndjson.split(/(?<=\n)/).map((line) => gzipSync(line)));
  expect(plain(await read(members))).toEqual(expected);
  const csv = await read(
    gzipSync(`timestamp,value\n${t0},1`),
    { map: { type: '=metric_sample' } },
    'a.csv.gz',
  );
  expect(csv.summary.read).toBe(1);
});

it('reads UTF-16 with a byte-order mark', async () => {
  const expected = plain(await read(ndjson));
  const little = Buffer.from(`\ufeff${ndjson}`, 'utf16le');
  expect(plain(await read(little))).toEqual(expected);
  expect(plain(await read(Buffer.from(little).swap16()))).toEqual(expected);
});

it('finds JSON lines behind a line that is none', async () => {
  const data = await read(`starting up, please wait\n${ndjson}`, {}, 'server.log');
  expect(data.summary).toMatchObject({ rows: 4, read: 3 });
});

it('replaces invalid UTF-8', async () => {
  const [head, tail] = JSON.stringify(sample(1, { site: '?' })).split('?') as [string, string];
  const data = await read(Buffer.concat([encode(head), Uint8Array.of(0x61, 0xff, 0xe2, 0x82), encode(tail)]));
  expect(data.columns.texts.get('site')?.dictionary).toEqual(['', 'a\ufffd\ufffd']);
});

describe('unusable input', () => {
  it.each([
    ['empty', '', 'empty: e.ndjson has no events in it.'],
    ['blank', ' \n\t\r\n', 'empty: e.ndjson has no events in it.'],
    ['an empty array', '[ ]', 'empty: e.ndjson has no events in it.'],
    ['only a mark', '\ufeff', 'empty: e.ndjson has no events in it.'],
    ['binary', 'abc\0def', 'binary: e.ndjson is a binary file, not NDJSON, JSON, CSV or Parquet.'],
    [
      'Parquet',
      'PAR1\x15\x04',
      'unsupported-format: e.ndjson is Parquet, which is read from its end and so can be neither piped nor packed; give it as a file of its own.',
    ],
    ['ZIP', 'PK\x03\x04', 'unsupported-format: e.ndjson is a ZIP archive or a workbook'],
    [
      'no event',
      '{"type":"inference_recrd"}',
      'no-events: The only row of e.ndjson is not an event. e.ndjson:1: "inference_recrd" is not an event type; did you mean `inference_record`?',
    ],
    [
      'no events',
      '{"type":"nope"}\n{}',
      'no-events: None of the 2 rows of e.ndjson is an event. e.ndjson:1: "nope" is not an event type.',
    ],
  ])('%s', async (_, text, message) => {
    const told = await failure(read(text));
    expect(told).toContain(message);
    expect(told).not.toContain('?.');
  });

  it('tells damaged zstd', async () => {
    const message = 'unreadable: Cannot unpack e.ndjson: the zstd data is damaged or cut off.';
    expect(await failure(read(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0)))).toBe(message);
    expect(await failure(read(packed.subarray(0, -9)))).toBe(message);
    const damaged = Uint8Array.from(packed);
    damaged.fill(0xff, 20, 60);
    expect(await failure(read(damaged))).toBe(message);
  });

  it('tells damaged gzip', async () => {
    const packed = gzipSync(ndjson);
    expect(await failure(read(packed.subarray(0, -12)))).toBe(
      'unreadable: Cannot unpack e.ndjson: the gzip data is damaged or cut off.',
    );
    expect(await failure(read(gzipSync('')))).toContain('empty:');
  });

  it('passes on why a source cannot be read', async () => {
    const { readEvents } = await import('../../events/read-events.ts');
    const open = (): AsyncIterable<Uint8Array> => {
      throw new Error('ENOENT: no such file');
    };
    const lazily = {
      name: 'gone.csv',
      open: async function* () {
        yield* open();
      },
    };
    const eagerly = { name: 'gone.csv', open };
    for (const one of [lazily, eagerly]) {
      expect(await failure(readEvents([one]))).toBe(
        'unreadable: Cannot read gone.csv: ENOENT: no such file.',
      );
    }
    expect(await failure(readEvents([]))).toBe('empty: No event file was given.');
  });
});
