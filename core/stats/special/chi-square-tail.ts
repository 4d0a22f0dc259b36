import { logGamma } from './log-gamma.ts';

const precision = 1e-17;
const tiny = 1e-300;

/**
 * Upper tail of the chi-square distribution: the chance of a statistic of at least `statistic` with `freedom` degrees of
 * freedom. 1 at 0; NaN where there is no freedom or no statistic.
 */
export function chiSquareTail(statistic: number, freedom: number): number {
  if (!(freedom > 0) || Number.isNaN(statistic)) return Number.NaN;
  return upperGamma(freedom / 2, statistic / 2);
}

/** Upper tail of the standard normal distribution: the chance of more than `z`. */
export function normalTail(z: number): number {
  const beyond = upperGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? 1 - beyond : beyond;
}

/** Regularised upper incomplete gamma function Q(a, x): by its series below a + 1, by its continued fraction above. */
function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * precision; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Lentz's method (Press et al., Numerical Recipes, 6.2). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 10_000; n++) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / away(step * d + b);
    c = away(b + step / c);
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction;
}

/** A divisor that is not quite zero. */
const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
