import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnNames } from '../../events/column-names.ts';
import {
  type EventSource,
  type ReadOptions,
  readEventBatches,
  readEvents,
} from '../../events/read-events.ts';
import { fileSource } from '../../host/event-files.ts';
import { failure, read, rowsOf, source } from './helpers.ts';
import { doubles, int96, parquetOf, texts } from './int96-file.ts';

const example = 'examples/digit-reader/data/digit-reader.events.ndjson';
let folder: string;
let duckDb: DuckDBConnection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driftscope-parquet-'));
  duckDb = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;

/** The rows of a query as a Parquet file. */
async function parquet(query: string, options = ''): Promise<string> {
  const path = join(folder, `${files++}.parquet`);
  await duckDb.run(`COPY (${query}) TO '${path}' (FORMAT parquet${options})`);
  return path;
}

const readFile = async (path: string, options?: ReadOptions) =>
  readEvents([await fileSource(path, 'e.parquet')], options);

/** A Parquet file in memory, as a page in the browser would have it. */
function inMemory(bytes: Uint8Array): EventSource {
  return { ...source('e.parquet', bytes), slice: async (start, end) => bytes.slice(start, end) };
}

const metrics = (values: string) => `SELECT 'metric_sample' AS type, 'm' AS metric, ${values}`;

describe('the digit-reader example', () => {
  it.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'])(
    'reads the same packed with %s',
    async (codec) => {
      const rows = rowsOf(await readEvents([await fileSource(example)]));
      const query = `SELECT * FROM read_json('${example}', sample_size=-1)`;
      const data = await readFile(await parquet(query, `, COMPRESSION ${codec}, ROW_GROUP_SIZE 5000`));
      expect(data.problems).toEqual([]);
      expect(rowsOf(data)).toEqual(rows);
    },
  );
});

it('names its columns, those in structs with dots, and no lists', async () => {
  const path = await parquet(
    metrics("1 AS value, {a: {b: 1}, c: 'x'} AS o, [1, 2] AS tags, MAP {'k': 1} AS m"),
  );
  expect(await columnNames(await fileSource(path))).toEqual(['type', 'metric', 'value', 'o.a.b', 'o.c']);
});

it('takes times in INT96, as DuckDB does', async () => {
  const day = 2_461_102;
  const times = [
    { day, nanos: 28_800_000_000_000n + 250_000_000n },
    { day: day + 1, nanos: 0n },
    { day: 2_440_588, nanos: 86_399_999_000_000n },
    { day: 2_440_587, nanos: 43_200_000_000_000n },
  ];
  const bytes = parquetOf([
    texts(
      'type',
      times.map(() => 'metric_sample'),
    ),
    texts(
      'metric',
      times.map(() => 'm'),
    ),
    doubles(
      'value',
      times.map((_, i) => i),
    ),
    int96('timestamp', times),
  ]);
  const path = join(folder, 'int96.parquet');
  writeFileSync(path, bytes);
  const data = await readFile(path);
  expect(data.problems).toEqual([]);
  expect(Array.from(data.columns.time, (time) => new Date(time).toISOString())).toEqual([
    '2026-03-02T08:00:00.250Z',
    '2026-03-03T00:00:00.000Z',
    '1970-01-01T23:59:59.999Z',
    '1969-12-31T12:00:00.000Z',
  ]);
  const theirs = await duckDb.runAndReadAll(`SELECT epoch_ms(timestamp)::DOUBLE FROM '${path}'`);
  expect(theirs.getRows().map(([time]) => time)).toEqual([...data.columns.time]);
});

