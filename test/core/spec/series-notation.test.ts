import { expect, test } from 'vitest';
import { parseSeries } from '../../../core/spec/series-notation.ts';

const gap = Number.NaN;

test.each([
  ['5', [5]],
  ['1 2 3', [1, 2, 3]],
  ['1x2', [1, 1, 1]],
  ['1+2x3', [1, 3, 5, 7]],
  ['10-2x2', [10, 8, 6]],
  ['-1-0.5x1', [-1, -1.5]],
  ['_', [gap]],
  ['1 _x2 4', [1, gap, gap, 4]],
  ['', []],
])('"%s"', (notation, values) => {
  expect(parseSeries(notation)).toEqual(values);
});

test.each(['x', '5x', '1+2', 'abc', '5x99999999999'])('"%s" is refused by name', (notation) => {
  expect(() => parseSeries(`1 ${notation}`)).toThrow(`"${notation}"`);
});
