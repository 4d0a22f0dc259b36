import { CategoryWindow } from '../stats/category-window.ts';
import type { MeasurePreset, SlidingComparison } from '../stats/measures/measure.ts';
import { SortedWindow } from '../stats/sorted-window.ts';
import type { FieldValues } from './field-values.ts';

/** A reference at rest and a window that slides. */
export interface Comparison {
  readonly isFull: boolean;
  /** Values in the window. */
  readonly count: number;
  /** Takes in the value of a row; false where it has none. */
  take(values: FieldValues, row: number): boolean;
  /** How far the window is from the reference; NaN where the measure cannot say. */
  distance(): number;
}

/** Sorts the window when the distance is asked for. */
class SortedComparison extends SortedWindow implements SlidingComparison {
  readonly #compare: (current: Float64Array) => number;

  constructor(compare: (current: Float64Array) => number, size: number) {
    super(size);
    this.#compare = compare;
  }

  distance() {
    return this.#compare(this.sorted());
  }
}

/** Numbers with numbers; text is passed over. */
class NumberComparison implements Comparison {
  readonly #window: SlidingComparison;

  constructor(preset: MeasurePreset, values: readonly number[], window: number) {
    const reference = Float64Array.from(values, (value) => value + 0).sort();
    this.#window =
      preset.sliding?.(reference, window) ?? new SortedComparison(preset.ofNumbers(reference), window);
  }

  get isFull() {
    return this.#window.isFull;
  }

  get count() {
    return this.#window.count;
  }

  take(values: FieldValues, row: number) {
    const value = values.number(row);
    if (Number.isNaN(value)) return false;
    this.#window.push(value + 0);
    return true;
  }

  distance() {
    return this.#window.distance();
  }
}

/** Categories with categories; numbers stand for their text. */
class CategoryComparison implements Comparison {
  readonly #window: CategoryWindow;
  readonly #compare: NonNullable<MeasurePreset['ofCategories']>;

  constructor(
    compare: NonNullable<MeasurePreset['ofCategories']>,
    reference: readonly string[],
    window: number,
  ) {
    this.#window = new CategoryWindow(window, reference);
    this.#compare = compare;
  }

  get isFull() {
    return this.#window.isFull;
  }

  get count() {
    return this.#window.count;
  }

  take(values: FieldValues, row: number) {
    const value = textOf(values, row);
    if (value === undefined) return false;
    this.#window.push(this.#window.idOf(value));
    return true;
  }

  distance() {
    return this.#compare(this.#window.counts());
  }
}

function textOf(values: FieldValues, row: number): string | undefined {
  const text = values.text(row);
  if (text !== undefined) return text;
  const number = values.number(row);
  return Number.isNaN(number) ? undefined : String(number);
}

/** Collects a reference. Where at least half of its values are text all are categories, else texts are passed over. */
export class ReferenceValues {
  count = 0;
  #numbers: number[] = [];
  #texts: string[] = [];

  /** Takes in the value of a row; false where it has none. */
  take(values: FieldValues, row: number): boolean {
    const text = values.text(row);
    const number = text === undefined ? values.number(row) : Number.NaN;
    if (text === undefined && Number.isNaN(number)) return false;
    if (text !== undefined) this.#texts.push(text);
    else this.#numbers.push(number);
    this.count += 1;
    return true;
  }

  /** What compares a window with these values. Throws in plain words where that cannot be. */
  comparison(preset: MeasurePreset, window: number, field: string): Comparison {
    if (this.count === 0) throw new Error(`the reference has no values of \`${field}\``);
    if (this.#texts.length < this.#numbers.length) return new NumberComparison(preset, this.#numbers, window);
    if (!preset.ofCategories) {
      throw new Error(
        `\`${field}\` holds text, and this measure compares numbers only: use psi, js or chi_square`,
      );
    }
    const texts = [...this.#texts, ...this.#numbers.map(String)];
    return new CategoryComparison(preset.ofCategories, texts, window);
  }
}
