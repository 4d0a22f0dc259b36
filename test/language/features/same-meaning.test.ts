import { describe, expect, test } from 'vitest';
import { meansTheSame } from '../../../language/features/format/same-meaning.ts';
import { parseText } from '../../../language/syntax/parse.ts';

const isSame = (old: string, text: string) => meansTheSame({ text: old, tree: parseText(old, 'yaml') }, text);

describe('two layouts of one text', () => {
  test.each([
    ['a:\n    b: 1\n    c: [1,  2]\n', 'a:\n  b: 1\n  c: [1, 2]\n'],
    ['- a: |\n      x\n       y\n', '- a: |\n    x\n     y\n'],
    ['a: &x {b: 1}\nc:   *x\n', 'a: &x { b: 1 }\nc: *x\n'],
    ['a: {b: &x 1}\nc:\n    <<: *y\n', 'a: {b: &x 1}\nc:\n  <<: *y\n'],
    ['a: 1\na:   2\n', 'a: 1\na: 2\n'],
    ['---\na: 1\n---\nb:   2\n', '---\na: 1\n---\nb: 2\n'],
    ['a: .nan\nb:   1\n', 'a: .nan\nb: 1\n'],
  ])('%j and %j say the same', (old, text) => {
    expect(isSame(old, text)).toBe(true);
  });

  test.each([
    ['a key has another map', 'a:\n  b: 1\n  c: 2\n', 'a:\n  b: 1\nc: 2\n'],
    ['an item has another list', '- - a\n  - b\n', '- - a\n- b\n'],
    ['a block scalar has more blanks', 'a: |\n  x\n   y\n', 'a: |\n  x\n    y\n'],
    ['a map becomes a text', 'a:\n  b: 1\n', 'a:\n  b:1\n'],
    ['keys change places', 'a: 1\nb: 2\n', 'b: 2\na: 1\n'],
    ['a number becomes a text', 'a: 1\n', "a: '1'\n"],
    ['an alias becomes what it refers to', 'a: &x 1\nb: *x\n', 'a: &x 1\nb: 1\n'],
    ['an alias refers to something else', 'a: &x 1\nb: &y 1\nc: *x\n', 'a: &x 1\nb: &y 1\nc: *y\n'],
    ['a merge goes', 'a: &x {b: 1}\nc: {<<: *x, d: 1}\n', 'a: &x {b: 1}\nc: {d: 1}\n'],
    ['a document is missing', 'a: 1\n---\nb: 2\n', 'a: 1\n'],
    ['an error comes', 'a: [1, 2]\n', 'a: [1, 2\n'],
    ['a list in brackets is too far to the left', 'a:\n  b: [\n    1\n    ]\n', 'a:\n  b: [\n    1\n]\n'],
  ])('%s: another text', (_, old, text) => {
    expect(isSame(old, text)).toBe(false);
  });
});
