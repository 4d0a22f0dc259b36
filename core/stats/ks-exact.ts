/**
 * Exact two-sided p-value of the two-sample Kolmogorov-Smirnov test, in the operation order of scipy 1.10: the chance
 * that the empirical distributions of two samples of one continuous distribution differ by at least `distance`.
 * Meant for samples up to 10 000, beyond which scipy takes the asymptotic distribution.
 */
export function ksExact(distance: number, sizeOne: number, sizeOther: number): number {
  const divisor = greatestCommonDivisor(sizeOne, sizeOther);
  const steps = Math.round(distance * (sizeOne / divisor) * sizeOther);
  if (steps === 0) return 1;
  if (sizeOne === sizeOther) return ksExactEqual(steps, sizeOne);
  return ksExactPaths(steps, Math.max(sizeOne, sizeOther), Math.min(sizeOne, sizeOther), divisor);
}

/** The same for two samples of `size`, `steps` being the distance times that size: Hodges (1957), by reflection. */
export function ksExactEqual(steps: number, size: number): number {
  if (steps === 0) return 1;
  let share = 0;
  for (let reflections = Math.floor(size / steps); reflections >= 0; reflections--) {
    let ratio = 1;
    const shifted = reflections * steps;
    for (let at = 0; at < steps; at++) ratio = ((size - shifted - at) * ratio) / (size + shifted + at + 1);
    share = ratio * (1 - share);
  }
  // Where nearly every path is that far apart, rounding can end above 1.
  return Math.min(1, 2 * share);
}

/** Share of the lattice paths from (0, 0) to (larger, smaller) that leave the band of half width `steps`. */
function ksExactPaths(steps: number, larger: number, smaller: number, divisor: number): number {
  const stepLarger = larger / divisor;
  const stepSmaller = smaller / divisor;
  let low = 0;
  let high = Math.min(Math.ceil(steps / stepLarger), smaller + 1);
  // One column of the lattice, from `low` on: the share of paths to each point that have left the band.
  const column = new Float64Array(smaller + 2).fill(1);
  column.fill(0, 0, high);
  for (let at = 1; at <= larger; at++) {
    const lowBefore = low;
    const lengthBefore = high - low;
    low = Math.min(Math.max(Math.floor((stepSmaller * at - steps) / stepLarger) + 1, 0), smaller);
    high = Math.min(Math.ceil((stepSmaller * at + steps) / stepLarger), smaller + 1);
    if (high <= low) return 1;
    let share = low === 0 ? 0 : 1;
    for (let to = low; to < high; to++) {
      share = ((column[to - lowBefore] ?? 1) * at + share * to) / (at + to);
      column[to - low] = share;
    }
    if (lengthBefore > high - low) column.fill(1, high - low, lengthBefore);
  }
  return column[smaller - low] ?? 1;
}

/** Of two whole numbers. */
export function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
