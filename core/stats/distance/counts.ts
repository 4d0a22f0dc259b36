import { countBetween, type Sorted } from './histogram.ts';

/** How often two samples fall into the same bins or categories. */
export interface Counts {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** One category for each different value of either sample, in ascending order. */
export function countValues(reference: Sorted, current: Sorted): Counts {
  const most = reference.length + current.length;
  const counts = { reference: new Float64Array(most), current: new Float64Array(most) };
  let categories = 0;
  for (let r = 0, c = 0; r < reference.length || c < current.length; categories++) {
    const value = Math.min(reference[r] ?? Infinity, current[c] ?? Infinity);
    const [r0, c0] = [r, c];
    while (reference[r] === value) r++;
    while (current[c] === value) c++;
    counts.reference[categories] = r - r0;
    counts.current[categories] = c - c0;
  }
  return {
    reference: counts.reference.subarray(0, categories),
    current: counts.current.subarray(0, categories),
  };
}

/** Both samples in the same bins; values beyond the edges are in none of them. */
export function countBoth(reference: Sorted, current: Sorted, edges: Float64Array): Counts {
  return { reference: countBetween(reference, edges), current: countBetween(current, edges) };
}

/** Bins with one more for all values that lie in none of them, where either sample has any. */
export function withRest(counts: Counts, referenceSize: number, currentSize: number): Counts {
  const rest = {
    reference: referenceSize - total(counts.reference),
    current: currentSize - total(counts.current),
  };
  if (rest.reference === 0 && rest.current === 0) return counts;
  return {
    reference: Float64Array.of(...counts.reference, rest.reference),
    current: Float64Array.of(...counts.current, rest.current),
  };
}

/** How many different values there are in one or both of two samples. */
export function distinctCount(one: Sorted, other: Sorted = none): number {
  let count = 0;
  for (let a = 0, b = 0; a < one.length || b < other.length; count++) {
    const value = Math.min(one[a] ?? Infinity, other[b] ?? Infinity);
    while (one[a] === value) a++;
    while (other[b] === value) b++;
  }
  return count;
}

const none: Sorted = new Float64Array(0);

/** Sum of counts, which are whole numbers, so any order is exact. */
export function total(counts: Float64Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
