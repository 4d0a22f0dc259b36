import { normalTail } from './normal-tail.ts';

/** Integration reaches as far as a normal value ever does, in steps fine enough for correlations up to the greatest. */
const reach = 8.5;
const intervals = 6000;
const greatest = 0.999;

/**
 * How often values leave a band: the probability that a standard normal value lies in it and the next one does not.
 * One over it is the mean number of values from one leaving to the next. Values are stationary, and normal in pairs.
 * @param low lower end in standard deviations from the mean; -Infinity for none
 * @param high upper end
 * @param correlation of each value with the one before, -1 to 1; 0 where they are independent
 */
export function leavingShare(low: number, high: number, correlation = 0): number {
  const [from, to] = [Math.max(low, -reach), Math.min(high, reach)];
  if (from >= to) return 0;
  const rho = Math.min(Math.max(correlation, -greatest), greatest);
  const scale = Math.sqrt(1 - rho * rho);
  const outside = (mean: number) => lowerTail((low - mean) / scale) + lowerTail((mean - high) / scale);
  return simpson(from, to, (value) => density(value) * outside(rho * value));
}

/**
 * How often a tabular CUSUM that is not set back starts to alarm by chance, on independent normal values around the
 * baseline: the probability that its sum does not exceed `h` and the next one does. A sum that has been over `h` soon is
 * again, so this is more often than one over the run length to the first alarm. Undefined for an allowance below 0.1:
 * such a sum has hardly a level of its own. The sum's distribution is that of Siegmund, Sequential Analysis, 1985
 * (chapter X): beyond `x` with probability exp(-2k (x + 0.583)).
 * @param k allowance, in standard deviations
 * @param h decision interval, in standard deviations
 * @param sides 1 where only one direction alarms, 2 for both
 */
export function cusumStartShare(k: number, h: number, sides: 1 | 2): number | undefined {
  if (k < 0.1) return undefined;
  const beyond = (sum: number) => Math.exp(-2 * k * (sum + overshoot));
  const jump = (sum: number) => lowerTail(sum - h - k);
  const fromZero = (1 - beyond(0)) * jump(0);
  return sides * (fromZero + simpson(0, h, (sum) => 2 * k * beyond(sum) * jump(sum)));
}

/** Mean overshoot of a walk of normal steps over a boundary far away. */
const overshoot = 0.583;

const density = (value: number) => Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI);

/** Probability of a standard normal value below this. */
function lowerTail(value: number): number {
  const beyond = normalTail(Math.abs(value)) / 2;
  return value < 0 ? beyond : 1 - beyond;
}

function simpson(from: number, to: number, of: (value: number) => number): number {
  const step = (to - from) / intervals;
  let sum = of(from) + of(to);
  for (let at = 1; at < intervals; at += 1) sum += (at % 2 === 0 ? 2 : 4) * of(from + at * step);
  return (sum * step) / 3;
}
