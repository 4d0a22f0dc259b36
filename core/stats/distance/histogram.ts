import { pairwiseMean, pairwiseStd } from '../pairwise-sum.ts';
import { quantileOf } from '../quantile.ts';

/** Values in ascending order, all finite. */
export type Sorted = Float64Array;

/** Rules that choose the width of the bins of a histogram, as numpy 1.24 has them. */
export type BinRule = 'auto' | 'sturges' | 'fd' | 'doane' | 'scott';

/** Edges of bins of equal width over values, by a rule or so many; one more edge than bins. */
export function binEdges(sorted: Sorted, bins: BinRule | number): Float64Array {
  const { first, last } = outerEdges(sorted);
  return evenEdges(first, last, typeof bins === 'number' ? bins : binCount(sorted, bins));
}

/** Edges by Sturges' rule for so many values in a range, without the values. */
export function sturgesEdges(smallest: number, largest: number, size: number): Float64Array {
  const { first, last } = widened(smallest, largest);
  const width = (largest - smallest) / (Math.log2(size) + 1);
  return evenEdges(first, last, width > 0 ? Math.ceil((last - first) / width) : 1);
}

/** Values that are all the same get a bin of width 1 around them; no values at all, one from 0 to 1. */
function widened(first: number, last: number): { first: number; last: number } {
  return first === last ? { first: first - 0.5, last: last + 0.5 } : { first, last };
}

const outerEdges = (sorted: Sorted) => widened(sorted[0] ?? 0, sorted[sorted.length - 1] ?? 1);

function binCount(sorted: Sorted, rule: BinRule): number {
  const { first, last } = outerEdges(sorted);
  const width = sorted.length === 0 ? 0 : widths[rule](sorted);
  return width > 0 ? Math.max(1, Math.ceil((last - first) / width)) : 1;
}

/** numpy's `linspace`: the last edge is the largest value itself. */
function evenEdges(first: number, last: number, bins: number): Float64Array {
  const edges = new Float64Array(bins + 1);
  const step = (last - first) / bins;
  for (let at = 0; at < bins; at++) edges[at] = at * step + first;
  edges[bins] = last;
  return edges;
}

const rangeOf = (sorted: Sorted) => (sorted[sorted.length - 1] ?? 0) - (sorted[0] ?? 0);

const widths: Readonly<Record<BinRule, (sorted: Sorted) => number>> = {
  sturges: (sorted) => rangeOf(sorted) / (Math.log2(sorted.length) + 1),
  fd: (sorted) => 2 * (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) * sorted.length ** (-1 / 3),
  auto: (sorted) => {
    const robust = widths.fd(sorted);
    const sturges = widths.sturges(sorted);
    return robust > 0 ? Math.min(robust, sturges) : sturges;
  },
  scott: (sorted) => Math.cbrt((24 * Math.sqrt(Math.PI)) / sorted.length) * pairwiseStd(sorted),
  doane: doaneWidth,
};

/** Sturges' rule with more bins where the values are skewed. */
function doaneWidth(sorted: Sorted): number {
  const n = sorted.length;
  const std = pairwiseStd(sorted);
  if (n <= 2 || !(std > 0)) return 0;
  const mean = pairwiseMean(sorted);
  const skew = pairwiseMean(sorted.map((value) => ((value - mean) / std) ** 3));
  const skewStd = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  return rangeOf(sorted) / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skew) / skewStd));
}

/** How many values lie in each bin: from its lower edge up to below its upper one, which the last bin includes. */
export function countBetween(sorted: Sorted, edges: Float64Array): Float64Array {
  const bins = edges.length - 1;
  const counts = new Float64Array(bins);
  let below = countBelow(sorted, edges[0] ?? 0);
  for (let at = 0; at < bins; at++) {
    const edge = edges[at + 1] ?? 0;
    const next = at === bins - 1 ? countUpTo(sorted, edge) : countBelow(sorted, edge);
    counts[at] = next - below;
    below = next;
  }
  return counts;
}

/** How many values are smaller. */
function countBelow(sorted: Sorted, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many values are not greater. */
function countUpTo(sorted: Sorted, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
