import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ElementReader } from '../../events/json/element-reader.ts';
import { JsonRows } from '../../events/json/json-rows.ts';
import { LineReader } from '../../events/ndjson/line-reader.ts';
import { RowScanner } from '../../events/ndjson/scan-row.ts';
import { RowWriter } from '../../events/rows/row-writer.ts';
import { ValueChecker } from '../../events/values/check-value.ts';
import { NumberScanner } from '../../events/values/scan-number.ts';
import { encode, plain } from './helpers.ts';

/** A list without an end is told elsewhere; here the rows count. */
const cut = new Error('the list is cut off');
const neverCut = (): never => {
  throw cut;
};

/** What reading gives with the scanner or without, as lines or as a document; lines in small batches. */
function readWith(bytes: Uint8Array, isScanned: boolean, isDocument: boolean, piece: number) {
  const batchRows = isDocument ? 1000 : 7;
  const writer = new RowWriter(['x'], { map: undefined, maxProblems: 50, batchRows });
  writer.startFile(0);
  const rows = new JsonRows(writer, isScanned);
  const reader = isDocument ? new ElementReader(rows, neverCut) : new LineReader(rows);
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  try {
    reader.end();
  } catch (error) {
    if (error !== cut) throw error;
  }
  return [...writer.full, writer.take()].map(plain);
}

function expectSame(bytes: Uint8Array, piece = 1 << 20): void {
  for (const isDocument of [false, true]) {
    expect(readWith(bytes, true, isDocument, piece)).toEqual(readWith(bytes, false, isDocument, piece));
  }
}

const join = (...parts: readonly (string | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? encode(part) : part)));

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: length });
const numeral = fc.oneof(
  fc.double().map((x) => (Number.isFinite(x) ? String(x) : JSON.stringify(x))),
  fc.integer().map(String),
  fc
    .tuple(
      fc.constantFrom('', '-'),
      digits(22),
      fc.constantFrom('', '.'),
      digits(22),
      fc.constantFrom('', 'e', 'E+', 'e-', 'E'),
      digits(3),
    )
    .map(
      ([sign, whole, point, fraction, e, power]) =>
        `${sign}${whole}${point}${point === '' ? '' : fraction}${e}${e === '' ? '' : power}`,
    ),
  fc.constantFrom(
    '-0',
    '0.0',
    '-0.0e5',
    '1e400',
    '-1e400',
    '5e-324',
    '2.5e-324',
    '9007199254740993',
    '0.1',
    '1.',
    '.5',
    '+1',
    '01',
    '-',
    '1e',
    '1e+',
    '0x1',
    '1.7976931348623157e308',
    '123456789012345678',
    '179769313486231580793e289',
    '0.000000000000000000000001',
    '4.35',
    '0.000001',
    '45.751999999999995',
    'NaN',
    '-Infinity',
    'Infinity',
    'nul',
    'null',
    'true',
    'false',
    'truey',
  ),
);
const quoted = fc.oneof(
  fc.constantFrom(
    '"a"',
    '""',
    '"\\u00e9"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"😀"',
    '"\\n\\"\\\\"',
    '"\\x"',
    '"\u2028"',
    '"\ufeff"',
    '"a\tb"',
    '"\u007f"',
    '"unclosed',
    '"0"',
    '"NaN"',
    '"\ufffd"',
    '"2026-03-02T08:00:00.5Z"',
    '"accuracy"',
    '"metric_sample"',
    '"inference_completed"',
    '"{\\"name\\":\\"a\\"}"',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => `"${text.replace(/["\\]/g, '')}"`),
);
const blank = fc.constantFrom('', '', '', '', ' ', '  ', '\t', '\r', '\u00a0', '\v');
const key = fc.constantFrom(
  'type',
  'metric',
  'value',
  'timestamp',
  'model_id',
  'model',
  'name',
  'version',
  'metadata',
  'a',
  'ab',
  'a.b',
  'b',
  'é',
  '__proto__',
  'constructor',
  '1',
  '01',
  'x y',
  '',
  'a\\u0062',
  'MetricsSnapshot',
  'toString',
  'abc',
  'abcd',
  'abcde',
);
const { value } = fc.letrec<{ value: string; list: string; object: string; member: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, numeral, quoted, tie('list'), tie('object')),
  list: fc
    .tuple(blank, fc.array(tie('value'), { maxLength: 3 }), blank)
    .map(([a, items, b]) => `[${a}${items.join(`${b},`)}${b}]`),
  member: fc
    .tuple(key, blank, blank, tie('value'), blank)
    .map(([name, a, b, inner, c]) => `"${name}"${a}:${b}${inner}${c}`),
  object: fc
    .tuple(blank, fc.array(tie('member'), { maxLength: 4 }), blank)
    .map(([a, members, b]) => `{${a}${members.join(`,${b}`)}}`),
}));

