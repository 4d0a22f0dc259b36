import { NumberScanner } from './scan-number.ts';

const words = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word));
const deepest = 32;

/** 1 for the bytes at which a text is no longer plain: its end, an escape, a control character. */
export const textStops: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte < 32 || byte === 34 || byte === 92),
);

/** Whether JSON allows the byte between its tokens. */
export function isBlank(byte: number): boolean {
  return byte <= 32 && (byte === 32 || byte === 10 || byte === 13 || byte === 9);
}

/**
 * Offset behind the JSON value at `start`, or -1 when there is none or it is not plain: with escapes, or nested very
 * deep. Nothing is made of the value, but it is checked as strictly as JSON.parse checks it.
 */
export function skipValue(bytes: Uint8Array, start: number, depth = deepest): number {
  const byte = bytes[start] as number;
  if (byte === 34) return plainTextEnd(bytes, start);
  if (byte === 91 || byte === 123) return depth === 0 ? -1 : skipMembers(bytes, start, depth);
  if (byte === 45 || (byte >= 48 && byte <= 57)) return new NumberScanner().scan(bytes, start);
  const word = words.find((one) => one.every((letter, i) => bytes[start + i] === letter));
  return word === undefined ? -1 : start + word.length;
}

/** Offset behind the closing quote of the text whose opening quote is at `start`, or -1. */
export function textEnd(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === 34) return at + 1;
    if (byte < 32) return -1;
    if (byte === 92) at++;
  }
  return -1;
}

function plainTextEnd(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === 34) return at + 1;
    if (byte === 92 || byte < 32) return -1;
  }
  return -1;
}

function skipMembers(bytes: Uint8Array, start: number, depth: number): number {
  const isObject = bytes[start] === 123;
  const closing = isObject ? 125 : 93;
  let at = skipBlanks(bytes, start + 1);
  if (bytes[at] === closing) return at + 1;
  for (;;) {
    if (isObject) at = skipKey(bytes, at);
    if (at < 0) return -1;
    at = skipValue(bytes, at, depth - 1);
    if (at < 0) return -1;
    at = skipBlanks(bytes, at);
    if (bytes[at] === closing) return at + 1;
    if (bytes[at] !== 44) return -1;
    at = skipBlanks(bytes, at + 1);
  }
}

/** Offset of the value behind the key at `start` and its colon, or -1. */
function skipKey(bytes: Uint8Array, start: number): number {
  const behind = bytes[start] === 34 ? plainTextEnd(bytes, start) : -1;
  if (behind < 0) return -1;
  const colon = skipBlanks(bytes, behind);
  return bytes[colon] === 58 ? skipBlanks(bytes, colon + 1) : -1;
}

function skipBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isBlank(bytes[at] as number)) at++;
  return at;
}
