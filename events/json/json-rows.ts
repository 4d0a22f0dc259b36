import { decodeUtf8 } from '../columns/utf8.ts';
import { RowScanner } from '../ndjson/scan-row.ts';
import { TemplateBook } from '../ndjson/template-book.ts';
import { shorten } from '../problems.ts';
import { flatten } from '../rows/flatten.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { notJson, parseJson } from './parse-json.ts';
import { isObject, Unwrapper } from './unwrap.ts';

/** Reads rows that are each one JSON value. */
export class JsonRows {
  readonly #writer: RowWriter;
  readonly #unwrapper = new Unwrapper();
  readonly #scanner: RowScanner | undefined;
  readonly #book: TemplateBook | undefined;

  /** Unless `isFast`, all rows go through JSON.parse, with the same result. */
  constructor(writer: RowWriter, isFast = true) {
    this.#writer = writer;
    this.#scanner = isFast ? new RowScanner(writer.row, writer.fields.root) : undefined;
    this.#book = isFast ? new TemplateBook(writer) : undefined;
  }

  /** Offset behind the row at `start` if it is like an earlier one, else -1; `takeKnown` then takes that row. */
  match(bytes: Uint8Array, start: number): number {
    return this.#book === undefined ? -1 : this.#book.match(bytes, start);
  }

  takeKnown(line: number): void {
    this.#book?.commit(line);
  }

  /** A row between two offsets, without blanks around it. */
  read(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (this.match(bytes, start) === end) this.takeKnown(line);
    else if (this.#scanner?.scan(bytes, start) === end) {
      const plan = this.#writer.commit(line);
      if (plan !== undefined) this.#book?.learn(plan, this.#scanner.members, bytes, start, end);
    } else this.#parse(bytes, start, end, line);
  }

  /** A row too long to be looked at. */
  skipLong(line: number): void {
    this.#writer.reject(line, 'line-too-long', () => 'The row is longer than 16 MiB');
  }

  #parse(bytes: Uint8Array, start: number, end: number, line: number): void {
    const writer = this.#writer;
    const value = parseJson(bytes, start, end);
    if (isObject(value)) {
      writer.row.begin(bytes);
      flatten(writer.row, this.#unwrapper.unwrap(value), writer.fields.root);
      writer.commit(line);
      return;
    }
    this.#reject(bytes, start, end, line, value === notJson);
  }

  #reject(bytes: Uint8Array, start: number, end: number, line: number, isNotJson: boolean): void {
    const shown = () => shorten(decodeUtf8(bytes, start, Math.min(end, start + 256)));
    if (isNotJson) this.#writer.reject(line, 'not-json', () => `The row is not JSON: ${shown()}`);
    else this.#writer.reject(line, 'not-an-object', () => `The row must be a JSON object, not ${shown()}`);
  }
}
