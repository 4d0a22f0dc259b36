import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../events/read-events.ts';
import { parseTime, TimeReader } from '../../events/values/parse-time.ts';
import { codesOf, encode, readRows, sample, source, t0 } from './helpers.ts';

const parse = (text: string) => parseTime(encode(`x${text}9`), 1, 1 + encode(text).length);

it.each([
  ['2026-03-02T08:00:00Z', Date.UTC(2026, 2, 2, 8)],
  ['2026-03-02t08:00:00z', Date.UTC(2026, 2, 2, 8)],
  ['2026-03-02T08:00:00.315Z', Date.UTC(2026, 2, 2, 8, 0, 0, 315)],
  ['2026-03-02T08:00:00.5+05:30', Date.UTC(2026, 2, 2, 2, 30, 0, 500)],
  ['2026-03-02T08:00:00-0800', Date.UTC(2026, 2, 2, 16)],
  ['2026-03-02T08:00:00+01', Date.UTC(2026, 2, 2, 7)],
  ['2026-03-02 08:00:00', Date.UTC(2026, 2, 2, 8)],
  ['2026-03-02 08:00:00.25', Date.UTC(2026, 2, 2, 8, 0, 0, 250)],
  ['2026-03-02T08:00:00', Date.UTC(2026, 2, 2, 8)],
  ['2026-03-02 08:00:00,123', Date.UTC(2026, 2, 2, 8, 0, 0, 123)],
  ['2026-03-02 08:00:00 UTC', Date.UTC(2026, 2, 2, 8)],
  ['2026-03-02 08:00:00.5 UTC', Date.UTC(2026, 2, 2, 8, 0, 0, 500)],
  ['2026-03-02', Date.UTC(2026, 2, 2)],
  ['  2026-03-02\t', Date.UTC(2026, 2, 2)],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  ['2000-02-29', Date.UTC(2000, 1, 29)],
  ['0000-01-01', Date.parse('0000-01-01')],
  ['9999-12-31T23:59:59.999Z', Date.parse('9999-12-31T23:59:59.999Z')],
  ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
  ['2026-03-02T08:00:00.1234567891234Z', Date.UTC(2026, 2, 2, 8) + 123.456789123],
  ['0', 0],
  ['1772438400', 1772438400000],
  ['1772438400.25', 1772438400250],
  ['-1', -1000],
  ['99999999999', 99999999999000],
  ['100000000000', 100000000000],
  ['1772438400123', 1772438400123],
  ['1772438400123456', 1772438400123.456],
  ['1772438400123456789', 1772438400123.4568],
  ['1.7724384e9', 1772438400000],
])('parseTime takes %s', (text, expected) => {
  expect(parse(text)).toBe(expected);
});

it.each([
  '',
  ' ',
  'yesterday',
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-01',
  '2026-04-31',
  '2026-03-00',
  '2026-03-02T24:00:00Z',
  '2026-03-02T08:60:00Z',
  '2026-03-02T08:00:61Z',
  '2026-03-02T08:00:60Z',
  '2026-03-02T08:00',
  '2026-03-02T08:00:00.',
  '2026-03-02T08:00:00.Z',
  '2026-03-02T08:00:00+24:00',
  '2026-03-02T08:00:00+1:00',
  '2026-03-02T08:00:00 Z',
  '2026-03-02T08:00:00,',
  '2026-03-02T08:00:00 CET',
  '2026-03-02T08:00:00 UTX',
  '2026-03-02X08:00:00Z',
  '2026-03-02T08:00:00Zz',
  '2026/03/02 08:00:00',
  '2026-3-2',
  '+026-03-02',
  '1e400',
  '9'.repeat(30),
  '0x10',
  '1,5',
  '12-34',
])('parseTime refuses %j', (text) => {
  expect(parse(text)).toBeNaN();
});

it('TimeReader reads a series of times, some damaged, as parseTime does', () => {
  const day = fc.constantFrom('2026-03-02', '1969-12-31', '2026-02-30', '0000-01-01');
  const clock = fc.constantFrom('T08:00:', ' 08:00:', 'T08:01:', 'T23:59:', 'T24:00:', 'T0a:00:');
  const second = fc.constantFrom('00', '59', '60', '61', '7', 'a0', ':0');
  const tail = fc.constantFrom(
    '',
    'Z',
    'z',
    '.5Z',
    '.250Z',
    '.25aZ',
    '.2500001+02:00',
    '-0330',
    '+25',
    '.Z',
    '. 12Z',
  );
  const time = fc.oneof(
    fc.tuple(day, clock, second, tail).map((parts) => parts.join('')),
    fc.constantFrom(
      '1772438400',
      '1772438400250',
      '2026-03-02',
      ' 2026-03-02T08:00:00Z ',
      '',
      'never at all, I am afraid',
    ),
  );
  fc.assert(
    fc.property(fc.array(time, { maxLength: 20 }), (times) => {
      const reader = new TimeReader();
      for (const text of times) {
        const bytes = encode(text);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        expect(reader.read(bytes, view, 0, bytes.length)).toBe(parseTime(bytes, 0, bytes.length));
      }
    }),
    { numRuns: 2000 },
  );
});

