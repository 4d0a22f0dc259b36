import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFixed } from '../../../core/spec/format-number.ts';

/** The exact decimal expansion of a double, rounded half to even: slow, and independent of `toFixed`. */
function oracle(value: number, decimals: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const exponent = Number(raw >> 52n) || 1;
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = Number(raw >> 52n) === 0 ? fraction : fraction | 0x10000000000000n;
  const shift = BigInt(exponent - 1075);
  const scaled = mantissa * 10n ** BigInt(decimals);
  const [numerator, denominator] = shift >= 0n ? [scaled << shift, 1n] : [scaled, 1n << -shift];
  const [whole, rest] = [numerator / denominator, (numerator % denominator) * 2n];
  const up = rest > denominator || (rest === denominator && whole % 2n === 1n);
  const digits = String(up ? whole + 1n : whole).padStart(decimals + 1, '0');
  return sign + (decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`);
}

describe('formatFixed prints as Rust does', () => {
  test.each([
    [0.125, 2, '0.12'],
    [0.375, 2, '0.38'],
    [2.5, 0, '2'],
    [3.5, 0, '4'],
    [-0.125, 2, '-0.12'],
    [1.005, 2, '1.00'],
    [-0, 2, '-0.00'],
    [0.00001, 4, '0.0000'],
    [1e22, 1, '10000000000000000000000.0'],
    [Number.NaN, 2, 'NaN'],
    [Number.POSITIVE_INFINITY, 2, 'inf'],
    [Number.NEGATIVE_INFINITY, 2, '-inf'],
  ])('%s with %s decimals is %s', (value, decimals, text) => {
    expect(formatFixed(value, decimals)).toBe(text);
  });

  test('any finite value', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, fc.integer({ min: 0, max: 8 }), (value, decimals) => {
        expect(formatFixed(value, decimals)).toBe(oracle(value, decimals));
      }),
      { numRuns: 2000 },
    );
  });

  test('exact ties', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: 0, max: 4 }),
        (n, decimals) => {
          const tie = n / 2 ** (decimals + 1);
          expect(formatFixed(tie, decimals)).toBe(oracle(tie, decimals));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
