import { describe, expect, it } from 'vitest';
import type { Frame, Layout, Place } from '../../language/syntax/cursor/place.ts';
import { cursorContext } from '../../language/syntax/cursor-context.ts';
import { cursor } from '../helpers/cursor.ts';

const pathText = (path: readonly Frame[]) =>
  path.map((frame) => (frame.type === 'map' ? `.${frame.key}` : `[${frame.index}]`)).join('');

/** The column that the line is moved to, if it is moved. */
function moved({ also = [], block, lead }: Layout): string {
  const blanks = also.find(({ newText }) => newText.trim() === '')?.newText;
  const pad = blanks ?? /^ {2,}/.exec(block?.lead ?? lead)?.[0];
  return pad === undefined ? '' : ` ->${pad.length}`;
}

function placeText(place: Place): string {
  const fix = moved(place.layout);
  if (place.at === 'value') return `value ${pathText(place.path)}${fix}`;
  const siblings = [...place.siblings].map(([key, value]) => (value === undefined ? key : `${key}=${value}`));
  return `key ${pathText(place.path)}{${siblings.join(' ')}}${fix}`;
}

/** All places at the marker, and the word there when it is not empty. */
function contextOf(marked: string, json = false): string {
  const { document, offset } = cursor(marked);
  const text = document.getText();
  const context = cursorContext(text, offset, json);
  if (!context) return 'none';
  const word = text.slice(context.word.start, context.word.end);
  return `${context.places.map(placeText).join(' | ')}${word === '' ? '' : ` "${word}"`}`;
}

describe('block style', () => {
  it.each([
    ['█', 'value '],
    ['# comment\n\n█', 'value '],
    ['ki█', 'value  "ki"'],
    ['- █', 'value [0]'],
    ['-█', 'value [0]'],
    ['- ki█nd', 'value [0] "kind"'],
    ['- kind█: latency', 'key [0]{} "kind"'],
    ['- kind:█', 'value [0].kind'],
    ['- kind: █', 'value [0].kind'],
    ['- kind: la█tency  # fast', 'value [0].kind "latency"'],
    ['- kind:la█', 'value [0].kind "la"'],
    ['- kind: "la█\n  id: x', 'value [0].kind ""la"'],
    ['- kind: latency\n  █', 'key [0]{kind=latency}'],
    ['- kind: latency\n  em█', 'key [0]{kind=latency} "em"'],
    ['- id: x\n  █\n  kind: drift', 'key [0]{id=x kind=drift}'],
    ['- ki█\n  id: x', 'key [0]{id=x} "ki"'],
    ['- █\n  id: x', 'key [0]{id=x}'],
    ['- - █', 'value [0][0]'],
    ['a:\n  b:\n    - c\n    - █', 'value .a.b[1]'],
    ['a: &anchor !tag\n  b: █', 'value .a.b'],
    ['a: 1\n---\nb: █', 'value .b'],
    ['a: █\n---\nb: 1', 'value .a'],
    ['"a b": █', 'value .a b'],
    ['😀: x\nb: █', 'value .b'],
  ])('%j is at %s', (marked, expected) => expect(contextOf(marked)).toBe(expected));

  it.each([
    ['- kind: latency # fo█o'],
    ['- kind: # █'],
    ['# █'],
    ['- kind: latency █'],
    ['a: |\n  text █\nb: 1'],
    ['a: >-\n  text\n  b█: 1'],
    ['--█-'],
    ['--- █'],
    ['strategy: █\n  type: ewma'],
    ['█  kind: latency'],
    ['strategy: {type: ewma} █'],
    ['ki █'],
    ['strategy: &█'],
    ['strategy: &a█'],
    ['{strategy: !a█}'],
    ['{id: "a b █'],
  ])('%j is nowhere', (marked) => expect(contextOf(marked)).toBe('none'));
});

describe('anchors and aliases', () => {
  it.each([
    ['- &a\n  kind: latency\n- <<: *a\n  █', 'key [1]{kind=latency}'],
    ['- &a { kind: latency }\n- <<: *a\n  kind: drift\n  █', 'key [1]{kind=drift}'],
    ['- {id: &i x}\n- {<<: [{a: 1}, {a: 2, b: *i}], █}', 'key [1]{a=1 b=x}'],
    ['x: &a !tag\n  b: 1\ny: &b\n  <<: *a\n  c: 2\nz:\n  <<: *b\n  █', 'key .z{c=2 b=1}'],
    ['&a\nkind: x\n<<: *a\n█', 'key {kind=x}'],
    ['- <<: *b\n  █\n- &b\n  kind: x', 'key [0]{}'],
    ['- &a\n  kind: x\n---\n- <<: *a\n  █', 'key [0]{}'],
    ['- a: "*b"\n  █', 'key [0]{a=*b}'],
  ])('%j is at %s', (marked, expected) => expect(contextOf(marked)).toBe(expected));
});

