import { longDecimal } from './long-decimal.ts';
import { decodeUtf8 } from './utf8.ts';

const exactPowers = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const largestExact = Number.MAX_SAFE_INTEGER;
/** Digits that always fit a double exactly, and how many more are taken apart from them. */
const exactDigits = 15;
const moreDigits = 4;
/** Bytes of a decimal that 32 bits hold whatever its digits, and one. */
const shortest = 10;

/** Reads JSON numbers off bytes, bit for bit as JSON.parse does. */
export class NumberScanner {
  value = 0;
  #mantissa = 0.5;

  /** Offset behind the number at `start`, whose value is then in `value`; -1 when there is no JSON number. */
  scan(bytes: Uint8Array, start: number): number {
    const end = this.#scanShort(bytes, start);
    return end < 0 ? this.#scanAny(bytes, start) : end;
  }

  /** Most numbers have no exponent and so few digits that whole numbers of 32 bits do; -1 when this one has more. */
  #scanShort(bytes: Uint8Array, start: number): number {
    const first = bytes[start] === 45 ? start + 1 : start;
    const limit = first + shortest;
    let mantissa = 0;
    let at = first;
    let point = limit;
    for (; at < limit; at++) {
      const byte = bytes[at] as number;
      if (byte >= 48 && byte <= 57) mantissa = (mantissa * 10 + byte - 48) | 0;
      else if (byte === 46 && point === limit) point = at;
      else break;
    }
    // What has no digit before or behind its point, a needless zero or an exponent is left to the other way.
    const wholeDigits = Math.min(point, at) - first;
    const hasRest = at === limit || at - 1 === point || ((bytes[at] as number) | 32) === 101;
    if (hasRest || wholeDigits === 0 || (wholeDigits > 1 && bytes[first] === 48)) return -1;
    const size = point < at ? mantissa / (exactPowers[at - point - 1] as number) : mantissa;
    this.value = first === start ? size : -size;
    return at;
  }

  #scanAny(bytes: Uint8Array, start: number): number {
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
    // Mantissa and power are exact, so their quotient is the double nearest to the decimal.
    const size =
      this.#mantissa <= largestExact && scale <= 22
        ? this.#mantissa / (exactPowers[scale] as number)
        : sizeOfLong(bytes, first, at, scale);
    this.value = first === start ? size : -size;
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

/** Value of a decimal without sign and exponent that has more digits than a double holds. */
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
