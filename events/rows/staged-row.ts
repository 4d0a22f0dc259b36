import { type Field, isBoolean, isCell, isNull, isNumber, isOther, isText } from '../columns/field.ts';
import type { PathNode } from '../columns/path-node.ts';
import { shorten } from '../problems.ts';
import { NumberScanner } from '../values/scan-number.ts';
import { decodeUtf8 } from '../values/utf8.ts';

/** The row being read: its values lie in the fields until the row is found good. */
export class StagedRow {
  stamp = 0;
  /** The fields of this row that may reach a column; only the first `count` are this row's. */
  readonly touched: Field[] = [];
  count = 0;
  /** Keys not seen in a good row so far: parent, key and value, three entries each. */
  readonly unknown: unknown[] = [];
  readonly #numbers = new NumberScanner();
  #buffer: Uint8Array = new Uint8Array(0);

  /** Starts a row; texts given as offsets lie in `buffer`. */
  begin(buffer: Uint8Array): void {
    this.stamp++;
    this.count = 0;
    this.#buffer = buffer;
    if (this.unknown.length > 0) this.unknown.length = 0;
  }

  has(field: Field): boolean {
    return field.stamp === this.stamp;
  }

  setNumber(field: Field, value: number): void {
    field.number = value;
    this.#stage(field, isNumber);
  }

  setBoolean(field: Field, value: boolean): void {
    field.number = value ? 1 : 0;
    this.#stage(field, isBoolean);
  }

  setText(field: Field, text: string): void {
    field.text = text;
    this.#stage(field, isText);
  }

  setTextBytes(field: Field, start: number, end: number): void {
    field.text = undefined;
    field.start = start;
    field.end = end;
    this.#stage(field, isText);
  }

  setCell(field: Field, text: string): void {
    field.text = text;
    this.#stage(field, isCell);
  }

  setCellBytes(field: Field, start: number, end: number): void {
    field.text = undefined;
    field.start = start;
    field.end = end;
    this.#stage(field, isCell);
  }

  setNull(field: Field): void {
    this.#stage(field, isNull);
  }

  /** Notes that the field holds an object or an array. */
  setOther(field: Field): void {
    this.#stage(field, isOther);
  }

  /** Stages a value that JSON.parse made at the fields of a path; what is inside objects is the caller's. */
  setValue(node: PathNode, value: unknown): void {
    for (const field of node.fields) {
      if (typeof value === 'number') this.setNumber(field, value);
      else if (typeof value === 'string') this.setText(field, value);
      else if (typeof value === 'boolean') this.setBoolean(field, value);
      else if (value === null) this.setNull(field);
      else this.setOther(field);
    }
  }

  /** The text or cell a field holds. */
  textOf(field: Field): string {
    return field.text ?? decodeUtf8(this.#buffer, field.start, field.end);
  }

  isEmptyText(field: Field): boolean {
    return field.text === undefined ? field.start === field.end : field.text === '';
  }

  /** The number a cell stands for, or NaN. */
  decimalOf(field: Field): number {
    const isBytes = field.text === undefined;
    if (isBytes && this.#numbers.scan(this.#buffer, field.start) === field.end) return this.#numbers.value;
    return decimal(this.textOf(field));
  }

  /** Bytes in which a text or cell lies, when it was given as bytes. */
  bytesOf(field: Field): Uint8Array | undefined {
    return field.text === undefined ? this.#buffer : undefined;
  }

  /** The value as a message shows it. */
  describe(field: Field): string {
    if (field.kind === isNumber) return String(field.number);
    if (field.kind === isBoolean) return field.number === 1 ? 'true' : 'false';
    if (field.kind === isNull) return 'null';
    if (field.kind === isOther) return 'an object or a list';
    return `"${shorten(this.textOf(field))}"`;
  }

  #stage(field: Field, kind: number): void {
    field.kind = kind;
    if (field.stamp === this.stamp) return;
    field.stamp = this.stamp;
    if (field.isStored) this.touched[this.count++] = field;
  }
}

/** Decimals are read more widely in CSV than in JSON: with a plus, blanks around them, or a bare point. */
function decimal(cell: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(cell) ? Number(cell) : Number.NaN;
}
