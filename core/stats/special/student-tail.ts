import { logGamma } from './log-gamma.ts';

const tiny = 1e-300;

/**
 * Upper tail of Student's t distribution: the chance of more than `t`, from 0 on, with `freedom` degrees of freedom.
 * NaN where there is no freedom or `t` is below 0.
 */
export function studentTail(t: number, freedom: number): number {
  if (!(freedom > 0) || !(t >= 0)) return Number.NaN;
  const square = t * t;
  const far = freedom / (freedom + square);
  const near = square / (freedom + square);
  const half = freedom / 2;
  const scale = Math.exp(
    logGamma(half + 0.5) -
      logGamma(half) -
      logGamma(0.5) +
      half * -Math.log1p(square / freedom) +
      0.5 * Math.log(near),
  );
  // The incomplete beta function, from the end where its fraction converges fast.
  return far < (half + 1) / (half + 2.5)
    ? (scale * betaFraction(half, 0.5, far)) / half / 2
    : (1 - 2 * scale * betaFraction(0.5, half, near)) / 2;
}

/** The continued fraction of the incomplete beta function, by Lentz's method (Press et al., Numerical Recipes, 6.4). */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return fraction;
}

/** A divisor that is not quite zero. */
const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
