import { pairwiseSum } from '../pairwise-sum.ts';
import { chiSquareTail } from '../special/chi-square-tail.ts';
import { type Counts, total } from './counts.ts';

/** A test's statistic and the chance of one at least as large when nothing has changed. */
export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * Chi-square test of independence on the 2 x k table, as scipy's `chi2_contingency`: with Yates' correction where k is 2.
 * Of a single category the p-value is 1; NaN where a sample is empty or a category occurs in neither.
 */
export function contingencyTest({ reference, current }: Counts): TestResult {
  const sizes = [total(reference), total(current)] as const;
  const all = sizes[0] + sizes[1];
  const freedom = reference.length - 1;
  const observed = new Float64Array(2 * reference.length);
  observed.set(reference);
  observed.set(current, reference.length);
  const expected = observed.map((_, at) => {
    const column = at % reference.length;
    const sum = (reference[column] ?? 0) + (current[column] ?? 0);
    return (sizes[at < reference.length ? 0 : 1] * sum) / all;
  });
  if (expected.length === 0 || !expected.every((count) => count > 0))
    return { statistic: Number.NaN, pValue: Number.NaN };
  if (freedom === 0) return { statistic: 0, pValue: 1 };
  return pearson(freedom === 1 ? yates(observed, expected) : observed, expected, freedom);
}

/**
 * Chi-square test of the current counts against the reference's shares taken as known, as evidently does it. A category
 * that is new makes the statistic infinite and the p-value 0; of a single category the p-value is NaN, as it is where a
 * category occurs in neither.
 */
export function goodnessOfFitTest({ reference, current }: Counts): TestResult {
  const scale = total(current) / total(reference);
  return pearson(
    current,
    reference.map((count) => count * scale),
    reference.length - 1,
  );
}

function pearson(observed: Float64Array, expected: Float64Array, freedom: number): TestResult {
  const statistic = pairwiseSum(
    observed.map((count, at) => (count - (expected[at] ?? 0)) ** 2 / (expected[at] ?? 0)),
  );
  return { statistic, pValue: chiSquareTail(statistic, freedom) };
}

/** Counts moved towards what is expected, by a half at most. */
function yates(observed: Float64Array, expected: Float64Array): Float64Array {
  return observed.map((count, at) => {
    const difference = (expected[at] ?? 0) - count;
    return count + Math.min(0.5, Math.abs(difference)) * Math.sign(difference);
  });
}
