import { pairwiseSum } from '../pairwise-sum.ts';

/** Shares of a whole by bin, adding up to 1. */
export type Shares = Float64Array;

/** Population stability index: sum of (c - r) ln(c / r), symmetric; infinite where only one of the two is 0. */
export function psiOf(reference: Shares, current: Shares): number {
  return pairwiseSum(
    reference.map((r, at) => {
      const c = current[at] ?? 0;
      return c === r ? 0 : (c - r) * Math.log(c / r);
    }),
  );
}

/**
 * Kullback-Leibler divergence of `other` from `shares`, in nats: sum of p ln(p / q); infinite where `other` is 0 and
 * `shares` is not. Both are brought to a sum of 1 first, as scipy's `entropy` does.
 */
export function klOf(shares: Shares, other: Shares): number {
  return pairwiseSum(relativeEntropies(normalised(shares), normalised(other)));
}

/**
 * Jensen-Shannon distance, the square root of the divergence, as scipy's `jensenshannon`; from 0 to sqrt(ln 2), or to 1
 * with `base` 2. Both are brought to a sum of 1 first.
 */
export function jensenShannonOf(reference: Shares, current: Shares, base = Math.E): number {
  const r = normalised(reference);
  const c = normalised(current);
  const middle = r.map((share, at) => (share + (c[at] ?? 0)) / 2);
  const sum = pairwiseSum(relativeEntropies(r, middle)) + pairwiseSum(relativeEntropies(c, middle));
  // Of nearly equal shares rounding can leave less than nothing.
  return Math.sqrt(Math.max(0, base === Math.E ? sum : sum / Math.log(base)) / 2);
}

/** Hellinger distance, from 0 to 1: sqrt(sum of (sqrt r - sqrt c)^2) / sqrt 2. */
export function hellingerOf(reference: Shares, current: Shares): number {
  const squares = reference.map((r, at) => (Math.sqrt(r) - Math.sqrt(current[at] ?? 0)) ** 2);
  return Math.sqrt(pairwiseSum(squares)) / Math.SQRT2;
}

/** p ln(p / q) by bin; 0 where p is. */
function relativeEntropies(p: Shares, q: Shares): Float64Array {
  return p.map((share, at) => {
    const other = q[at] ?? 0;
    if (share === 0) return 0;
    return other === 0 ? Infinity : share * Math.log(share / other);
  });
}

function normalised(shares: Shares): Shares {
  const sum = pairwiseSum(shares);
  return shares.map((share) => share / sum);
}
