import { describe, expect, it } from 'vitest';
import { parseText } from '../../../language/syntax/parse.ts';

const told = (text: string) =>
  parseText(text, 'json').findings.map(
    ({ rule, span, message }) => `${rule} «${text.slice(span.start, span.end)}» ${message}`,
  );

describe('a JSON syntax error', () => {
  it.each([
    ['{"a": 1,}', '«,» JSON has no comma before `}`'],
    ['[1, 2,\n]', '«,» JSON has no comma before `]`'],
    ['{"a": 1 // c\n}', '«// c» JSON has no comments'],
    ['{a: 1}', '«a» `a` means nothing in JSON; text needs double quotes'],
    ["{'a': 1}", "«'a'» `'a'` means nothing in JSON; text needs double quotes"],
    ['{"a" 1}', '«1» A `:` is missing before this'],
    ['{"a": 1 "b": 2}', '«"b"» A comma is missing before this'],
    ['{"a":', '«:» A value is expected here'],
    ['{"a": [1', '«1» A `]` is missing here'],
    ['{"a": "x\n}', '«"x» This text has no closing quote'],
    ['{"a": .5}', '«.5» `.5` is not a number as JSON writes it'],
    ['{"a": 1}}', '«}» The file should end before this'],
  ])('in %j is told once', (text, message) => {
    expect(told(text)).toEqual([`json-syntax ${message}`]);
    expect(told(`\uFEFF${text}`)).toEqual([`json-syntax ${message}`]);
  });

  it.each([
    ['{\n"a": 1\n"b": 2\n}', '«1» A comma is missing after this'],
    ['{\n"a": [2]\n"b": 2\n}', '«]» A comma is missing after this'],
    ['{\n"a": "x, y"\n"b": 2\n}', '«"x, y"» A comma is missing after this'],
    ['{\n"a"\n"b": 2\n}', '«"a"» A `:` is missing after this'],
    ['{\n"a":\n"b": 2\n}', '«:» A value is expected after this'],
    ['{\n"a":\n}', '«:» A value is expected after this'],
  ])('in %j is told where the line ends, not where the next begins', (text, message) => {
    expect(told(text)).toEqual([`json-syntax ${message}`]);
  });

  it('such as an open brace says nothing of the keys that then seem to stand in it', () => {
    expect(told('[{ "a": 1,\n{ "a": 2 },\n{ "a": 3 }]')).toEqual([
      'json-syntax «,» A key in double quotes is expected after this',
    ]);
  });

  it('leaves repeated keys and everything else in sight', () => {
    expect(told('{"a": 1, // one\n"a": 2, }')).toEqual([
      'json-syntax «// one» JSON has no comments',
      'json-syntax «,» JSON has no comma before `}`',
      'duplicate-key «"a"» `a` is given twice; it already stands in line 1',
    ]);
  });

  it.each(['[', '{"a":'])('ten thousand of %j are refused with one problem', (piece) => {
    expect(told(piece.repeat(10_000)).map((line) => line.split(' ')[0])).toEqual(['json-too-deep']);
  });
});
