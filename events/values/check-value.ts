import { NumberScanner } from './scan-number.ts';

const deepest = 256;
const encoder = new TextEncoder();
const words = ['true', 'false', 'null'].map((word) => encoder.encode(word));
const bareNumbers = ['NaN', 'Infinity', '-Infinity'].map((word) => encoder.encode(word));

/** 1 for the bytes at which a text is no longer plain: its end, an escape, a control character. */
export const textStops: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte < 32 || byte === 34 || byte === 92),
);

/** 1 for the bytes that may follow a backslash, `u` aside. */
const escapes = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number('"\\/bfnrt'.includes(String.fromCharCode(byte))),
);

/** Whether JSON allows the byte between its tokens. */
export function isBlank(byte: number): boolean {
  return byte <= 32 && (byte === 32 || byte === 10 || byte === 13 || byte === 9);
}

export function skipBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isBlank(bytes[at] as number)) at++;
  return at;
}

/** Offset behind the text whose opening quote is at `start`; -1 - the offset of the fault when there is none. */
export function skipText(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  for (;;) {
    while (textStops[bytes[at] as number] === 0) at++;
    if (bytes[at] === 34) return at + 1;
    const length = bytes[at] === 92 ? escapeLength(bytes, at + 1) : 0;
    if (length === 0) return -1 - at;
    at += 1 + length;
  }
}

/**
 * Tells JSON from what is none exactly as JSON.parse does, without an exception, which for a file full of bad rows
 * would cost a hundred times the rest.
 */
export class ValueChecker {
  /** A value was met that only Python writes: NaN or Infinity. */
  hasBareNumbers = false;
  /** The value is nested so deep that the checker gave up; then nothing is known about it. */
  isTooDeep = false;
  readonly #takesBareNumbers: boolean;
  readonly #numbers = new NumberScanner();

  /** With bare numbers, NaN and Infinity count as values. */
  constructor(takesBareNumbers: boolean) {
    this.#takesBareNumbers = takesBareNumbers;
  }

  /** Offset behind the value at `start`; -1 - the offset of the fault when there is none. */
  skip(bytes: Uint8Array, start: number): number {
    this.hasBareNumbers = false;
    this.isTooDeep = false;
    return this.#skipValue(bytes, start, 0);
  }

  #skipValue(bytes: Uint8Array, start: number, depth: number): number {
    const byte = bytes[start] as number;
    if (byte === 34) return skipText(bytes, start);
    if (byte === 91 || byte === 123) return this.#skipMembers(bytes, start, depth + 1);
    const end = this.#numbers.scan(bytes, start);
    return end < 0 ? this.#skipWord(bytes, start) : end;
  }

  #skipWord(bytes: Uint8Array, start: number): number {
    const word = wordAt(words, bytes, start);
    if (word !== undefined) return start + word.length;
    const bare = this.#takesBareNumbers ? wordAt(bareNumbers, bytes, start) : undefined;
    if (bare === undefined) return -1 - start;
    this.hasBareNumbers = true;
    return start + bare.length;
  }

  #skipMembers(bytes: Uint8Array, start: number, depth: number): number {
    if (depth > deepest) {
      this.isTooDeep = true;
      return -1 - start;
    }
    const isObject = bytes[start] === 123;
    const closing = isObject ? 125 : 93;
    let at = skipBlanks(bytes, start + 1);
    if (bytes[at] === closing) return at + 1;
    for (;;) {
      if (isObject) at = skipKey(bytes, at);
      if (at >= 0) at = this.#skipValue(bytes, at, depth);
      if (at < 0) return at;
      at = skipBlanks(bytes, at);
      if (bytes[at] === closing) return at + 1;
      if (bytes[at] !== 44) return -1 - at;
      at = skipBlanks(bytes, at + 1);
    }
  }
}

/** Offset of the value behind the key at `start` and its colon, or -1 - the offset of the fault. */
function skipKey(bytes: Uint8Array, start: number): number {
  const behind = bytes[start] === 34 ? skipText(bytes, start) : -1 - start;
  if (behind < 0) return behind;
  const colon = skipBlanks(bytes, behind);
  return bytes[colon] === 58 ? skipBlanks(bytes, colon + 1) : -1 - colon;
}

/** Length of what follows a backslash, or 0 when that is no escape. */
function escapeLength(bytes: Uint8Array, at: number): number {
  if (escapes[bytes[at] as number] === 1) return 1;
  if (bytes[at] !== 117) return 0;
  for (let i = 1; i <= 4; i++) if (!isHex(bytes[at + i] as number)) return 0;
  return 5;
}

function isHex(byte: number): boolean {
  const letter = byte | 32;
  return (byte >= 48 && byte <= 57) || (letter >= 97 && letter <= 102);
}

function wordAt(list: readonly Uint8Array[], bytes: Uint8Array, start: number): Uint8Array | undefined {
  for (const word of list) if (startsWith(bytes, start, word)) return word;
  return undefined;
}

function startsWith(bytes: Uint8Array, start: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word[i]) return false;
  return true;
}
