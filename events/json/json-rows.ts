import { RowScanner } from '../ndjson/scan-row.ts';
import { TemplateBook } from '../ndjson/template-book.ts';
import { shorten } from '../problems.ts';
import { flatten } from '../rows/flatten.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { decodeUtf8 } from '../values/utf8.ts';
import { JsonParser, notJson } from './parse-json.ts';
import { isObject, Unwrapper } from './unwrap.ts';

/** Reads rows that are each one JSON value. */
export class JsonRows {
  readonly #writer: RowWriter;
  readonly #parser = new JsonParser();
  readonly #unwrapper = new Unwrapper();
  readonly #scanner: RowScanner | undefined;
  readonly #book: TemplateBook | undefined;

  /** Unless `isFast`, all rows go through JSON.parse, with the same result. */
  constructor(writer: RowWriter, isFast = true) {
    this.#writer = writer;
    this.#scanner = isFast ? new RowScanner(writer.row, writer.fields.root) : undefined;
    this.#book = isFast ? new TemplateBook(writer) : undefined;
  }

  /** Lines that {@link takeLines} has taken. */
  get taken(): number {
    return this.#book?.taken ?? 0;
  }

  /** Takes lines from an offset on for as long as they are like earlier rows; answers the offset behind the last one. */
  takeLines(bytes: Uint8Array, start: number, firstLine: number): number {
    return this.#book?.takeLines(bytes, start, firstLine) ?? start;
  }

  /** A row between two offsets, without blanks around it. */
  read(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (this.#book?.take(bytes, start, end, line) === true) return;
    if (this.#scanner?.scan(bytes, start) === end) {
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
    const value = this.#parser.parse(bytes, start, end);
    if (isObject(value)) {
      writer.row.begin(bytes);
      flatten(writer.row, this.#unwrapper.unwrap(value), writer.fields.root);
      writer.commit(line);
      return;
    }
    if (value === notJson) this.#rejectAsText(bytes, start, end, line);
    else this.#rejectAsValue(bytes, start, end, line);
  }

  #rejectAsText(bytes: Uint8Array, start: number, end: number, line: number): void {
    const { fault } = this.#parser;
    this.#writer.reject(line, 'not-json', () => {
      const place = decodeUtf8(bytes, start, fault).length + 1;
      return `The row is not JSON from character ${place} on: ${excerpt(bytes, start, end)}`;
    });
  }

  #rejectAsValue(bytes: Uint8Array, start: number, end: number, line: number): void {
    this.#writer.reject(
      line,
      'not-an-object',
      () => `The row must be a JSON object, not ${excerpt(bytes, start, end)}`,
    );
  }
}

function excerpt(bytes: Uint8Array, start: number, end: number): string {
  return shorten(decodeUtf8(bytes, start, Math.min(end, start + 256)));
}