/** A row that is an event, with members more or in place of its own, in any order; sometimes damaged. */
const row = fc
  .record({
    more: fc.array(fc.tuple(key, blank, value, blank), { maxLength: 5 }),
    base: fc.constantFrom(
      ['"type":"metric_sample"', '"metric":"accuracy"', '"value":1', '"timestamp":1772438400'],
      [
        '"type":"inference_completed"',
        '"model_id":"a"',
        '"latency_ms":1.5',
        '"timestamp":"2026-03-02T08:00:00Z"',
      ],
      [
        '"model_version":"1"',
        '"predicted_label":"a"',
        '"latency_ms":2',
        '"created_at":"2026-03-02 08:00:00"',
      ],
      [],
    ),
    rotate: fc.nat(8),
    space: blank,
    damage: fc.option(fc.tuple(fc.nat(200), fc.constantFrom('', '"', '\\', '{', '}', ',', '\u0001', 'x')), {
      freq: 6,
    }),
  })
  .map(({ more, base, rotate, space, damage }) => {
    const members = [...base, ...more.map(([name, a, inner, b]) => `"${name}":${a}${inner}${b}`)];
    const turned = [...members.slice(rotate), ...members.slice(0, rotate)];
    const text = `{${turned.join(`,${space}`)}}`;
    return damage === null ? text : text.slice(0, damage[0]) + damage[1] + text.slice(damage[0] + 1);
  });

it('reads any rows as JSON.parse does', () => {
  const rows = fc
    .array(row, { minLength: 1, maxLength: 6 })
    .chain((distinct) =>
      fc
        .array(fc.constantFrom(...distinct), { minLength: 1, maxLength: 10 })
        .map((again) => [...distinct, ...again]),
    );
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom('\n', '\r\n', ' \n\n'),
      fc.integer({ min: 1, max: 300 }),
      (all, end, piece) => {
        expectSame(
          join('{"type":"metric_sample","metric":"m","value":0,"timestamp":0}\n', all.join(end)),
          piece,
        );
      },
    ),
    { numRuns: 300 },
  );
});

it('reads rows of one shape as JSON.parse does', () => {
  const like = fc
    .record({
      metric: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('"a"', '"b"', '"a\\u0062"') }, quoted),
      number: fc.oneof({ weight: 4, arbitrary: fc.integer().map(String) }, numeral),
      time: fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom('"2026-03-02T08:00:00Z"', '"2026-03-02T08:00:01.25Z"', '0', '17e8'),
        },
        fc.constantFrom(
          '" 2026-03-02"',
          '"\t2026-03-02"',
          '"2026-02-30T08:00:00Z"',
          '1e300',
          'null',
          '"1772438400"',
        ),
        quoted,
      ),
      model: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('"m"', '"n"', '{"name":"m","version":"1"}') },
        value,
      ),
      site: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('"s"', '"t"', '"\\n"', '""') }, value),
      flag: fc.constantFrom('true', 'false', 'null', '0', 'tru'),
      tags: fc.constantFrom('[]', '[1,2]', '["a"]', '[1,]', '{}'),
      type: fc.constantFrom('metric_sample', 'metric_sample', 'metric_sample', 'nope', 'inference_latency'),
    })
    .map(
      ({ metric, number, time, model, site, flag, tags, type }) =>
        `{"type":"${type}","metric":${metric},"value":${number},"timestamp":${time},"model":${model},"o":{"site":${site},"flag":${flag}},"tags":${tags},"drift":1}`,
    );
  fc.assert(
    fc.property(
      fc.array(like, { minLength: 3, maxLength: 30 }),
      fc.constantFrom('\n', '\r\n'),
      (all, end) => {
        expectSame(join(all.join(end), end));
      },
    ),
    { numRuns: 300 },
  );
});

