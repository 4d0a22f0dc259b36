import type { Columns, TextColumn } from '../spec/columns.ts';
import { noNumbers, numbers } from './fields.ts';

/** Reads a field that may hold numbers or text, under the first of several names that a row has. */
export class FieldValues {
  readonly #names: readonly string[];
  /** Whether any row so far may have had the field. */
  occur = false;
  #numbers: readonly Float64Array[] = [];
  #texts: readonly TextColumn[] = [];

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  bind(columns: Columns): void {
    this.#numbers = this.#names
      .map((name) => numbers(columns, name))
      .filter((column) => column !== noNumbers);
    this.#texts = this.#names.flatMap((name) => columns.texts.get(name) ?? []);
    this.occur ||= this.#numbers.length + this.#texts.length > 0;
  }

  /** NaN where the row has no finite number. */
  number(row: number): number {
    for (const column of this.#numbers) {
      const value = column[row] ?? Number.NaN;
      if (Number.isFinite(value)) return value;
    }
    return Number.NaN;
  }

  /** Whether the row has a value of either sort. */
  has(row: number): boolean {
    return this.text(row) !== undefined || !Number.isNaN(this.number(row));
  }

  /** Undefined where the row has no text. */
  text(row: number): string | undefined {
    for (const { codes, dictionary } of this.#texts) {
      const code = codes[row] ?? 0;
      if (code > 0) return dictionary[code];
    }
    return undefined;
  }
}
