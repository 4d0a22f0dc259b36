import { decodeUtf8 } from '../columns/utf8.ts';
import type { RowScanner } from '../ndjson/scan-row.ts';
import { shorten } from '../problems.ts';
import { flatten } from '../rows/flatten.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { notJson, parseJson } from './parse-json.ts';
import { Unwrapper } from './unwrap.ts';

/** Reads rows that are each one JSON value. */
export class JsonRows {
  readonly #writer: RowWriter;
  readonly #unwrapper = new Unwrapper();

  readonly #scanner: RowScanner | undefined;

  /** Without a scanner all rows go through JSON.parse, with the same result. */
  constructor(writer: RowWriter, scanner?: RowScanner) {
    this.#writer = writer;
    this.#scanner = scanner;
  }

  /** A row between two offsets, without blanks around it. */
  read(bytes: Uint8Array, start: number, end: number, line: number): void {
    const writer = this.#writer;
    if (this.#scanner?.scan(bytes, start) === end) {
      writer.commit(line);
      return;
    }
    const value = parseJson(bytes, start, end);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      writer.row.begin(bytes);
      flatten(writer.row, this.#unwrapper.unwrap(value), writer.fields.root);
      writer.commit(line);
    } else {
      const shown = () => shorten(decodeUtf8(bytes, start, Math.min(end, start + 256)));
      if (value === notJson) writer.reject(line, 'not-json', () => `The row is not JSON: ${shown()}`);
      else writer.reject(line, 'not-an-object', () => `The row must be a JSON object, not ${shown()}`);
    }
  }

  /** A row too long to be looked at. */
  skipLong(line: number): void {
    this.#writer.reject(line, 'line-too-long', () => 'The row is longer than 16 MiB');
  }
}
