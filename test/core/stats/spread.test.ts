import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  neighbourCorrelation,
  quantileOf,
  shareAbove,
  shareBelow,
  spreadOf,
} from '../../../core/stats/spread.ts';

const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 }));
const short = fc.array(value, { minLength: 1, maxLength: 300 });
const long = fc
  .array(value, { minLength: 20, maxLength: 60 })
  .map((few) => Array.from({ length: 5000 }, (_, at) => (few[at % few.length] ?? 0) + (at % 7)));

const spread = (values: readonly number[]) => spreadOf(Float64Array.from(values));

describe('a spread', () => {
  it('of few values keeps them all, in order', () => {
    expect(spread([3, 1, 2])).toEqual({ count: 3, mean: 2, std: 1, quantiles: [1, 2, 3] });
    expect(spread([7])).toEqual({ count: 1, mean: 7, std: 0, quantiles: [7] });
  });

  it('of many keeps 1,001 of them, the ends exactly', () => {
    fc.assert(
      fc.property(long, (values) => {
        const { quantiles, count } = spread(values);
        expect(count).toBe(values.length);
        expect(quantiles).toHaveLength(1001);
        expect(quantiles[0]).toBe(Math.min(...values));
        expect(quantiles.at(-1)).toBe(Math.max(...values));
        expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });

  it('tells the share below and above a bound: exactly for few values', () => {
    fc.assert(
      fc.property(short, value, (values, bound) => {
        const share = (is: (one: number) => boolean) => values.filter(is).length / values.length;
        expect(shareBelow(spread(values), bound)).toBe(share((one) => one < bound));
        expect(shareAbove(spread(values), bound)).toBe(share((one) => one > bound));
      }),
    );
  });

  it('within 0.1 % for many, and exactly for none and all', () => {
    fc.assert(
      fc.property(long, value, (values, bound) => {
        const exact = values.filter((one) => one < bound).length / values.length;
        const told = shareBelow(spread(values), bound);
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(0.00101);
        if (exact === 0 || exact === 1) expect(told).toBe(exact);
      }),
      { numRuns: 50 },
    );
  });

  it('interpolates quantiles', () => {
    expect(quantileOf(spread([0, 10]), 0.5)).toBe(5);
    expect(quantileOf(spread([4]), 0.99)).toBe(4);
    expect(quantileOf(spread([1, 2, 3]), 1)).toBe(3);
  });
});

it('correlation with the value before: the textbook estimate', () => {
  expect(neighbourCorrelation(Float64Array.of(1, 2))).toBe(0);
  expect(neighbourCorrelation(Float64Array.of(5, 5, 5, 5))).toBe(0);
  // Deviations -1.5, -0.5, 0.5, 1.5: products 0.75 - 0.25 + 0.75 over squares 5.
  expect(neighbourCorrelation(Float64Array.of(1, 2, 3, 4))).toBeCloseTo(0.25, 12);
  const alternating = Float64Array.from({ length: 1000 }, (_, at) => at % 2);
  expect(neighbourCorrelation(alternating)).toBeLessThan(-0.99);
});
