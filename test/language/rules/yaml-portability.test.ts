import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readingIn11 } from '../../../language/rules/kit/yaml-1-1.ts';
import { check, marks } from '../helpers/check.ts';

interface Seen {
  readonly type: 'text' | 'number' | 'truth' | 'nothing' | 'date' | 'failure' | 'error';
  readonly value?: string;
}

/** What PyYAML makes of plain scalars, written by scripts/yaml-1-1.py. */
const { scalars } = JSON.parse(readFileSync('test/golden/yaml-1-1.json', 'utf8')) as {
  scalars: Record<string, Seen>;
};

const read12 = (source: string) => parse(`a: ${source}`, { logLevel: 'silent' }).a;

/** As Python prints numbers. */
const numberOf = (printed: string) => {
  const special: Record<string, number> = { inf: Infinity, '-inf': -Infinity, nan: Number.NaN };
  return special[printed] ?? Number(printed);
};

/** Whether both see the same value. */
function agree(ours: unknown, { type, value }: Seen): boolean {
  if (type === 'number') {
    const seen = numberOf(String(value));
    return ours === seen || Object.is(ours, seen);
  }
  if (type === 'truth') return String(ours) === String(value).toLowerCase();
  return type === 'nothing' ? ours === null : type === 'text' && typeof ours === 'string';
}

describe('what YAML 1.1 reads differently', () => {
  // Letters are text to PyYAML, as to us, but not to others.
  const isLetter = (source: string) => /^[yn]$/i.test(source);
  const readable = Object.entries(scalars).filter(
    ([source, { type }]) => type !== 'error' && !isLetter(source),
  );

  it.each(readable)('%s: said exactly where PyYAML sees another value', (source, seen) => {
    const ours = read12(source);
    const reading = readingIn11(source, ours);
    expect(reading === undefined).toBe(agree(ours, seen));
  });

  it.each(readable.filter(([source]) => readingIn11(source, read12(source))))(
    '%s: what is proposed is the value we read, and nothing to warn of',
    (source) => {
      const { portable = '' } = readingIn11(source, read12(source)) ?? {};
      expect(read12(portable)).toEqual(read12(source));
      if (!portable.startsWith('"')) expect(readingIn11(portable, read12(portable))).toBeUndefined();
    },
  );

  it('names what is seen instead', () => {
    const seen = (source: string) => readingIn11(source, read12(source))?.as;
    expect(['012', '1:30', '-1:30', 'on', 'OFF', '2026-03-02', '1e-3', '1_000'].map(seen)).toEqual([
      '10',
      'the number 90',
      'the number -90',
      '`true`',
      '`false`',
      'a date',
      'text',
      'a number',
    ]);
  });

  it('knows the letters that only Go’s yaml.v2 takes for truths', () => {
    expect(['y', 'N', 'x'].map((source) => readingIn11(source, source)?.tool)).toEqual([
      'Go’s yaml.v2',
      'Go’s yaml.v2',
      undefined,
    ]);
  });
});

describe('yaml-portability', () => {
  it('looks at keys and at what anchors share, once', async () => {
    const text = 'monitors: []\nstrategies:\n  off: &a { type: static, bound: 1e3 }\n  b: *a\n';
    expect(await marks(text)).toEqual(['yaml-portability «off»', 'yaml-portability «1e3»']);
  });

  it('leaves quoted and block text, comments and the key `on` of a policy alone', async () => {
    const text =
      "monitors: [{ kind: drift, id: 'no' }, { kind: metric, metric: \"012\" }] # on\nretraining: [{ on: ['no'] }]\n";
    expect(await marks(text)).toEqual([]);
  });

  it('says nothing of a value that breaks the schema: that is one mistake, and another', async () => {
    const { problems } = await check('- kind: latency\n  ema_alpha: 012\n- kind: drift\n  for: 1:30\n');
    expect(problems.map(({ rule }) => rule)).toEqual(['schema-out-of-bounds', 'schema-bad-format']);
  });
});
