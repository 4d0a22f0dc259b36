import { countBetween, type Sorted } from './histogram.ts';

/** How often two samples fall into the same bins or categories. */
export interface Counts {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** One category for each different value of either sample, in ascending order. */
export function countValues(reference: Sorted, current: Sorted): Counts {
  const counts: [number[], number[]] = [[], []];
  let r = 0;
  let c = 0;
  while (r < reference.length || c < current.length) {
    const value = Math.min(reference[r] ?? Infinity, current[c] ?? Infinity);
    const [r0, c0] = [r, c];
    while (reference[r] === value) r++;
    while (current[c] === value) c++;
    counts[0].push(r - r0);
    counts[1].push(c - c0);
  }
  return { reference: Float64Array.from(counts[0]), current: Float64Array.from(counts[1]) };
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

/** How many different values there are. */
export function distinctCount(sorted: Sorted): number {
  let count = 0;
  for (let at = 0; at < sorted.length; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) count++;
  return count;
}

/** Two samples as one, in ascending order. */
export function pooled(one: Sorted, other: Sorted): Sorted {
  const all = new Float64Array(one.length + other.length);
  let a = 0;
  let b = 0;
  for (let at = 0; at < all.length; at++) {
    const takesOne = b >= other.length || (a < one.length && (one[a] ?? 0) <= (other[b] ?? 0));
    all[at] = (takesOne ? one[a++] : other[b++]) ?? 0;
  }
  return all;
}

/** The different values of a sample, in ascending order. */
export function distinct(sorted: Sorted): Sorted {
  return sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
}

/** Sum of counts, which are whole numbers, so any order is exact. */
export function total(counts: Float64Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
