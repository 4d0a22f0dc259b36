import { Carry } from '../source/carry.ts';

const quote = 34;
const newline = 10;

/** Takes a record: its bytes without the line break, and the lines it starts on and reaches over. */
export interface RecordSink {
  /** Byte between cells; undefined until the header has told. */
  readonly delimiter: number | undefined;
  record(bytes: Uint8Array, start: number, end: number, line: number): void;
  longRecord(line: number): void;
}

/** Cuts CSV text into records. A line break within quotes belongs to its cell. */
export class RecordSplitter {
  readonly #sink: RecordSink;
  readonly #carry = new Carry();
  #line = 1;
  #lineBreaks = 0;
  #isQuoted = false;
  #isAtCellStart = true;
  #isAfterQuote = false;
  /** Offset of the next quote in the chunk, or its length. */
  #nextQuote = 0;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    this.#nextQuote = -1;
    let at = 0;
    while (at < chunk.length) {
      const end = this.#findEnd(chunk, at);
      if (end < 0) {
        this.#carry.add(chunk, at, chunk.length);
        return;
      }
      this.#emit(chunk, at, end);
      at = end + 1;
    }
  }

  end(): void {
    if (!this.#carry.isEmpty) this.#emit(new Uint8Array(0), 0, 0);
  }

  #emit(chunk: Uint8Array, start: number, end: number): void {
    const carry = this.#carry;
    const line = this.#line;
    this.#line += this.#lineBreaks + 1;
    this.#lineBreaks = 0;
    this.#isAtCellStart = true;
    this.#isAfterQuote = false;
    if (carry.isEmpty) {
      this.#sink.record(chunk, start, end, line);
      return;
    }
    carry.add(chunk, start, end);
    if (carry.isOver) this.#sink.longRecord(line);
    else this.#sink.record(carry.bytes, 0, carry.length, line);
    carry.clear();
  }

  /** Offset of the line break that ends the record, or -1. */
  #findEnd(chunk: Uint8Array, from: number): number {
    if (this.#isQuoted) return this.#findEndQuoted(chunk, from);
    const end = chunk.indexOf(newline, from);
    if (this.#nextQuote < from) {
      const at = chunk.indexOf(quote, from);
      this.#nextQuote = at < 0 ? chunk.length : at;
    }
    const isPlain = this.#nextQuote > (end < 0 ? chunk.length - 1 : end);
    // A record cut by the chunk's end is walked through, so that the next chunk finds the state it needs.
    return isPlain && end >= 0 ? end : this.#findEndQuoted(chunk, from);
  }

  #findEndQuoted(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === newline && !this.#isQuoted) return at;
      if (byte === newline) this.#lineBreaks++;
      this.#step(byte);
    }
    return -1;
  }

  #step(byte: number): void {
    if (this.#isQuoted) {
      this.#isQuoted = byte !== quote;
      this.#isAfterQuote = byte === quote;
      return;
    }
    this.#isQuoted = byte === quote && (this.#isAtCellStart || this.#isAfterQuote);
    this.#isAfterQuote = false;
    if (this.#isDelimiter(byte)) this.#isAtCellStart = true;
    else if (byte !== 32) this.#isAtCellStart = false;
  }

  #isDelimiter(byte: number): boolean {
    const { delimiter } = this.#sink;
    return delimiter === undefined ? delimiters.includes(byte) : byte === delimiter;
  }
}

/** Comma, semicolon, tab and bar: what may stand between cells. */
export const delimiters: readonly number[] = [44, 59, 9, 124];
