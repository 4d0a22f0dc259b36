/** B(2k) / (2k (2k - 1)): the coefficients of Stirling's series. */
const stirling = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;

/** From here on the series is exact to double precision. */
const seriesFrom = 16;

/**
 * What Stirling's formula lacks: `ln(n!) - ln(sqrt(2 pi n) (n / e)^n)`, for n from 0 on that need not be whole. Around
 * 1 / (12 n); at 0 its limit there, infinite.
 */
export function stirlingError(n: number): number {
  if (n >= seriesFrom) return stirlingSeries(n);
  return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI);
}

function stirlingSeries(n: number): number {
  const square = n * n;
  return stirling.reduceRight((sum, coefficient) => sum / square + coefficient, 0) / n;
}

/** Natural logarithm of the gamma function for `x` above 0, to an absolute 1e-14 (relative where it is large). */
export function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0;
  let product = 1;
  let shifted = x;
  while (shifted < seriesFrom) {
    product *= shifted;
    shifted += 1;
  }
  const large =
    (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + stirlingSeries(shifted);
  return large - Math.log(product);
}
