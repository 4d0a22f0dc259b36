import type { Spread } from '../spec/sample-facts.ts';
import { RunningVariance } from './running.ts';

/** Steps between the order statistics that are kept. */
const steps = 1000;

/** The spread of finite values, of which there must be at least one. Takes a sorted copy. */
export function spreadOf(values: Float64Array): Spread {
  const moments = new RunningVariance();
  for (const value of values) moments.add(value);
  const sorted = values.toSorted();
  const last = sorted.length - 1;
  const kept = Math.min(last, steps);
  const quantiles = Array.from(
    { length: kept + 1 },
    (_, at) => sorted[kept === 0 ? 0 : Math.round((at / kept) * last)] ?? Number.NaN,
  );
  return { count: values.length, mean: moments.mean, std: Math.sqrt(moments.variance), quantiles };
}

/** The value below which a share of the values lies, 0 the minimum and 1 the maximum; linear between those kept. */
export function quantileOf({ quantiles }: Spread, share: number): number {
  const place = Math.min(Math.max(share, 0), 1) * (quantiles.length - 1);
  const below = quantiles[Math.floor(place)] ?? Number.NaN;
  const above = quantiles[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * Share of the values that lie below a bound, 0 to 1. Exact for up to 1,001 values and for none and all; else within
 * 0.1 %.
 */
export function shareBelow({ count, quantiles }: Spread, bound: number): number {
  const at = lowerBound(quantiles, bound);
  if (count === quantiles.length) return at / count;
  if (at === 0) return 0;
  if (at === quantiles.length) return 1;
  const before = quantiles[at - 1] ?? bound;
  const after = quantiles[at] ?? bound;
  return (at - 1 + (bound - before) / (after - before)) / (quantiles.length - 1);
}

/** Share of the values that lie above a bound; as exact as {@link shareBelow}. */
export function shareAbove({ quantiles, ...rest }: Spread, bound: number): number {
  return shareBelow({ ...rest, quantiles: quantiles.map((value) => -value).reverse() }, -bound);
}

/** How many of the ascending values are smaller. */
function lowerBound(ascending: readonly number[], bound: number): number {
  let from = 0;
  let to = ascending.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] ?? Number.NaN) < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Correlation of each value with the one before it, -1 to 1; 0 for fewer than three values or without any spread. */
export function neighbourCorrelation(values: Float64Array): number {
  if (values.length < 3) return 0;
  let mean = 0;
  for (const value of values) mean += value;
  mean /= values.length;
  let products = 0;
  let squares = 0;
  let before = Number.NaN;
  for (const value of values) {
    const deviation = value - mean;
    squares += deviation * deviation;
    if (!Number.isNaN(before)) products += before * deviation;
    before = deviation;
  }
  return squares > 0 ? Math.min(Math.max(products / squares, -1), 1) : 0;
}
