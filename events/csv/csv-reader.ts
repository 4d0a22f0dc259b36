import type { Field } from '../columns/field.ts';
import { shorten } from '../problems.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import type { FormatReader } from '../source/format-reader.ts';
import { decodeUtf8 } from '../values/utf8.ts';
import { isMissingCell } from './missing-cell.ts';
import { type CellSink, parseCells } from './parse-cells.ts';
import { delimiters, type RecordSink, RecordSplitter } from './record-splitter.ts';

const carriageReturn = 13;
const isAbsent = -1;

/** Reads CSV with a header row. Cells are text until a field asks for a number; an empty cell, `NA` and the like are no value. */
export class CsvReader implements FormatReader, RecordSink, CellSink {
  delimiter: number | undefined;
  readonly #writer: RowWriter;
  readonly #splitter = new RecordSplitter(this);
  /** The fields each column feeds. */
  #columns: (readonly Field[])[] = [];
  #names: string[] = [];
  #lastFilled = isAbsent;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(writer: RowWriter) {
    this.#writer = writer;
  }

  push(chunk: Uint8Array): void {
    this.#splitter.push(chunk);
  }

  end(): void {
    this.#splitter.end();
  }

  record(bytes: Uint8Array, start: number, end: number, line: number): void {
    const last = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
    if (isBlank(bytes, start, last)) return;
    this.#bytes = bytes;
    if (this.delimiter === undefined) this.#readHeader(bytes, start, last);
    else this.#readRow(this.delimiter, start, last, line);
  }

  longRecord(line: number): void {
    this.#writer.reject(line, 'line-too-long', () => 'The row is longer than 16 MiB');
  }

  cell(index: number, start: number, end: number, text: string | undefined): void {
    if (start === end) return;
    this.#lastFilled = index;
    if (text === undefined && isMissingCell(this.#bytes, start, end)) return;
    const fields = this.#columns[index];
    if (fields === undefined) return;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i] as Field;
      if (text === undefined) this.#writer.row.setCellBytes(field, start, end);
      else this.#writer.row.setCell(field, text);
    }
  }

  #readHeader(bytes: Uint8Array, start: number, end: number): void {
    this.delimiter = delimiterOf(bytes, start, end);
    const names: string[] = [];
    const cell = (index: number, from: number, to: number, text: string | undefined) => {
      names[index] = (text ?? decodeUtf8(bytes, from, to)).trim();
    };
    parseCells(bytes, start, end, this.delimiter, { cell });
    this.#names = names;
    this.#writer.takeHeader(names);
    this.#columns = names.map((name) => (name === '' ? [] : this.#writer.fields.fieldsOf(name)));
  }

  #readRow(delimiter: number, start: number, end: number, line: number): void {
    const writer = this.#writer;
    writer.row.begin(this.#bytes);
    this.#lastFilled = isAbsent;
    const count = parseCells(this.#bytes, start, end, delimiter, this);
    const expected = this.#names.length;
    if (count === expected || (count > expected && this.#lastFilled < expected)) writer.commit(line);
    else {
      const bytes = this.#bytes;
      const shown = () => shorten(decodeUtf8(bytes, start, Math.min(end, start + 256)));
      const fault = count < 0 ? 'has a quote out of place' : `has ${count} cells, the header ${expected}`;
      writer.reject(line, 'bad-csv-row', () => `The row ${fault}: ${shown()}`);
    }
  }
}

/** The delimiter that stands most often in the header, outside of quotes. */
function delimiterOf(bytes: Uint8Array, start: number, end: number): number {
  const counts = delimiters.map(() => 0);
  let isQuoted = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 34) isQuoted = !isQuoted;
    const kind = isQuoted ? -1 : delimiters.indexOf(byte);
    if (kind >= 0) counts[kind] = (counts[kind] as number) + 1;
  }
  return delimiters[counts.indexOf(Math.max(...counts))] as number;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
  return true;
}
