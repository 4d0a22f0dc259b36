import { describe, expect, it } from 'vitest';
import { parseText } from '../../../language/syntax/parse.ts';

/** `rule «marked text» message` of every finding of the syntax alone. */
const told = (text: string) =>
  parseText(text, 'yaml').findings.map(
    ({ rule, span, message }) => `${rule} «${text.slice(span.start, span.end)}» ${message}`,
  );

describe('a YAML syntax error', () => {
  it.each([
    ['- kind: latency\n  ema_alpha 0.3\n- kind: drift\n', '«ema_alpha» `ema_alpha` needs a `:` and a value'],
    ['- kind: latency\n  ema\n  for: 1s\n', '«ema» `ema` needs a `:` and a value'],
    ['- kind: latency\n  ema', '«ema» `ema` needs a `:` and a value'],
    ['kind:latency\nema_alpha: 1\n', '«kind:latency» A space is missing after `:`'],
    ['- strategy: { type: ewma\n- kind: drift\n', '«{» This `{` is never closed'],
    ['a: [1, 2\nb: 3\n', '«[» This `[` is never closed'],
    ['- {id: a, \n- kind: b\n', '«{» This `{` is never closed'],
    ['- kind: "latency\n  ema: 0.3\n', '«"latency» This `"` is never closed'],
    ["- kind: 'latency\n  ema: 0.3\n", "«'latency» This `'` is never closed"],
    ['- kind: "latency\n  for: "2s"\n', '«"latency» This `"` is never closed'],
    ['a: "x" y\n', '«y» This follows a closing quote; quote all of the value or none of it'],
    ['- kind: latency\n\tema: 0.3\n', '«\t» YAML is not indented with tabs; use spaces'],
    ['monitors:\n\t- kind: latency\n', '«\t» YAML is not indented with tabs; use spaces'],
    ['a:\n  b: 1\n  \tc: 2\n', '«\t» YAML is not indented with tabs; use spaces'],
    ['- a: b\n   c: 1\n', '«c: 1» This line is indented deeper than the keys it belongs to'],
    ['- a: b\n c: 1\n', '«c: 1» This line is neither a list item nor indented like the keys above it'],
    ['a:\n    b: 1\n  c: 2\n', '«c: 2» This line is not indented like the ones it belongs to'],
    ['- a\nb: 1\n', '«b: 1» This line does not belong to what stands above it'],
    ['b: 1\n- a\n', '«- a» A list item cannot stand beside keys'],
    [
      '- kind: drift\n\n  # the next\n  - kind: latency\n',
      '«- kind: latency» A list item cannot stand beside keys; the item above it is indented by 0, this one by 2',
    ],
    [
      'monitors:\n  - kind: drift\n    id: a\n\n    - kind: latency\n      id: b\n',
      '«- kind: latency» A list item cannot stand beside keys; the item above it is indented by 2, this one by 4',
    ],
    ['- a: b c: 1\n', '«b c:» A second key needs a line of its own; text with `: ` in it needs quotes'],
    ['a: {b: 1 c: 2}\n', '«1 c: 2» A comma is missing here, or the text needs quotes'],
    ['a: [1,,2]\n', '«,» A value is missing before this comma'],
    ['a: {b: 1}}\n', '«}» This `}` closes nothing'],
    ['a: @x\n', '«@» A value cannot start with `@` unless it is quoted'],
    ['a: "\\q"\n', '«\\» Unknown escape; in double quotes a backslash is written `\\\\`'],
    ['a: "x"#c\n', '«#c» A comment needs a space before its `#`'],
    ['a: | x\n  y\n', '«x» The text of a block begins on the line below'],
  ])('in %j is told once, in words about the text', (text, message) => {
    expect(told(text)).toEqual([`yaml-syntax ${message}`]);
    expect(told(text.replaceAll('\n', '\r\n'))).toEqual([`yaml-syntax ${message}`]);
    expect(told(`\uFEFF# 😀\n${text}`)).toEqual([`yaml-syntax ${message}`]);
  });

  it('does not hide what stands before and after it', () => {
    expect(told('a: 1\na: 2\n---\nb: [1\n---\nc: *x\n')).toEqual([
      'duplicate-key «a» `a` is given twice; it already stands in line 1',
      'yaml-syntax «[» This `[` is never closed',
      'yaml-unknown-alias «*x» No `&x` stands before `*x`',
    ]);
  });
});

describe('keys', () => {
  it.each([
    ['a: 1\nb: 2\na: 3\n', 'duplicate-key «a» `a` is given twice; it already stands in line 1'],
    ['{a: 1, "a": 2}', 'duplicate-key «"a"» `a` is given twice; it already stands in line 1'],
    ['? [a]\n: 1\n', 'yaml-bad-key «[a]» A key must be plain text, not a list, a map or an alias'],
    [': 1\n', 'yaml-bad-key «:» A key is missing before this `:`'],
  ])('in %j', (text, message) => expect(told(text)).toEqual([message]));

  it('that are numbers or booleans are text', () => {
    expect(told('1: a\n2.50: b\ntrue: c\n~: d\non: e\n')).toEqual([]);
  });
});

describe('anchors and aliases', () => {
  it('that form a cycle are told, and the rest of the file is read', () => {
    expect(told('a: &x [*x]\nb: &y { <<: *y }\nc: 1\nc: 2\n')).toEqual([
      'duplicate-key «c» `c` is given twice; it already stands in line 3',
      'yaml-alias-cycle «*x» `*x` stands inside `&x` itself, so it would never end',
      'yaml-alias-cycle «*y» `*y` stands inside `&y` itself, so it would never end',
    ]);
  });

  it('that multiply are refused once, without being written out', () => {
    const lines = Array.from(
      { length: 30 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(',')}]`,
    );
    const found = told(`a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${lines.join('\n')}\nb: 1\nb: 2\n`);
    expect(found.map((line) => line.split(' ')[0])).toEqual(['duplicate-key', 'yaml-too-large']);
  });

  it('that nest one in the other are followed only so deep', () => {
    const lines = Array.from({ length: 500 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`);
    expect(told(`a0: &a0 1\n${lines.join('\n')}\n`).map((line) => line.split(' ')[0])).toEqual([
      'yaml-too-large',
    ]);
  });

  it('suggest the anchor that was meant', () => {
    expect(told('a: &base 1\nb: *bsae\n')).toEqual([
      'yaml-unknown-alias «*bsae» No `&bsae` stands before `*bsae`; did you mean `*base`?',
    ]);
  });
});

describe('limits', () => {
  it.each(['[', '- ', '{a: ', '? ', '[{'])('ten thousand of %j are refused with one problem', (piece) => {
    expect(told(piece.repeat(10_000)).map((line) => line.split(' ')[0])).toEqual(['yaml-too-deep']);
  });

  it('deep indentation is refused with one problem', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    expect(told(text).map((line) => line.split(' ')[0])).toEqual(['yaml-too-deep']);
  });

  it('a file of more than 5 MB is not read', () => {
    const message =
      'file-too-large «a: 1» 5.0 MB is too large for a config and is not read; the limit is 5 MB';
    expect(told(`a: 1\n${' '.repeat(5_000_000)}`)).toEqual([message]);
  });
});