it('reads labels as JSON.parse does', () => {
  const scalar = fc.oneof(
    fc.integer({ max: 9 }).map(String),
    fc.constantFrom('true', 'false', '"1"', '"true"', '2.0'),
  );
  const label = fc.oneof({ weight: 9, arbitrary: scalar }, numeral, value);
  const like = fc
    .tuple(label, label, fc.constantFrom('inference_record', 'inference_record', 'metric_sample'))
    .map(
      ([predicted, truth, type]) =>
        `{"type":"${type}","model_version":"1","predicted_label":${predicted},"ground_truth_label":${truth},"latency_ms":1,"metric":"m","value":1,"created_at":1772438400}`,
    );
  fc.assert(
    fc.property(fc.array(like, { minLength: 3, maxLength: 30 }), (all) =>
      expectSame(join(all.join('\n'), '\n')),
    ),
    { numRuns: 300 },
  );
});

it('reads texts that begin alike, and models of two parts, as JSON.parse does', () => {
  const tail = fc.oneof(
    fc.nat(9).map(String),
    fc.nat(200).map(String),
    fc.constantFrom('', '\\n', 'é', 'x'.repeat(70)),
  );
  const text = fc
    .tuple(fc.constantFrom('', 'c', 'host-17', 'customer', 'customer-number-', 'y'.repeat(55)), tail)
    .map(([beginning, end]) => `"${beginning}${end}"`);
  const like = fc
    .tuple(
      text,
      text,
      text,
      text,
      fc.constantFrom('1772438400', '1772438400123', '1e400', '"2026-03-02"', 'null'),
    )
    .map(
      ([metric, site, model, version, time]) =>
        `{"type":"metric_sample","metric":${metric},"site":${site},"model_name":${model},"model_version":${version},"value":1,"timestamp":${time}}`,
    );
  fc.assert(
    fc.property(
      fc.array(like, { minLength: 20, maxLength: 80 }),
      fc.integer({ min: 100, max: 5000 }),
      (all, piece) => expectSame(join(all.join('\n'), '\n'), piece),
    ),
    { numRuns: 100 },
  );
});

it('takes back what a row wrote that matched in part', () => {
  const row = (metric: string, value: string, time: string) =>
    `{"type":"metric_sample","metric":"${metric}","value":${value},"site":"s","timestamp":"2026-03-02T08:00:0${time}"}`;
  const good = [row('a', '1', '0Z'), row('b', '2.5', '1Z'), row('a', '3', '2Z')];
  const bad = [row('a', '4', '3Q'), row('new', '5', '3Z",'), row('a', '6', '3Z"x'), row('b', '7', '3Z" ,')];
  const bytes = encode([...good, ...bad, ...good, ''].join('\n'));
  const batches = readWith(bytes, true, false, 1 << 20);
  expect(batches).toEqual(readWith(bytes, false, false, 1 << 20));
  expect(batches.at(-1)?.texts).toContainEqual(['metric', '', 'a', 'b']);
  const isBad = [...good, ...bad, ...good].map((text) => bad.includes(text));
  expect(batches.flatMap(({ time }) => time.map(Number.isNaN))).toEqual(isBad);
});

it('learns what rows look like, and loosens it', () => {
  const writer = new RowWriter(['x'], { map: undefined, maxProblems: 50, batchRows: 1000 });
  writer.startFile(0);
  const rows = new JsonRows(writer);
  const text = (i: number, site: string) =>
    encode(
      `{"type":"metric_sample","metric":"m","value":${i}.5,"timestamp":"2026-03-02T08:00:0${i}Z","site":"${site}"}\n`,
    );
  const room = new Uint8Array(500);
  const isKnown = (bytes: Uint8Array) => rows.takeLines(join(bytes, room), 0, 1) === bytes.length;
  const take = (bytes: Uint8Array) => rows.read(bytes, 0, bytes.length - 1, 1);
  take(text(1, 'a')); // teaches the fields
  take(text(2, 'a')); // is scanned and teaches the shape
  expect(isKnown(text(3, 'a'))).toBe(true);
  expect(isKnown(text(3, 'b'))).toBe(false);
  take(text(3, 'b'));
  expect(isKnown(text(4, 'c'))).toBe(true);
  expect(isKnown(encode('{"type":"metric_sample","metric":"m","value":1e400'))).toBe(false);
});

