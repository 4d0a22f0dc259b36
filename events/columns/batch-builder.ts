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

/** Batches up to this many rows have room for them from the beginning. */
const largestAtOnce = 65_536;
/** Rows for which there is room in a batch that starts small and grows, and how many times as many there are at once. */
const firstRows = 16_384;
const leastGrowth = 1.5;
const mostGrowth = 4;
/** Rows for which there may be room at once although few have been seen. */
const harmless = 262_144;
/** Room beyond the rows that are expected, and the share of a column that must be used for it to stay as it is. */
const spare = 1.01;
const wellUsed = 0.8;

/** The columns of the batch being filled, and the dictionaries that outlive it. */
export class BatchBuilder {
  /** Rows for which there is room. */
  capacity: number;
  /** How many rows the batch will have, as far as can be foreseen. */
  expected = 0;
  length = 0;
  firstRow = 0;
  rows: RowColumns;
  /** Goes up whenever values have to go to other arrays than before, or nowhere any more. */
  version = 0;
  readonly models: ModelKey[] = [{}];
  readonly #files: readonly string[];
  readonly #batchRows: number;
  readonly #firstCapacity: number;
  /** Fields that have a column, in order of first appearance. */
  readonly #fields: Field[] = [];
  readonly #budget: TextBudget = { characters: maxCharacters };
  #extraColumns = 0;

  /** A batch holds `batchRows` rows at most, which may be infinitely many. */
  constructor(files: readonly string[], batchRows: number) {
    this.#files = files;
    this.#batchRows = batchRows;
    this.#firstCapacity = batchRows <= largestAtOnce ? batchRows : firstRows;
    this.capacity = this.#firstCapacity;
    this.rows = rowColumns(this.capacity);
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

  /** Makes room for more rows; false when the batch may have no more and has to be taken. */
  grow(): boolean {
    if (this.capacity >= this.#batchRows) return false;
    const wanted = Math.max(this.expected * spare, this.capacity * leastGrowth);
    const most = Math.max(this.capacity * mostGrowth, harmless);
    this.#resize(Math.min(Math.ceil(wanted), most, this.#batchRows));
    return true;
  }

  /** Hands over the filled batch and starts the next one. */
  take(): Columns {
    const { length, firstRow } = this;
    const numbers = new Map<string, Float64Array>();
    const texts = new Map<string, TextColumn>();
    for (const field of this.#fields) {
      if (field.numbers !== undefined) numbers.set(field.name, cut(field.numbers, length));
      if (field.codes !== undefined && field.dictionary !== undefined) {
        texts.set(field.name, textColumn(cut(field.codes, length), field.dictionary));
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
    this.capacity = this.#firstCapacity;
    this.rows = rowColumns(this.capacity);
    this.version++;
    return columns;
  }

  #resize(capacity: number): void {
    const { time, type, model, file, line } = this.rows;
    this.rows = {
      time: grown(time, new Float64Array(capacity)).fill(Number.NaN, this.capacity),
      type: grown(type, new Uint8Array(capacity)),
      model: grown(model, new Uint32Array(capacity)),
      file: grown(file, new Uint16Array(capacity)),
      line: grown(line, new Uint32Array(capacity)),
    };
    for (const field of this.#fields) {
      const { numbers, codes } = field;
      if (numbers) field.numbers = grown(numbers, new Float64Array(capacity)).fill(Number.NaN, this.capacity);
      if (codes) field.codes = grown(codes, new Uint32Array(capacity));
    }
    this.capacity = capacity;
    this.version++;
  }

  #admit(field: Field): boolean {
    if (!field.isSpec && this.#extraColumns >= maxExtraColumns) return false;
    if (!field.isSpec) this.#extraColumns++;
    if (!field.hasNumbers && field.dictionary === undefined) this.#fields.push(field);
    return true;
  }
}

/** The texts are made of their bytes when they are asked for: of many columns they never are. */
function textColumn(codes: Uint32Array, source: TextDictionary): TextColumn {
  return {
    codes,
    get dictionary() {
      return source.values;
    },
  };
}

function grown<T extends { set(array: T): void }>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}

/** The used part, which is copied only if it would hold much more memory than it needs. */
function cut<
  T extends {
    readonly length: number;
    slice(from: number, to: number): T;
    subarray(from: number, to: number): T;
  },
>(array: T, length: number): T {
  return length >= array.length * wellUsed ? array.subarray(0, length) : array.slice(0, length);
}
