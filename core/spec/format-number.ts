/**
 * `value` with a fixed number of decimals, as Rust's `{:.N}` prints it: the exact binary value is rounded, and an
 * exact tie goes to the even digit (`Number.prototype.toFixed` rounds ties up). Alert messages are compared by text,
 * so they must come out the same in every implementation.
 */
export function formatFixed(value: number, decimals: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return sign + formatMagnitude(Math.abs(value), decimals);
}

function formatMagnitude(value: number, decimals: number): string {
  if (value >= 1e21) return `${BigInt(value)}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
  const rounded = value.toFixed(decimals);
  return isTie(value, decimals) && isOdd(rounded) ? roundedDown(value, decimals) : rounded;
}

/** A tie needs a value with exactly `decimals + 1` decimals, which is then a multiple of 2^-(decimals + 1). */
function isTie(value: number, decimals: number): boolean {
  return Number.isInteger(value * 2 ** (decimals + 1)) && value.toFixed(decimals + 1).endsWith('5');
}

const isOdd = (digits: string) => Number(digits.at(-1)) % 2 === 1;

/** The tie rounded down: its own exact digits without the final 5. */
function roundedDown(value: number, decimals: number): string {
  const digits = value.toFixed(decimals + 1).slice(0, -1);
  return digits.endsWith('.') ? digits.slice(0, -1) : digits;
}
