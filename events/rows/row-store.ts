import type { BatchBuilder } from '../columns/batch-builder.ts';
import { type Field, isBoolean, isCell, isNumber, isText } from '../columns/field.ts';
import { deepest, type FieldTable } from '../columns/field-table.ts';
import type { PathNode } from '../columns/path-node.ts';
import type { ProblemCode } from '../problems.ts';
import type { StagedRow } from './staged-row.ts';

type Tell = (code: ProblemCode, message: () => string) => void;

/** Writes the values of a good row into the columns. */
export class RowStore {
  readonly #fields: FieldTable;
  readonly #batch: BatchBuilder;
  readonly #tell: Tell;
  #hasToldColumns = false;

  /** `tell` reports what had to be left out of the columns. */
  constructor(fields: FieldTable, batch: BatchBuilder, tell: Tell) {
    this.#fields = fields;
    this.#batch = batch;
    this.#tell = tell;
  }

  store(row: StagedRow, unstored: Field | undefined): void {
    if (row.unknown.length > 0) this.#learn(row);
    const { touched, count } = row;
    for (let i = 0; i < count; i++) {
      const field = touched[i] as Field;
      const { kind } = field;
      if (field === unstored) continue;
      if (kind === isNumber || kind === isBoolean) this.storeNumber(field);
      else if (kind === isText) this.storeText(row, field);
      else if (kind === isCell) this.#storeCell(row, field);
    }
  }

  /** Writes the number the field holds, unless it is not finite. */
  storeNumber(field: Field): void {
    const value = field.number;
    if (value - value !== 0 || field.isNumberClosed) return;
    const column = field.numbers ?? this.#batch.numbersOf(field);
    if (column !== undefined) column[this.#batch.length] = value;
    else {
      this.#batch.closeNumbers(field);
      this.#tellColumns(field.name);
    }
  }

  /** Writes a text that has its code already. */
  storeCode(field: Field, code: number): void {
    if (field.isTextClosed) return;
    const codes = field.codes ?? this.#batch.codesOf(field);
    if (codes !== undefined) codes[this.#batch.length] = code;
  }

  /** Writes the text the field holds, and answers its code; -1 when it has none. */
  storeText(row: StagedRow, field: Field): number {
    if (field.isTextClosed || row.isEmptyText(field)) return -1;
    const codes = field.codes ?? this.#batch.codesOf(field);
    if (codes === undefined || field.dictionary === undefined) {
      this.#batch.closeTexts(field);
      this.#tellColumns(field.name);
      return -1;
    }
    const bytes = row.bytesOf(field);
    const code =
      bytes === undefined
        ? field.dictionary.code(row.textOf(field))
        : field.dictionary.codeOfBytes(bytes, field.start, field.end);
    if (code >= 0) codes[this.#batch.length] = code;
    else this.#closeText(field);
    return code;
  }

  /** Of an extra CSV column each cell that reads as a number is one, whatever the others are, as a row of NDJSON would say. */
  #storeCell(row: StagedRow, field: Field): void {
    const value = field.hasAnyText ? Number.NaN : row.decimalOf(field);
    if (Number.isNaN(value)) this.storeText(row, field);
    else {
      field.number = value;
      this.storeNumber(field);
    }
  }

  #closeText(field: Field): void {
    this.#batch.closeTexts(field);
    const { name } = field;
    this.#tell(
      'too-many-values',
      () => `\`${name}\` has too many different texts; it is empty from this row on`,
    );
  }

  #tellColumns(name: string): void {
    if (this.#hasToldColumns) return;
    this.#hasToldColumns = true;
    this.#tell('too-many-columns', () => `There are too many columns; \`${name}\` and others are left out`);
  }

  /** Makes fields of the keys that a good row brought. */
  #learn(row: StagedRow): void {
    const { unknown } = row;
    for (let i = 0; i < unknown.length; i += 3) {
      const [parent, key, value] = unknown.slice(i, i + 3) as [PathNode, string, unknown];
      this.#learnKey(row, parent, key, value);
    }
  }

  #learnKey(row: StagedRow, parent: PathNode, key: string, value: unknown): void {
    const node = this.#fields.child(parent, key);
    if (node === undefined) {
      if (parent.depth < deepest) this.#tellColumns(key);
      return;
    }
    row.setValue(node, value);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
    for (const [inner, innerValue] of Object.entries(value)) {
      this.#learnKey(row, node, inner, innerValue);
    }
  }
}