describe('the column of a blank line', () => {
  it.each([
    ['in the column of the keys', 'a:\n  b: 1\n  █', 'key .a{b=1}'],
    ['to the left: the outer map', 'a:\n  b: 1\n█', 'key {a}'],
    ['under a key without value', 'a:\n  █', 'value .a'],
    ['beside a key without value', 'a:\n█', 'key {a} | value .a'],
    ['too deep: moved to the keys', '- a: 1\n     █', 'key [0]{a=1} ->2'],
    ['between two columns: moved to the deeper one', 'a:\n    b: 1\n  █', 'key .a{b=1} ->4'],
    ['in the column of the dashes', 'a:\n  - b: 1\n  █', 'value .a[1]'],
    ['dashes and keys in one column', 'a:\n- b: 1\n█', 'value .a[1] | key {a}'],
    ['what follows must stay where it belongs', 'a:\n  b: 1\n█\n  c: 2', 'key .a{b=1 c=2} ->2'],
    ['also before the first key', 'a:\n█\n  c: 2', 'key .a{c=2} ->2'],
    ['also before the first dash', 'a:\n█\n- c: 2', 'value .a[0]'],
    ['an outer key where the list has ended', 'a:\n- b: 1\n█\nc: 2', 'value .a[1] | key {a c=2}'],
    ['behind a block scalar', 'a: |\n  text\n█', 'key {a}'],
    ['behind a flow map', 'a: {b: 1}\n█', 'key {a}'],
    ['a tab counts as a column', 'a:\n\t█', 'value .a'],
  ])('%s', (_, marked, expected) => {
    expect(contextOf(marked)).toBe(expected);
    expect(contextOf(marked.replaceAll('\n', '\r\n'))).toBe(expected);
  });
});

describe('flow style', () => {
  it.each([
    ['{█}', 'key {}'],
    ['- {id: a, █}', 'key [0]{id=a}'],
    ['- {id: a, █', 'key [0]{id=a}'],
    ['- {id: a, █\n- kind: drift', 'key [0]{id=a}'],
    ['[{█}]', 'key [0]{}'],
    ['[█', 'value [0]'],
    ['{col█}', 'key {} "col"'],
    ['{a: {b: █}, c: 1}', 'value .a.b'],
    ['{type:█}', 'value .type'],
    ['{type:ew█}', 'value .type "ew"'],
    ['{type: ewma, al█pha: 1}', 'key {type=ewma} "alpha"'],
    ['{type: "ew█, alpha: 1}', 'value .type ""ew"'],
    ['{a: x█, b: y}', 'value .a "x"'],
    ['{a: x █}', 'key {a=x}'],
    ['{a: [x], █}', 'key {a}'],
    ['{a: [x]█}', 'key {a}'],
    ['[a, b█]', 'value [1] "b"'],
    ['[a, █]', 'value [1]'],
    ['[a █]', 'value [1]'],
    ['a: { b: 1,\n     █ }', 'key .a{b=1}'],
    ['a:\n  b: { c: 1,\n█', 'key .a.b{c=1} ->4'],
    ['a: { b: 1, # no, {\n     █ }', 'key .a{b=1}'],
    ['{a: 1} █', 'none'],
    ['{a: 1, # █', 'none'],
    ['{a █}', 'none'],
  ])('%j is at %s', (marked, expected) => expect(contextOf(marked)).toBe(expected));

  it('ends an unclosed map where the next line of the block starts', () => {
    expect(contextOf('- {id: a\n- kind: drift\n  █')).toBe('key [1]{kind=drift}');
    expect(contextOf('a: {b: [1, 2\nc: █')).toBe('value .c');
  });

  it('survives any depth', () => {
    expect(contextOf(`${'['.repeat(100_000)}█`)).toMatch(/^value /);
    expect(contextOf(`${'- '.repeat(50_000)}█`)).toMatch(/^value /);
  });
});

describe('JSON', () => {
  it.each([
    ['█', 'value '],
    ['{█', 'key {}'],
    ['{"a": 1, "b█', 'key {a=1} ""b"'],
    ['{"a": 1, "b█": 2}', 'key {a=1} ""b""'],
    ['{"a":█}', 'value .a'],
    ['[{"kind": "la█tency"}]', 'value [0].kind ""latency""'],
    ['{"a": 1 "b": 2, █}', 'key {a=1 b=2}'],
    ['{"a": [1, {"b": █', 'value .a[1].b'],
    ['{ki█}', 'key {} "ki"'],
    ['{"a": "x\\"y", █}', 'key {a=x"y}'],
    ['{ /* } */ "a": 1, █', 'key {a=1}'],
  ])('%j is at %s', (marked, expected) => expect(contextOf(marked, true)).toBe(expected));
});
