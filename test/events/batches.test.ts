import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventBatch, type EventSource, readEventBatches, readEvents } from '../../events/read-events.ts';
import { encode, failure, plain, read, rowAt, sample, source, t0 } from './helpers.ts';

const lines = (count: number, more: (i: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, i) => `${JSON.stringify(sample(i, more(i)))}\n`).join('');

async function all(batches: AsyncIterable<EventBatch>): Promise<EventBatch[]> {
  const list: EventBatch[] = [];
  for await (const batch of batches) list.push(batch);
  return list;
}

it('yields full batches that know their place, with dictionaries that grow', async () => {
  const text = lines(7, (i) => ({ site: `s${i >> 1}`, ...(i === 4 && { late: 1 }), model_id: `m${i % 2}` }));
  const batches = await all(readEventBatches([source('e.ndjson', `${text}nope\n`)], { batchRows: 3 }));
  expect(batches.map(({ columns, last }) => [columns.firstRow, columns.length, last])).toEqual([
    [0, 3, false],
    [3, 3, false],
    [6, 2, true],
  ]);
  expect(batches.map(({ columns }) => columns.numbers.has('late'))).toEqual([false, true, false]);
  expect(batches.map(({ summary }) => summary.rows).at(-1)).toBe(8);
  expect(batches.map(({ problems }) => problems.length)).toEqual([0, 0, 1]);
  const [first, , last] = batches;
  expect(rowAt(first?.columns as never, 2)).toMatchObject({ site$: 's1', model: { name: 'm0' } });
  expect(rowAt(last?.columns as never, 0)).toMatchObject({ site$: 's3', value: 6 });
});

it('yields a last batch even when it is empty', async () => {
  const batches = await all(readEventBatches([source('e.ndjson', lines(4))], { batchRows: 2 }));
  expect(batches.map(({ columns, last }) => [columns.length, last])).toEqual([
    [2, false],
    [2, false],
    [0, true],
  ]);
});

it('gives a live pipe’s rows as they come', async () => {
  const seen: number[] = [];
  const steps: string[] = [];
  const live: EventSource = {
    name: '-',
    async *open() {
      for (let i = 0; i < 3; i++) {
        steps.push(`wrote ${i}`);
        yield encode(`${JSON.stringify(sample(i))}\n`);
      }
    },
  };
  for await (const { columns } of readEventBatches([live], { flush: 'chunk' })) {
    if (columns.length === 0) continue;
    steps.push(`read ${columns.numbers.get('value')?.[0]}`);
    seen.push(columns.firstRow);
  }
  expect(steps).toEqual(['wrote 0', 'read 0', 'wrote 1', 'read 1', 'wrote 2', 'read 2']);
  expect(seen).toEqual([0, 1, 2]);
});

it('loads the same, however its columns grow, as comes in small batches', async () => {
  // Rows become ever longer, so that the first ones foretell too many, and then are short again.
  const width = (i: number) => (i < 40_000 ? i % 9 : i < 60_000 ? 90 : 0);
  const text = lines(120_000, (i) => ({
    ...(i % 40_000 === 39_999 ? { rare: i, text: `t${i}` } : { n: i % 3 }),
    pad: 'x'.repeat(width(i)),
  }));
  const small = await all(readEventBatches([source('e.ndjson', text)], { batchRows: 7000 }));
  for (const size of [text.length, undefined]) {
    const file = source('e.ndjson', text);
    const { columns } = await readEvents([{ name: file.name, open: file.open, ...(size && { size }) }]);
    expect(columns.length).toBe(120_000);
    for (const { columns: part } of small) {
      const to = part.firstRow + part.length;
      expect(columns.time.slice(part.firstRow, to)).toEqual(part.time);
      expect(columns.line.slice(part.firstRow, to)).toEqual(part.line);
      for (const [name, values] of part.numbers) {
        expect(columns.numbers.get(name)?.slice(part.firstRow, to)).toEqual(values);
      }
      for (const [name, { codes }] of part.texts) {
        expect(columns.texts.get(name)?.codes.slice(part.firstRow, to)).toEqual(codes);
      }
    }
    const { rare, ...others } = Object.fromEntries(columns.numbers);
    expect(Object.keys(others)).toEqual(['value', 'n']);
    expect(Array.from(rare ?? []).filter((value) => !Number.isNaN(value))).toEqual([39_999, 79_999, 119_999]);
    expect(columns.texts.get('text')?.dictionary).toEqual(['', 't39999', 't79999', 't119999']);
  }
});

it('puts sources one after the other and tells which a row is from', async () => {
  const data = await readEvents([
    source('a.ndjson', lines(2)),
    source('empty.ndjson', '\n'),
    source('b.csv', 'type,metric,value\nmetric_sample,x,5\n'),
    source('c.json', `[{"type":"nope"},${JSON.stringify(sample(9, { timestamp: 1 }))}]`),
  ]);
  expect(data.columns.files).toEqual(['a.ndjson', 'empty.ndjson', 'b.csv', 'c.json']);
  expect([...data.columns.file]).toEqual([0, 0, 2, 3, 3]);
  expect([...data.columns.line]).toEqual([1, 2, 2, 1, 1]);
  expect([...data.columns.time]).toEqual([Date.parse(t0), Date.parse(t0), 2000, Number.NaN, 1000]);
  expect(data.summary.outOfOrder).toBe(2);
  expect(data.problems).toMatchObject([
    { file: 'b.csv', line: 1, row: 2, code: 'time-made-up' },
    { file: 'c.json', line: 1, row: 3 },
    { file: 'c.json', line: 1, row: 3, code: 'files-overlap' },
  ]);
});

