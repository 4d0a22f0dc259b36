import type { Columns, ModelKey, TextColumn } from '../../core/spec/columns.ts';
import type { Field } from './field.ts';
import { type TextBudget, TextDictionary } from './text-dictionary.ts';

const maxExtraColumns = 256;
const maxDistinct = 65_536;
const maxCharacters = 32 * 1024 * 1024;

/** The columns every row has a place in. */
export interface RowColumns {
  readonly time: Float64Array;
  readonly type: Uint8Array;
  readonly model: Uint32Array;
  readonly file: Uint16Array;
  readonly line: Uint32Array;
}

function rowColumns(capacity: number): RowColumns {
  return {
    time: new Float64Array(capacity).fill(Number.NaN),
    type: new Uint8Array(capacity),
    model: new Uint32Array(capacity),
    file: new Uint16Array(capacity),
    line: new Uint32Array(capacity),
  };
}

/** The columns of the batch being filled, and the dictionaries that outlive it. */
export class BatchBuilder {
  readonly capacity: number;
  length = 0;
  firstRow = 0;
  rows: RowColumns;
  /** Goes up whenever values have to go to other arrays than before, or nowhere any more. */
  version = 0;
  readonly models: ModelKey[] = [{}];
  readonly #files: readonly string[];
  /** Fields that have a column, in order of first appearance. */
  readonly #fields: Field[] = [];
  readonly #budget: TextBudget = { characters: maxCharacters };
  #extraColumns = 0;

  constructor(files: readonly string[], capacity: number) {
    this.#files = files;
    this.capacity = capacity;
    this.rows = rowColumns(capacity);
  }

  /** Column of a field's numbers in this batch; undefined when the cap on columns is reached. */
  numbersOf(field: Field): Float64Array | undefined {
    if (field.numbers !== undefined) return field.numbers;
    if (!field.hasNumbers) {
      if (!this.#admit(field)) return undefined;
      field.hasNumbers = true;
    }
    field.numbers = new Float64Array(this.capacity).fill(Number.NaN);
    this.version++;
    return field.numbers;
  }

  /** Column of a field's texts in this batch; undefined when the cap on columns is reached. */
  codesOf(field: Field): Uint32Array | undefined {
    if (field.codes !== undefined) return field.codes;
    if (field.dictionary === undefined) {
      if (!this.#admit(field)) return undefined;
      field.dictionary = field.hasAnyText
        ? new TextDictionary()
        : new TextDictionary(maxDistinct, this.#budget);
    }
    field.codes = new Uint32Array(this.capacity);
    this.version++;
    return field.codes;
  }

  /** From now on the field's numbers are left out. */
  closeNumbers(field: Field): void {
    field.isNumberClosed = true;
    this.version++;
  }

  /** From now on the field's texts are left out. */
  closeTexts(field: Field): void {
    field.isTextClosed = true;
    this.version++;
  }

  /** Hands over the filled batch and starts the next one. */
  take(): Columns {
    const { length, firstRow } = this;
    const numbers = new Map<string, Float64Array>();
    const texts = new Map<string, TextColumn>();
    for (const field of this.#fields) {
      if (field.numbers !== undefined) numbers.set(field.name, cut(field.numbers, length));
      if (field.codes !== undefined && field.dictionary !== undefined) {
        texts.set(field.name, { codes: cut(field.codes, length), dictionary: field.dictionary.values });
      }
      field.numbers = undefined;
      field.codes = undefined;
    }
    const { time, type, model, file, line } = this.rows;
    const columns: Columns = {
      length,
      firstRow,
      time: cut(time, length),
      type: cut(type, length),
      model: cut(model, length),
      file: cut(file, length),
      line: cut(line, length),
      numbers,
      texts,
      models: this.models,
      files: this.#files,
    };
    this.firstRow += length;
    this.length = 0;
    this.rows = rowColumns(this.capacity);
    this.version++;
    return columns;
  }

  #admit(field: Field): boolean {
    if (!field.isSpec && this.#extraColumns >= maxExtraColumns) return false;
    if (!field.isSpec) this.#extraColumns++;
    if (!field.hasNumbers && field.dictionary === undefined) this.#fields.push(field);
    return true;
  }
}

/** The used part; an array used in full is handed over as it is. */
function cut<T extends { readonly length: number; slice(from: number, to: number): T }>(
  array: T,
  length: number,
): T {
  return array.length === length ? array : array.slice(0, length);
}
