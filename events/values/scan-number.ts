import { longDecimal } from './long-decimal.ts';
import { decodeUtf8 } from './utf8.ts';

const exactPowers = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const largestExact = Number.MAX_SAFE_INTEGER;
/** Digits that always fit a double exactly, and how many more are taken apart from them. */
const exactDigits = 15;
const moreDigits = 4;

/** Reads JSON numbers off bytes, bit for bit as JSON.parse does. */
export class NumberScanner {
  value = 0.5;

  /** Offset behind the number at `start`, whose value is then in `value`; -1 when there is no JSON number. */
  scan(bytes: Uint8Array, start: number): number {
    const first = bytes[start] === 45 ? start + 1 : start;
    let at = first;
    let byte = bytes[at] as number;
    let mantissa = 0;
    while (byte >= 48 && byte <= 57) {
      mantissa = mantissa * 10 + (byte - 48);
      byte = bytes[++at] as number;
    }
    const point = at;
    if (byte === 46) {
      byte = bytes[++at] as number;
      while (byte >= 48 && byte <= 57) {
        mantissa = mantissa * 10 + (byte - 48);
        byte = bytes[++at] as number;
      }
      if (at === point + 1) return -1;
    }
    // A number has digits before its point, and of more than one the first is no zero.
    if (point !== first + 1 && bytes[first] === 48) return this.#takeZero(start, first);
    if (point === first) return -1;
    // With the bit that tells small letters from capitals, both are an e.
    if ((byte | 32) === 101) return this.#takeExponent(bytes, start, at);
    this.value = sizeOf(bytes, first, at, mantissa, at === point ? 0 : at - point - 1);
    return first === start ? at : this.#negate(at);
  }

  #negate(end: number): number {
    this.value = -this.value;
    return end;
  }

  /** A zero ends the number it begins, unless a point follows. */
  #takeZero(start: number, first: number): number {
    this.value = first === start ? 0 : -0;
    return first + 1;
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

/** Value of a decimal without sign and exponent, by its digits as far as doubles tell them and those behind its point. */
function sizeOf(bytes: Uint8Array, start: number, end: number, mantissa: number, scale: number): number {
  // If mantissa and power are exact, their quotient is the double nearest to the decimal.
  const isExact = mantissa <= largestExact && scale <= 22;
  return isExact ? mantissa / (exactPowers[scale] as number) : sizeOfLong(bytes, start, end, scale);
}

/** The same for one that has more digits than a double holds. */
function sizeOfLong(bytes: Uint8Array, start: number, end: number, scale: number): number {
  let high = 0;
  let low = 0;
  let count = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || (digit === 0 && count === 0)) continue;
    if (count++ < exactDigits) high = high * 10 + digit;
    else low = low * 10 + digit;
  }
  const more = count - exactDigits;
  const canTell = scale <= 22 && more > 0 && more <= moreDigits;
  const size = canTell
    ? longDecimal(high, exactPowers[more] as number, low, exactPowers[scale] as number)
    : Number.NaN;
  return Number.isNaN(size) ? Number(decodeUtf8(bytes, start, end)) : size;
}
