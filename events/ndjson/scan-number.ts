import { decodeUtf8 } from '../columns/utf8.ts';

const exactPowers = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const largestExact = Number.MAX_SAFE_INTEGER;

/** Reads JSON numbers off bytes, bit for bit as JSON.parse does. */
export class NumberScanner {
  value = 0;
  #mantissa = 0.5;

  /** Offset behind the number at `start`, whose value is then in `value`; -1 when there is no JSON number. */
  scan(bytes: Uint8Array, start: number): number {
    const first = bytes[start] === 45 ? start + 1 : start;
    this.#mantissa = 0;
    let at = bytes[first] === 48 ? first + 1 : this.#takeDigits(bytes, first);
    if (at === first) return -1;
    let scale = 0;
    if (bytes[at] === 46) {
      const point = at;
      at = this.#takeDigits(bytes, point + 1);
      scale = at - point - 1;
      if (scale === 0) return -1;
    }
    const byte = bytes[at];
    if (byte === 101 || byte === 69) return this.#takeExponent(bytes, start, at);
    const mantissa = this.#mantissa;
    if (mantissa <= largestExact && scale <= 22) {
      // Both operands are exact, so the quotient is the double nearest to the decimal.
      const size = scale === 0 ? mantissa : mantissa / (exactPowers[scale] as number);
      this.value = first === start ? size : -size;
    } else this.value = Number(decodeUtf8(bytes, start, at));
    return at;
  }

  #takeDigits(bytes: Uint8Array, start: number): number {
    let at = start;
    let mantissa = this.#mantissa;
    for (;;) {
      const digit = (bytes[at] as number) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      mantissa = mantissa * 10 + digit;
      at++;
    }
    this.#mantissa = mantissa;
    return at;
  }

  #takeExponent(bytes: Uint8Array, start: number, exponent: number): number {
    let at = exponent + 1;
    if (bytes[at] === 43 || bytes[at] === 45) at++;
    const first = at;
    while ((bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at++;
    if (at === first) return -1;
    this.value = Number(decodeUtf8(bytes, start, at));
    return at;
  }
}
