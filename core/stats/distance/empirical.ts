import { greatestCommonDivisor, ksExact } from '../ks-exact.ts';
import { pairwiseSum } from '../pairwise-sum.ts';
import { kolmogorovTail } from '../special/kolmogorov.ts';
import type { TestResult } from './chi-square.ts';
import type { Sorted } from './histogram.ts';

/** Both samples at most so large: scipy computes the p-value exactly. */
export const maxExact = 10_000;

/** Largest distance between the empirical distribution functions of two samples, both in ascending order. */
export function ksDistance(reference: Sorted, current: Sorted): number {
  let distance = 0;
  walk(reference, current, (difference) => {
    const size = Math.abs(difference);
    if (size > distance) distance = size;
  });
  return distance;
}

/**
 * Two-sided two-sample Kolmogorov-Smirnov test as scipy 1.10: the exact p-value up to 10 000 values a side, beyond that
 * the asymptotic one. `exact` gives the exact p-value of a distance; a caller that asks often may remember them.
 */
export function ksTest(reference: Sorted, current: Sorted, exact = ksExact): TestResult {
  const statistic = ksDistance(reference, current);
  const [n, m] = [reference.length, current.length];
  if (n === 0 || m === 0) return { statistic: Number.NaN, pValue: Number.NaN };
  if (Math.max(n, m) > maxExact) return { statistic, pValue: ksAsymptotic(statistic, n, m) };
  const steps = (n / greatestCommonDivisor(n, m)) * m;
  return { statistic: Math.round(statistic * steps) / steps, pValue: exact(statistic, n, m) };
}

/** Asymptotic two-sided p-value: that of one sample of the size which carries as much information. */
export function ksAsymptotic(distance: number, sizeOne: number, sizeOther: number): number {
  return kolmogorovTail(distance, roundHalfEven((sizeOne * sizeOther) / (sizeOne + sizeOther)));
}

/** Wasserstein distance of order 1 in the values' own unit: the area between the empirical distribution functions. */
export function wassersteinDistance(reference: Sorted, current: Sorted): number {
  const areas = new Float64Array(Math.max(0, reference.length + current.length - 1));
  let at = 0;
  walk(reference, current, (difference, width) => {
    if (at < areas.length) areas[at++] = Math.abs(difference) * width;
  });
  return pairwiseSum(areas);
}

/**
 * Goes through all values of both samples in order, and tells at each how far the reference's distribution function is
 * above the current one's just after it, and how far the next value is.
 */
function walk(one: Sorted, other: Sorted, visit: (difference: number, width: number) => void): void {
  let a = 0;
  let b = 0;
  while (a < one.length || b < other.length) {
    const value = Math.min(one[a] ?? Infinity, other[b] ?? Infinity);
    const before = a + b;
    while (one[a] === value) a++;
    while (other[b] === value) b++;
    const next = Math.min(one[a] ?? Infinity, other[b] ?? Infinity);
    const difference = a / one.length - b / other.length;
    // Equal values are so many places in the sum, of no width each but the last.
    for (let same = before + 1; same < a + b; same++) visit(difference, 0);
    visit(difference, next - value);
  }
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}
