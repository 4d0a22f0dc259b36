import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareTail, normalTail } from '../../../core/stats/special/chi-square-tail.ts';
import { kolmogorovTail } from '../../../core/stats/special/kolmogorov.ts';
import { logGamma } from '../../../core/stats/special/log-gamma.ts';
import { smirnovTail } from '../../../core/stats/special/smirnov.ts';
import { expectClose, readGolden } from './golden.ts';

type Rows = readonly (readonly number[])[];

const golden = readGolden('special/functions.json').results as Readonly<Record<string, Rows>>;

describe('equal to scipy', () => {
  test.each([
    ['gammaln', (x: number) => logGamma(x), 1e-12],
    ['norm_sf', (x: number) => normalTail(x), 1e-12],
    ['smirnov', (n: number, d: number) => smirnovTail(n, d), 1e-12],
    ['chi2_sf', (x: number, k: number) => chiSquareTail(x, k), 1e-9],
    ['kstwo_sf', (d: number, n: number) => kolmogorovTail(d, n), 1e-9],
  ] as const)('%s', (name, compute: (a: number, b: number) => number, tolerance) => {
    const rows = golden[name] ?? [];
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      const [a = 0, b = 0] = row;
      expectClose(compute(a, b), row.at(-1) ?? 0, `${name}(${a}, ${b})`, tolerance);
    }
  });
});

test('chi-square with two degrees of freedom is exponential', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1400, noNaN: true }), (x) => {
      expectClose(chiSquareTail(x, 2), Math.exp(-x / 2), `at ${x}`);
    }),
  );
});

test('chi-square says nothing without freedom', () => {
  expect(chiSquareTail(0, 0)).toBeNaN();
  expect(chiSquareTail(Number.NaN, 3)).toBeNaN();
  expect(chiSquareTail(Infinity, 3)).toBe(0);
});

const size = fc.integer({ min: 1, max: 60 });
const distance = fc.double({ min: 0, max: 1, noNaN: true });

test('tails fall from 1 to 0', () => {
  fc.assert(
    fc.property(size, distance, distance, (n, one, other) => {
      const [near, far] = [Math.min(one, other), Math.max(one, other)];
      for (const tail of [(d: number) => smirnovTail(n, d), (d: number) => kolmogorovTail(d, n)]) {
        expect(tail(far)).toBeLessThanOrEqual(tail(near) + 1e-12);
        expect(tail(far)).toBeGreaterThanOrEqual(0);
        expect(tail(near)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

/** The sum of Birnbaum and Tingey as it stands, which small sizes can bear. */
function smirnovSum(n: number, d: number): number {
  let sum = (1 - d) ** n;
  let choose = 1;
  for (let k = 1; k <= Math.floor(n * (1 - d)); k++) {
    choose *= (n - k + 1) / k;
    sum += d * choose * (d + k / n) ** (k - 1) * Math.max(0, 1 - d - k / n) ** (n - k);
  }
  return sum;
}

test('smirnov is the plain sum where that can be computed', () => {
  fc.assert(
    fc.property(size, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, d) => {
      expectClose(smirnovTail(n, d), Math.min(1, smirnovSum(n, d)), `smirnov(${n}, ${d})`, 1e-10);
    }),
  );
});

test('kolmogorov has its closed forms at both ends', () => {
  expect(kolmogorovTail(0.5 / 7, 7)).toBe(1);
  expectClose(kolmogorovTail(1 / 3, 3), 1 - 6 / 27, 'one step');
  expectClose(kolmogorovTail(0.9, 5), 2 * 0.1 ** 5, 'nearly everything', 1e-9);
  expect(kolmogorovTail(1, 5)).toBe(0);
});
