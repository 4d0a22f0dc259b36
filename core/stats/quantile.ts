/**
 * A quantile of values in ascending order, by linear interpolation between the two nearest, in the operation order of
 * numpy's `quantile`. `share` from 0 (the smallest) to 1 (the largest); NaN without values.
 */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  const part = position - below;
  const step = high - low;
  return part >= 0.5 ? high - step * (1 - part) : low + step * part;
}