it('knows every row of a shape once it has learnt the shape', () => {
  const writer = new RowWriter(['x'], { map: undefined, maxProblems: 50, batchRows: 1000 });
  writer.startFile(0);
  const rows = new JsonRows(writer);
  const text = join(
    ...Array.from({ length: 200 }, (_, i) => {
      const time = new Date(1_772_438_400_000 + i * 7250).toISOString();
      const site = ['s', 'eleven-b', 'a-site-with-a-long-name'][i % 3];
      return `{"type":"metric_sample","metric":"m${i % 2}","value":${i / 8},"timestamp":"${time}","site":"${site}","n":1}\n`;
    }),
  );
  const { length } = text;
  const bytes = join(text, new Uint8Array(500));
  const missed: number[] = [];
  for (let at = 0, line = 1; at < length; line++) {
    at = rows.takeLines(bytes, at, line);
    line += rows.taken;
    if (at === length) break;
    const end = bytes.indexOf(10, at);
    missed.push(line);
    rows.read(bytes, at, end, line);
    at = end + 1;
  }
  // The first teaches the fields, the second the shape, the third that the metrics and sites differ.
  expect(missed).toEqual([1, 2, 3]);
});

/** Rows that look like one another and differ in what is easily got wrong. */
const tricky = [
  '"metric":"m","value":1',
  '"metric":"m","value":-0',
  '"metric":"m","value":1e400',
  '"metric":"m","value":0.1e-7',
  '"metric":"m","value":123456789012345678901234567890.12345678901234567890',
  '"metric":"m","value":01',
  '"metric":"m","value":1.',
  '"value":1,"metric":"m"',
  '"metric":"m","value":1,"value":2',
  '"metric":"m","metric":"n","value":1',
  '"metric":"m"',
  '"metric":"m","value":1,"more":"x"',
  '"metric":"m","value":1,"metadata":{"a":{"b":[1,{"c":2}],"d":"e"}}',
  '"metric":"m","value":1,"metadata":{"a":{}}',
  '"metric":"\\u006d","value":1',
  '"metric":"\\ud83d\\ude00","value":1',
  '"metric":"\\ud83d","value":1',
  '"metric":"😀","value":1',
  '"metric":"é and more than eight bytes","value":1',
  '"metric":"exactly8","value":1',
  '"metric":"seven_b","value":1',
  '"metric":"exactly8 and more","value":1',
  '"metric":"","value":1',
  '"metric" : "m" ,\t"value": 1 ',
  '"metric":"m","value":null',
  '"metric":"m","value":"1"',
];

it('reads rows that nearly match as JSON.parse does', () => {
  const time = fc.constantFrom(
    '"2026-03-02T08:00:00.000Z"',
    '"2026-03-02T08:00:59.999Z"',
    '"2026-03-02T08:00:60.000Z"',
    '"2026-03-02T08:00:00.00xZ"',
    '"2026-03-02T08:00:00.0000"',
    '"2026-03-02T08:00:00.000Z "',
    '"2026-03-02T08:00:00,000Z"',
    '"2026-03-02T08:01:00+01:00"',
    '1772438400.5',
  );
  const rows = fc.array(
    fc
      .tuple(fc.oneof(fc.constantFrom(...tricky), fc.constant(tricky[0] as string)), time)
      .map(([inner, at]) => `{"type":"metric_sample",${inner},"timestamp":${at}}`),
    { minLength: 2, maxLength: 40 },
  );
  const file = fc.record({
    rows: fc.tuple(rows, rows).map(([some, more]) => [...some, ...more, ...some]),
    mark: fc.constantFrom('', '\ufeff'),
    end: fc.constantFrom('\n', '\r\n', '\n\n', ' \n'),
    hasEnd: fc.boolean(),
    piece: fc.oneof(fc.integer({ min: 20, max: 300 }), fc.constant(1 << 20)),
  });
  fc.assert(
    fc.property(file, ({ rows: all, mark, end, hasEnd, piece }) =>
      expectSame(join(mark, all.join(end), hasEnd ? end : ''), piece),
    ),
    { numRuns: 300 },
  );
});