describe('files that are read one after the other', () => {
  const file = (name: string, seconds: readonly number[]) =>
    source(name, seconds.map((timestamp) => JSON.stringify(sample(1, { timestamp }))).join('\n'));
  const told = async (...files: EventSource[]) => {
    const { problems } = await readEvents(files);
    return problems.map(({ code, file, line, row, message }) => [code, file, line, row, message]);
  };

  it('are told of once where a later one begins before an earlier one ends', async () => {
    const files = [file('b', [300, 500]), file('c', [400]), file('a', [450, 200, 600]), file('d', [100])];
    expect(await told(...files)).toEqual([
      [
        'files-overlap',
        'c',
        1,
        2,
        'Files are read one after the other, and c begins (1970-01-01T00:06:40.000Z) before b ends ' +
          '(1970-01-01T00:08:20.000Z): name them in the order of their times, or sort them into one file where they overlap',
      ],
    ]);
    expect((await readEvents(files)).summary).toMatchObject({ from: 100_000, to: 600_000 });
  });

  it('are no news where they follow each other, or have no times', async () => {
    expect(await told(file('a', [100, 50, 200]), file('b', [200, 300]), file('c', [300]))).toEqual([]);
    const untimed = source('u', '{"type":"metric_sample","metric":"m","value":1}');
    expect((await told(file('a', [100]), untimed)).map(([code]) => code)).toEqual(['time-made-up']);
  });
});

it('reads the same in pieces of any size', async () => {
  const rows = [
    sample(1, { s: 'é😀"\\' }),
    sample(2, { s: 'x' }),
    sample('bad'),
    sample(3, { o: { a: [{}], b: 1 } }),
  ];
  const texts = [
    `${rows.map((row) => JSON.stringify(row)).join('\r\n')}\n\nnope\n`,
    `\ufeff${JSON.stringify(rows, null, 1)}`,
    JSON.stringify([...rows, 5, 'x', [1]]),
  ];
  for (const text of texts) {
    const whole = plain(await read(text));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
        expect(plain(await readEvents([source('e.ndjson', text, size)]))).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  }
});

it('reports progress in stored bytes and hashes them', async () => {
  const text = lines(30_000);
  const seen: unknown[] = [];
  const data = await readEvents([source('a', text), source('b', text)], {
    onProgress: (done) => seen.push(done),
    createDigest: () => {
      const hash = createHash('sha256');
      return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
    },
  });
  expect(data.digest).toBe(
    createHash('sha256')
      .update(text + text)
      .digest('hex'),
  );
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.at(-1)).toEqual({ bytes: text.length * 2, totalBytes: text.length * 2, rows: 60_000 });
  const { size: _, ...unsized } = source('a', text);
  await readEvents([unsized], { onProgress: (done) => seen.push(done) });
  expect(seen.at(-1)).toEqual({ bytes: text.length, rows: 30_000 });
});

it('can be cancelled before, during, and while a source is silent', async () => {
  const cancelled = 'cancelled: Reading a.ndjson was cancelled.';
  const text = lines(20_000);
  expect(await failure(readEvents([source('a.ndjson', text)], { signal: AbortSignal.abort() }))).toBe(
    cancelled,
  );

  const during = new AbortController();
  const onProgress = () => during.abort();
  expect(await failure(readEvents([source('a.ndjson', text)], { signal: during.signal, onProgress }))).toBe(
    cancelled,
  );

  const silent = new AbortController();
  let isReleased = false;
  const pipe: EventSource = {
    name: 'a.ndjson',
    open: () => ({
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<never>(() => {}),
        return: async () => {
          isReleased = true;
          return { done: true, value: undefined };
        },
      }),
    }),
  };
  setTimeout(() => silent.abort(), 10);
  expect(await failure(readEvents([pipe], { signal: silent.signal }))).toBe(cancelled);
  expect(isReleased).toBe(true);
});

it('lets go of its source when the reader stops early', async () => {
  let isReleased = false;
  const endless: EventSource = {
    name: '-',
    async *open() {
      try {
        for (;;) yield encode(lines(10));
      } finally {
        isReleased = true;
      }
    },
  };
  for await (const _ of readEventBatches([endless], { batchRows: 25 })) break;
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isReleased).toBe(true);
});

it('lets a timer cancel bytes that lie in memory', async () => {
  const chunk = encode(lines(2000));
  const endless: EventSource = {
    name: 'a.ndjson',
    async *open() {
      for (;;) yield chunk;
    },
  };
  const signal = AbortSignal.timeout(100);
  const reading = (async () => {
    for await (const _ of readEventBatches([endless], { signal }));
  })();
  expect(await failure(reading)).toContain('cancelled');
});

it('knows nothing between runs', async () => {
  const text = lines(5, (i) => ({ site: `s${i}` }));
  const first = plain(await read(text));
  await read(lines(3, () => ({ other: 'x', model_id: 'y' })));
  expect(plain(await read(text))).toEqual(first);
});
