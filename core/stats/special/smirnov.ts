import { stirlingError } from './log-gamma.ts';

/**
 * Upper tail of the one-sided one-sample Kolmogorov-Smirnov statistic: the chance that the empirical distribution of
 * `size` values rises above the true one by at least `distance` somewhere. Birnbaum and Tingey (1951); each term of
 * their sum is a binomial probability, computed by saddle point (Loader 2000) so that large sizes lose no digits.
 */
export function smirnovTail(size: number, distance: number): number {
  if (distance <= 0) return 1;
  if (distance >= 1) return 0;
  const shift = size * distance;
  const last = Math.floor(size - shift);
  let sum = 0;
  for (let k = last; k >= 1; k--) sum += term(k, size, shift);
  return Math.min(1, Math.exp(size * Math.log1p(-distance)) + distance * sum);
}

/** C(n, k) p^k (1 - p)^(n - k) / p with p = (k + shift) / n. */
function term(k: number, n: number, shift: number): number {
  const rest = n - k;
  const p = (k + shift) / n;
  if (rest <= shift) return 0;
  const deviance = k * Math.log1p(shift / k) + rest * Math.log1p(-shift / rest);
  const correction = stirlingError(n) - stirlingError(k) - stirlingError(rest);
  return (Math.exp(correction + deviance) * Math.sqrt(n / (2 * Math.PI * k * rest))) / p;
}