it('reads any bytes as JSON.parse does', () => {
  const bytes = fc
    .tuple(row, fc.uint8Array({ minLength: 1, maxLength: 3 }), fc.nat(120))
    .map(([text, noise, at]) => {
      const whole = encode(text);
      return join(whole.subarray(0, at), noise, whole.subarray(at + 1), '\n');
    });
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 4 }), fc.array(bytes, { maxLength: 4 }), (a, b) => {
      expectSame(join(...a, ...a, ...b, ...a));
    }),
    { numRuns: 500 },
  );
});

it('reads numbers bit for bit as JSON.parse does', () => {
  const numbers = new NumberScanner();
  const check = (text: string) => {
    const bytes = encode(`${text},`);
    const end = numbers.scan(bytes, 0);
    let expected: unknown;
    try {
      expected = JSON.parse(text);
    } catch {
      expected = undefined;
    }
    if (typeof expected === 'number') expect([end, numbers.value]).toEqual([text.length, expected]);
    else expect(end).not.toBe(text.length);
  };
  fc.assert(fc.property(numeral, check), { numRuns: 2000 });
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 1, max: 21 }),
      (x, precision) => {
        check(JSON.stringify(x));
        check(x.toPrecision(precision).replace('e+', 'e'));
        if (Math.abs(x) < 1e21) check(x.toFixed(precision));
      },
    ),
    { numRuns: 2000 },
  );
});

it('tells JSON from what is none exactly as JSON.parse does', () => {
  const strict = new ValueChecker(false);
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const check = (text: string) => {
    const bytes = encode(text);
    expect([text, strict.skip(bytes, 0) === bytes.length]).toEqual([text, isJson(text)]);
  };
  const trimmed = fc.oneof(value, row, fc.json()).map((text) => text.trim());
  const damaged = fc
    .tuple(trimmed, fc.nat(60), fc.string({ unit: 'binary', maxLength: 2 }))
    .map(([text, at, noise]) => (text.slice(0, at) + noise + text.slice(at + 1)).trim());
  fc.assert(fc.property(fc.oneof(trimmed, damaged), check), { numRuns: 2000 });
  const deep = `${'['.repeat(300)}${']'.repeat(300)}`;
  expect(strict.skip(encode(deep), 0)).toBeLessThan(0);
  expect(strict.isTooDeep).toBe(true);
});

it('takes ordinary rows without JSON.parse', () => {
  const writer = new RowWriter(['x'], { map: undefined, maxProblems: 50, batchRows: 1000 });
  writer.startFile(0);
  const scanner = new RowScanner(writer.row, writer.fields.root);
  const rows = new JsonRows(writer, false);
  const first = encode(
    '{"type":"metric_sample","metric":"m","value":1,"timestamp":0,"o":{"a":[1,{"b":null}],"s":"x"}}',
  );
  rows.read(first, 0, first.length, 1);
  for (const text of [
    '{"type":"metric_sample","metric":"m","value":1,"timestamp":0,"o":{"a":[],"s":"\\u00e9"}}',
    '{"value" : -1.5e3 , "metric":"m", "type":"metric_sample", "timestamp":"2026-03-02", "o": {}, "model_id": null}',
  ]) {
    const bytes = encode(text);
    expect(scanner.scan(bytes, 0)).toBe(bytes.length);
  }
  for (const text of [
    '{"value":1,"value":2}',
    '{"new":1,"value":2}',
    '{"o":{"a":1}}',
    '{"value":01}',
    '{"value":1',
  ]) {
    const bytes = encode(text);
    expect(scanner.scan(bytes, 0)).not.toBe(bytes.length);
  }
});