describe('a value', () => {
  const one = async (values: string) => rowsOf(await readFile(await parquet(metrics(values))))[0];
  const at = Date.parse('2026-03-02T08:00:00.250Z');

  it.each([
    ['a timestamp in microseconds', "TIMESTAMP '2026-03-02 08:00:00.25'"],
    ['one in milliseconds', "TIMESTAMP_MS '2026-03-02 08:00:00.25'"],
    ['one in nanoseconds', "TIMESTAMP_NS '2026-03-02 08:00:00.25'"],
    ['one with a zone', "TIMESTAMPTZ '2026-03-02 10:00:00.25+02'"],
    ['a text', "'2026-03-02T08:00:00.250Z'"],
    ['milliseconds as a whole number', '1772438400250::BIGINT'],
    ['seconds as a double', '1772438400.25::DOUBLE'],
  ])('may have its time as %s', async (_, time) => {
    expect(await one(`1.5 AS value, ${time} AS timestamp`)).toMatchObject({ value: 1.5, time: at });
  });

  it('has its time to the day, before 1970, and to the microsecond', async () => {
    expect((await one("1 AS value, DATE '2026-03-02' AS timestamp"))?.['time']).toBe(
      Date.parse('2026-03-02'),
    );
    const early = await one("1 AS value, TIMESTAMP '1969-12-31 23:59:58.5' AS timestamp");
    expect(early?.['time']).toBe(-1500);
    const fine = await one("1 AS value, TIMESTAMP '2026-03-02 08:00:00.250125' AS timestamp");
    expect(fine?.['time']).toBe(at + 0.125);
  });

  it.each([
    ['0.1::DECIMAL(9,1)', 0.1],
    ['1234.5678::DECIMAL(18,4)', 1234.5678],
    ['-0.0007::DECIMAL(38,4)', -0.0007],
    ['7::DECIMAL(4,0)', 7],
    ['9007199254740991::BIGINT', 9007199254740991],
    ['255::UTINYINT', 255],
    ['4294967295::UINTEGER', 4294967295],
    ['0.5::FLOAT', 0.5],
    ['1e-7::DOUBLE', 1e-7],
  ])('%s is %d', async (sql, value) => {
    expect(await one(`${sql} AS value, 1772438400 AS timestamp`)).toMatchObject({ value });
  });

  it('may lie in structs, and lists are left out', async () => {
    const row = await one(
      `2 AS value, 1772438400 AS timestamp, {'name': 'a', 'version': 'v1'} AS model,
       {'site': 'x', 'inner': {'depth': 3, 'none': NULL}, 'list': [1, 2]} AS metadata, [1] AS list`,
    );
    expect(row).toMatchObject({
      model: { name: 'a', version: 'v1' },
      'metadata.site$': 'x',
      'metadata.inner.depth': 3,
    });
    expect(Object.keys(row ?? {})).not.toContain('metadata.inner.none');
    expect(Object.keys(row ?? {}).filter((key) => key.includes('list'))).toEqual([]);
  });

  it('that is not finite, missing or of the wrong type makes its row bad', async () => {
    const rows = `VALUES (1.0::DOUBLE), ('nan'::DOUBLE), (NULL), (2.0::DOUBLE)`;
    const path = await parquet(
      `SELECT 'metric_sample' AS type, 'm' AS metric, v AS value FROM (${rows}) t(v)`,
    );
    const data = await readFile(path);
    expect(data.problems.map(({ code, line, file }) => [code, line, file])).toEqual([
      ['not-finite', 2, 'e.parquet'],
      ['missing-field', 3, 'e.parquet'],
      ['time-made-up', 1, 'e.parquet'],
    ]);
    expect([...data.columns.line]).toEqual([1, 2, 3, 4]);
  });
});

it('tells a mapped column that the file lacks, by the names the file has', async () => {
  const path = await parquet('SELECT 1.5 AS reading, 1772438400 AS ts');
  const map = { type: '=metric_sample', value: 'readin', timestamp: 'ts' };
  expect(await failure(readFile(path, { map }))).toContain('`value` (mapped from `readin`) is missing');
  const good = await readFile(path, { map: { ...map, value: 'reading' } });
  expect(rowsOf(good)).toEqual([expect.objectContaining({ value: 1.5, time: 1772438400_000 })]);
});