it('parseTime agrees with Date for every instant of four-digit years', () => {
  const from = Date.parse('0000-01-01T00:00:00Z');
  const to = Date.parse('9999-12-31T23:59:59Z');
  fc.assert(
    fc.property(fc.integer({ min: from, max: to }), fc.integer({ min: -1439, max: 1439 }), (ms, offset) => {
      expect(parse(new Date(ms).toISOString())).toBe(ms);
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
      const zone = `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
      expect(parse(new Date(ms).toISOString().replace('Z', zone))).toBe(ms - offset * 60_000);
    }),
  );
});
describe('times of rows', () => {
  const timesOf = async (rows: readonly unknown[]) => [...(await readRows(rows)).columns.time];
  const untimed = (value: unknown) => ({ type: 'metric_sample', metric: 'm', value });

  it('may be numbers, in seconds or milliseconds', async () => {
    expect(
      await timesOf([1772438400, 1772438400.5, 1772438400123].map((timestamp) => sample(1, { timestamp }))),
    ).toEqual([1772438400000, 1772438400500, 1772438400123]);
  });

  it('may stand in either field', async () => {
    const record = { model_version: '1', predicted_label: 'a', latency_ms: 1, timestamp: t0 };
    const crossed = { ...untimed(1), created_at: t0 };
    const both = { ...sample(1), created_at: '2020-01-01' };
    expect(await timesOf([record, crossed, both])).toEqual(Array(3).fill(Date.parse(t0)));
  });

  it('that are none make the row bad', async () => {
    const bad = [true, {}, [], 'soon', 1e300, '2026-02-30'].map((timestamp) => sample(1, { timestamp }));
    const data = await readRows([sample(1), ...bad]);
    expect([...data.problemCounts]).toEqual([['bad-timestamp', 6]]);
    expect(data.problems.map((problem) => problem.message)).toContain(
      '`timestamp` is not a time: "2026-02-30"',
    );
  });

  it('come one a second in a file without any', async () => {
    expect(await timesOf([untimed(1), untimed('x'), untimed(2)])).toEqual([0, Number.NaN, 2000]);
  });

  it('are told to be made up, once for each file', async () => {
    const csv = 'type,metric,value\nmetric_sample,m,1\nmetric_sample,m,2\n';
    const data = await readEvents([
      source('a.ndjson', JSON.stringify(sample(1))),
      source('b.csv', csv),
      source('c.csv', csv),
      source('d.csv', 'type\nx\n'),
    ]);
    const problem = (file: string, row: number) => ({
      file,
      line: 1,
      row,
      code: 'time-made-up',
      message: `${file} has no times: one event a second is assumed`,
    });
    expect(data.problems.slice(0, 2)).toEqual([problem('b.csv', 1), problem('c.csv', 3)]);
    expect([...data.problemCounts]).toEqual([
      ['time-made-up', 2],
      ['unknown-type', 1],
    ]);
    expect(data.summary).toMatchObject({ read: 5, skipped: 1 });
  });

  it('must be in all rows when the first good row has one', async () => {
    const data = await readRows([untimed('bad'), sample(1), untimed(2), sample(3, { timestamp: null })]);
    expect(codesOf(data)).toEqual(['wrong-type', 'missing-field', 'missing-field']);
    expect(data.problems[1]?.message).toBe('`timestamp` is missing, which earlier rows of the file have');
  });

  it('are not used, and that is told once, when the first good row has none', async () => {
    const data = await readRows([untimed(1), sample(2), sample(3)]);
    expect([...data.columns.time]).toEqual([0, 1000, 2000]);
    expect(data.problems.map(({ code, row }) => [code, row])).toEqual([['time-ignored', 1]]);
    expect(data.summary).toMatchObject({ read: 3, skipped: 0 });
  });

  it('may step back, which is counted over good rows', async () => {
    const at = (timestamp: unknown) => sample(1, { timestamp });
    const data = await readRows([at(100), at(200), at('x'), at(150), at(150), at(120), at(300)]);
    expect(data.summary).toMatchObject({ outOfOrder: 2, from: 100_000, to: 300_000 });
  });
});
