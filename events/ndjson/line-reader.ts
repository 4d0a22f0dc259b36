import type { JsonRows } from '../json/json-rows.ts';
import { Carry } from '../source/carry.ts';
import type { FormatReader } from '../source/format-reader.ts';

const newline = 10;

/** Reads newline-delimited JSON: a row a line; blank lines are no rows. */
export class LineReader implements FormatReader {
  readonly #rows: JsonRows;
  readonly #carry = new Carry();
  #line = 1;

  constructor(rows: JsonRows) {
    this.#rows = rows;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    if (!this.#carry.isEmpty) {
      const end = chunk.indexOf(newline);
      this.#carry.add(chunk, 0, end < 0 ? chunk.length : end);
      if (end < 0) return;
      this.#readCarry();
      at = end + 1;
    }
    at = this.#readLines(chunk, at, chunk.lastIndexOf(newline) + 1);
    if (at < chunk.length) this.#carry.add(chunk, at, chunk.length);
  }

  end(): void {
    if (!this.#carry.isEmpty) this.#readCarry();
  }

  /** Reads the complete lines between two offsets and answers the second. */
  #readLines(chunk: Uint8Array, start: number, limit: number): number {
    let at = start;
    while (at < limit) {
      // Rows like earlier ones show their own ends, which spares the search for those of their lines.
      at = this.#rows.takeLines(chunk, at, this.#line);
      this.#line += this.#rows.taken;
      if (at >= limit) break;
      const end = chunk.indexOf(newline, at);
      this.#readLine(chunk, at, end);
      at = end + 1;
    }
    return Math.max(at, limit);
  }

  #readCarry(): void {
    const carry = this.#carry;
    if (carry.isOver) this.#rows.skipLong(this.#line++);
    else this.#readLine(carry.bytes, 0, carry.length);
    carry.clear();
  }

  #readLine(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    let to = end;
    while (from < to && isBlank(bytes[from] as number)) from++;
    while (to > from && isBlank(bytes[to - 1] as number)) to--;
    if (to > from) this.#rows.read(bytes, from, to, this.#line);
    this.#line++;
  }
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 13 || byte === 9;
}
