/** A square matrix whose entries are to be multiplied by 10^exponent. */
interface Scaled {
  readonly entries: Float64Array;
  readonly exponent: number;
}

/** Entries are brought back from here before they overflow. */
const large = 1e140;
const largeExponent = 140;

/**
 * The exact distribution function of the two-sided one-sample Kolmogorov-Smirnov statistic, as a power of a matrix:
 * Marsaglia, Tsang and Wang, Evaluating Kolmogorov's distribution, 2003. The matrix has about 2 `size` `distance` rows.
 */
export function marsagliaCdf(distance: number, size: number): number {
  const steps = size * distance;
  const k = Math.floor(steps) + 1;
  const order = 2 * k - 1;
  const power = raised({ entries: stepMatrix(order, k - steps), exponent: 0 }, size, order);
  let share = power.entries[(k - 1) * order + k - 1] ?? 0;
  let { exponent } = power;
  for (let at = 1; at <= size; at++) {
    share *= at / size;
    if (share < 1 / large) {
      share *= large;
      exponent -= largeExponent;
    }
  }
  return share * 10 ** exponent;
}

/** H of the paper; `rest` is how far the distance is from the next whole step. */
function stepMatrix(order: number, rest: number): Float64Array {
  const entries = new Float64Array(order * order);
  const add = (row: number, column: number, value: number) => {
    entries[row * order + column] = (entries[row * order + column] ?? 0) + value;
  };
  for (let row = 0; row < order; row++) {
    for (let column = 0; column <= Math.min(row + 1, order - 1); column++) add(row, column, 1);
    add(row, 0, -(rest ** (row + 1)));
    add(order - 1, row, -(rest ** (order - row)));
  }
  add(order - 1, 0, Math.max(0, 2 * rest - 1) ** order);
  for (let row = 0; row < order; row++) {
    for (let column = 0; column <= row; column++) {
      for (let divisor = 2; divisor <= row - column + 1; divisor++) {
        entries[row * order + column] = (entries[row * order + column] ?? 0) / divisor;
      }
    }
  }
  return entries;
}

/** By repeated squaring. */
function raised(matrix: Scaled, power: number, order: number): Scaled {
  if (power === 1) return matrix;
  const half = raised(matrix, Math.floor(power / 2), order);
  const squared = product(half, half, order);
  return power % 2 === 0 ? squared : product(matrix, squared, order);
}

function product(one: Scaled, other: Scaled, order: number): Scaled {
  const entries = new Float64Array(order * order);
  for (let row = 0; row < order; row++) {
    for (let inner = 0; inner < order; inner++) {
      const factor = one.entries[row * order + inner] ?? 0;
      if (factor === 0) continue;
      for (let column = 0; column < order; column++) {
        const at = row * order + column;
        entries[at] = (entries[at] ?? 0) + factor * (other.entries[inner * order + column] ?? 0);
      }
    }
  }
  const exponent = one.exponent + other.exponent;
  const middle = entries[(order >> 1) * order + (order >> 1)] ?? 0;
  if (middle <= large) return { entries, exponent };
  return { entries: entries.map((entry) => entry / large), exponent: exponent + largeExponent };
}