describe('many row groups', () => {
  const query = `SELECT 'metric_sample' AS type, 'm' AS metric, i::DOUBLE AS value, to_timestamp(1772438400 + i) AS timestamp FROM range(20000) t(i)`;
  const groups = ', ROW_GROUP_SIZE 2048';

  it('come in batches, with progress and the digest of the whole file', async () => {
    const path = await parquet(query, groups);
    const seen: number[] = [];
    const hashed: number[] = [];
    const batches: number[] = [];
    const options = {
      batchRows: 4096,
      onProgress: ({ rows }: { rows: number }) => void seen.push(rows),
      createDigest: () => ({
        update: (bytes: Uint8Array) => void hashed.push(bytes.length),
        digest: () => 'd',
      }),
    };
    for await (const { columns } of readEventBatches([await fileSource(path)], options)) {
      batches.push(columns.length);
    }
    expect(batches).toEqual([4096, 4096, 4096, 4096, 3616]);
    expect(seen.at(-1)).toBe(20_000);
    expect(hashed.reduce((sum, length) => sum + length, 0)).toBe(readFileSync(path).length);
  });

  it('are held one at a time', async () => {
    const bytes = readFileSync(await parquet(query, groups));
    const open = inMemory(bytes);
    const order: string[] = [];
    const slice = async (start: number, end: number) => {
      order.push('read');
      return bytes.subarray(start, end);
    };
    for await (const _ of readEventBatches([{ ...open, slice }], { batchRows: 2048 })) order.push('batch');
    // The groups' bytes are asked for between batches, not all before the first.
    expect(order.lastIndexOf('read')).toBeGreaterThan(order.indexOf('batch') + 3);
  });

  it('can be cancelled between and within', async () => {
    const control = new AbortController();
    const path = await parquet(query, groups);
    const reading = (async () => {
      for await (const _ of readEventBatches([await fileSource(path, 'e.parquet')], {
        batchRows: 2048,
        signal: control.signal,
      }))
        control.abort();
    })();
    expect(await failure(reading)).toBe('cancelled: Reading e.parquet was cancelled.');
    const silent = { ...inMemory(readFileSync(path)), slice: () => new Promise<Uint8Array>(() => {}) };
    const late = new AbortController();
    setTimeout(() => late.abort(), 5);
    expect(await failure(readEvents([silent], { signal: late.signal }))).toContain('cancelled');
  });

  it('may follow a file of another format', async () => {
    const csv = source('a.csv', 'type,metric,value,timestamp\nmetric_sample,m,1,1772438400\n');
    const data = await readEvents([csv, inMemory(readFileSync(await parquet(query, groups)))]);
    expect(data.summary).toMatchObject({ rows: 20_001, read: 20_001, outOfOrder: 0 });
    expect([data.columns.file[0], data.columns.file[1], data.columns.line[1]]).toEqual([0, 1, 1]);
  });
});

describe('what cannot be read', () => {
  it('is told in plain words', async () => {
    const bytes = readFileSync(await parquet(metrics('1 AS value')));
    for (const damaged of [bytes.subarray(0, -20), bytes.subarray(0, 11), bytes.fill(7, 8, 60)]) {
      expect(await failure(readEvents([inMemory(Uint8Array.from(damaged))]))).toMatch(
        /^unreadable: Cannot read e\.parquet: the Parquet data is damaged, cut off or of a kind that is not read \(/,
      );
    }
  });

  it('is a file without rows', async () => {
    const path = await parquet(`${metrics('1 AS value')} WHERE false`);
    expect(await failure(readFile(path))).toBe('empty: e.parquet has no events in it.');
  });

  it('is Parquet through a pipe or in gzip', async () => {
    const bytes = readFileSync(await parquet(metrics('1 AS value')));
    const message = 'e.ndjson is Parquet, which is read from its end and so can be neither piped nor packed';
    expect(await failure(read(bytes))).toContain(message);
    expect(await failure(read(gzipSync(bytes)))).toContain(message);
    const path = join(folder, 'short');
    writeFileSync(path, 'PAR');
    expect(await failure(readFile(path))).toContain('no-events');
  });
});
