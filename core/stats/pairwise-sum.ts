/**
 * Sum in the order of numpy's `sum`, which adds in pairs: more exact than from left to right, and equal to numpy to the
 * last bit.
 */
export function pairwiseSum(values: ArrayLike<number>, from = 0, to = values.length): number {
  const length = to - from;
  if (length < 8) {
    let sum = 0;
    for (let at = from; at < to; at++) sum += values[at] ?? 0;
    return sum;
  }
  if (length <= 128) return sumByEight(values, from, to);
  const half = Math.floor(length / 2);
  const middle = from + half - (half % 8);
  return pairwiseSum(values, from, middle) + pairwiseSum(values, middle, to);
}

/** Eight sums side by side, joined in pairs; what is left over is added at the end. */
function sumByEight(values: ArrayLike<number>, from: number, to: number): number {
  const sums = new Float64Array(8);
  for (let lane = 0; lane < 8; lane++) sums[lane] = values[from + lane] ?? 0;
  let at = from + 8;
  for (; at + 8 <= to; at += 8) {
    for (let lane = 0; lane < 8; lane++) sums[lane] = (sums[lane] ?? 0) + (values[at + lane] ?? 0);
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = sums;
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (; at < to; at++) sum += values[at] ?? 0;
  return sum;
}

/** Arithmetic mean as numpy's `mean`; NaN without values. */
export function pairwiseMean(values: ArrayLike<number>): number {
  return pairwiseSum(values) / values.length;
}

/** Population standard deviation (divisor n) as numpy's `std`; NaN without values. */
export function pairwiseStd(values: ArrayLike<number>): number {
  const mean = pairwiseMean(values);
  const squares = Float64Array.from(values, (value) => (value - mean) * (value - mean));
  return Math.sqrt(pairwiseMean(squares));
}
