import { Carry } from '../source/carry.ts';
import type { FormatReader } from '../source/format-reader.ts';
import type { JsonRows } from './json-rows.ts';

const quote = 34;
const backslash = 92;
const comma = 44;
const open = 91;
const close = 93;

/**
 * Reads a JSON document in pieces: a row is an element of a top-level array, or a top-level object. Only the row at
 * hand is ever kept, however large the document.
 */
export class ElementReader implements FormatReader {
  readonly #rows: JsonRows;
  readonly #fail: (line: number) => never;
  readonly #carry = new Carry();
  #line = 1;
  #isInArray = false;
  #isInRow = false;
  /** The row is a number or a word, without brackets or quotes to end it. */
  #isWord = false;
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #rowLine = 0;

  /** `failTruncated` hears of an array without an end. */
  constructor(rows: JsonRows, failTruncated: (line: number) => never) {
    this.#rows = rows;
    this.#fail = failTruncated;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (!this.#isInRow) at = this.#findRow(chunk, at);
      if (!this.#isInRow) return;
      const start = at;
      at = this.#findRowEnd(chunk, at);
      if (this.#isInRow) this.#carry.add(chunk, start, at);
      else this.#readRow(chunk, start, at);
    }
  }

  end(): void {
    if (this.#isInRow) this.#readRow(new Uint8Array(0), 0, 0);
    if (this.#isInArray) this.#fail(this.#line);
  }

  /** Skips to the next row; the array's own brackets and commas are passed over. */
  #findRow(chunk: Uint8Array, from: number): number {
    let at = from;
    for (; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === 10) this.#line++;
      else if (byte === open && !this.#isInArray) this.#isInArray = true;
      else if (byte === close && this.#isInArray) this.#isInArray = false;
      else if (isClosing(byte)) this.#rows.read(chunk, at, at + 1, this.#line);
      else if (!isBlank(byte) && byte !== comma) {
        this.#startRow(byte);
        break;
      }
    }
    return at;
  }

  /** Offset just behind the row, or the chunk's end while the row goes on. */
  #findRowEnd(chunk: Uint8Array, from: number): number {
    if (this.#isWord) return this.#findWordEnd(chunk, from);
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === 10) this.#line++;
      if (this.#isInText) this.#stepInText(byte);
      else if (byte === quote) this.#isInText = true;
      else if (isOpening(byte)) this.#depth++;
      else if (isClosing(byte)) this.#depth--;
      if (this.#depth === 0 && !this.#isInText) return this.#finish(at + 1);
    }
    return chunk.length;
  }

  #findWordEnd(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.length && isWordByte(chunk[at] as number)) at++;
    return at < chunk.length ? this.#finish(at) : at;
  }

  #startRow(byte: number): void {
    this.#isInRow = true;
    this.#isWord = byte !== quote && !isOpening(byte);
    this.#isInText = false;
    this.#depth = 0;
    this.#rowLine = this.#line;
  }

  #stepInText(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isInText = false;
  }

  #finish(at: number): number {
    this.#isInRow = false;
    return at;
  }

  #readRow(chunk: Uint8Array, start: number, end: number): void {
    const carry = this.#carry;
    if (carry.isEmpty) this.#rows.read(chunk, start, end, this.#rowLine);
    else {
      carry.add(chunk, start, end);
      if (carry.isOver) this.#rows.skipLong(this.#rowLine);
      else this.#rows.read(carry.bytes, 0, carry.length, this.#rowLine);
      carry.clear();
    }
  }
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 13 || byte === 9 || byte === 10;
}

function isOpening(byte: number): boolean {
  return byte === 123 || byte === open;
}

function isClosing(byte: number): boolean {
  return byte === 125 || byte === close;
}

function isWordByte(byte: number): boolean {
  return !isBlank(byte) && byte !== comma && byte !== quote && !isOpening(byte) && !isClosing(byte);
}
