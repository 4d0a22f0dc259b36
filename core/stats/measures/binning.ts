import { type Counts, countBoth, countValues, distinctCount, total, withRest } from '../distance/counts.ts';
import type { Shares } from '../distance/divergence.ts';
import { binEdges, type Sorted, sturgesEdges } from '../distance/histogram.ts';
import { quantileOf } from '../quantile.ts';

/** Turns two samples of numbers into counts by bin; prepared once for a reference. */
export type Binning = (reference: Sorted) => (current: Sorted) => Counts;

/** A reference with at most so many different values is one of categories to evidently. */
const evidentlyCategories = 20;

/** evidently: Sturges' bins over both samples, or a bin for each value where the reference has at most 20. */
export const evidentlyBins: Binning = (reference) =>
  distinctCount(reference) > evidentlyCategories
    ? (current) =>
        countBoth(reference, current, pooledEdges(reference, current, reference.length + current.length))
    : (current) => countValues(reference, current);

/** evidently's Hellinger distance: Sturges' bins over the different values of both samples. */
export const evidentlyDistinctBins: Binning = (reference) => (current) =>
  countBoth(reference, current, pooledEdges(reference, current, distinctCount(reference, current)));

/** Sturges' edges over two samples that count as so many values. */
function pooledEdges(one: Sorted, other: Sorted, size: number): Float64Array {
  const smallest = Math.min(one[0] ?? 0, other[0] ?? 0);
  const largest = Math.max(one[one.length - 1] ?? 0, other[other.length - 1] ?? 0);
  return sturgesEdges(smallest, largest, size);
}

/**
 * NannyML: Doane's bins over the reference, and one more for what lies outside; a bin for each value where the reference
 * has at most 50, which are at most a tenth of its size.
 */
export const nannymlBins: Binning = (reference) => {
  const values = distinctCount(reference);
  if (values <= 50 && values / reference.length <= 0.1) return (current) => countValues(reference, current);
  const edges = binEdges(reference, 'doane');
  return (current) => withRest(countBoth(reference, current, edges), reference.length, current.length);
};

/** Inner edges at the reference's deciles; the outermost bins are open, and equal edges are one. */
export function decileEdges(reference: Sorted): Float64Array {
  const quantiles = Array.from({ length: 11 }, (_, at) => quantileOf(reference, at * 0.1));
  return Float64Array.from(new Set(quantiles)).subarray(1, -1);
}

/** Deciles of the reference, whatever it holds. */
export const decileBins: Binning = (reference) => {
  const edges = Float64Array.of(-Infinity, ...decileEdges(reference), Infinity);
  return (current) => countBoth(reference, current, edges);
};

/** Deciles of the reference, or a bin for each value where it has at most 20: deciles of few values are too few bins. */
export const quantileBins: Binning = (reference) =>
  distinctCount(reference) > evidentlyCategories
    ? decileBins(reference)
    : (current) => countValues(reference, current);

/** Counts as shares of their sum. */
export function sharesOf(counts: Float64Array): Shares {
  const sum = total(counts);
  return counts.map((count) => count / sum);
}

/** As evidently fills empty bins: with 0.0001, or a millionth of the smallest share where that is no greater. */
export function evidentlyFilled(shares: Shares): Shares {
  const smallest = shares.reduce((least, share) => (share > 0 && share < least ? share : least), Infinity);
  return filled(shares, smallest <= 1e-4 ? smallest / 1e6 : 1e-4);
}

/** Empty bins take `share`; what that adds is not taken from the others. */
export function filled(shares: Shares, share: number): Shares {
  return shares.map((own) => (own === 0 ? share : own));
}
