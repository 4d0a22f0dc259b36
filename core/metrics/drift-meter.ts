import type { Columns } from '../spec/columns.ts';
import { eventCode } from '../spec/event-types.ts';
import type { Filling, Lack } from '../spec/metric.ts';
import { timeMs } from '../spec/time.ts';
import { enumerateNames } from '../spec/words.ts';
import type { MeasurePreset } from '../stats/measures/measure.ts';
import { type Comparison, ReferenceValues } from './drift-comparison.ts';
import { FieldValues } from './field-values.ts';
import { noNumbers } from './fields.ts';
import type { Meter } from './monitor-kind.ts';
import type { Reference } from './reference.ts';

export interface DriftMeterOptions {
  /** Names of the field, the first of which a row has counts. */
  readonly names: readonly string[];
  readonly preset: MeasurePreset;
  readonly window: number;
  /** The distance is taken anew each so many values. */
  readonly every: number;
  readonly reference: Reference;
}

/**
 * Distance between the newest values of a field and a reference. It gives no value until the reference is complete and
 * the window is full of values that came after it; from then on one each `every` values.
 */
export class DriftMeter implements Meter {
  readonly #options: DriftMeterOptions;
  readonly #values: FieldValues;
  readonly #from: number;
  readonly #to: number;
  #reference: ReferenceValues | undefined = new ReferenceValues();
  #comparison: Comparison | undefined;
  #time = noNumbers;
  #untilNext = 0;
  #collected = 0;
  #current = 0;

  constructor(options: DriftMeterOptions) {
    this.#options = options;
    this.#values = new FieldValues(options.names);
    const { from, to } = options.reference;
    this.#from = from === undefined ? Number.NEGATIVE_INFINITY : timeMs(from);
    this.#to = to === undefined ? Number.NaN : timeMs(to);
  }

  bind(columns: Columns) {
    this.#values.bind(columns);
    this.#time = columns.time;
  }

  measure(row: number) {
    if (this.#reference && this.#collects(this.#reference, row)) return Number.NaN;
    const comparison = this.#comparison;
    if (!comparison?.take(this.#values, row)) return Number.NaN;
    this.#current += 1;
    if (!comparison.isFull) return Number.NaN;
    if (this.#untilNext > 0) {
      this.#untilNext -= 1;
      return Number.NaN;
    }
    this.#untilNext = this.#options.every - 1;
    return comparison.distance();
  }

  lack(): Lack | undefined {
    if (!this.#values.occur) {
      const words = `no event has the field ${enumerateNames(this.#options.names, 'or')}`;
      return { reason: 'no_value', words, filling: this.#filling };
    }
    const words = this.#fillingWords();
    return words === undefined ? undefined : { reason: 'filling', words, filling: this.#filling };
  }

  /** What it waits for; undefined where the last value had all it needed. */
  #fillingWords(): string | undefined {
    const { window, every } = this.#options;
    if (this.#reference) return this.#referenceWords(this.#reference.count);
    const count = this.#comparison?.count ?? 0;
    if (!this.#comparison?.isFull) return `the window holds ${count} of ${window} values`;
    if (this.#untilNext === 0) return undefined;
    return `the distance is taken every ${every} values, and next after ${this.#untilNext + 1} more`;
  }

  get #filling(): Filling {
    return {
      reference: this.#reference?.count ?? this.#collected,
      isSettled: this.#reference === undefined,
      current: this.#current,
    };
  }

  #referenceWords(count: number): string {
    const { first, from, to } = this.#options.reference;
    if (to === undefined) return `the reference holds ${count} of ${first ?? this.#options.window} values`;
    const span = from === undefined ? `until ${to}` : `from ${from} to ${to}`;
    return `the reference is of the values ${span}, of which there are ${count} so far, and no later event has come`;
  }

  /** Whether the row still belongs to the time of the reference. */
  #collects(reference: ReferenceValues, row: number): boolean {
    const { first, to, events, loaded } = this.#options.reference;
    if (loaded) {
      collectAll(reference, loaded, this.#options.names);
      this.#settle(reference);
      return false;
    }
    // A reference file that nobody has read: nothing can be said, but of how much there is to compare with it.
    if (events !== undefined) {
      if (this.#values.has(row)) this.#current += 1;
      return true;
    }
    const time = this.#time[row] ?? Number.NaN;
    if (to !== undefined && time >= this.#to) {
      // A model that never has the field is no failure: nothing is wanted of its reference.
      if (reference.count === 0 && !this.#values.has(row)) return true;
      this.#settle(reference);
      return false;
    }
    if (to === undefined || time >= this.#from) reference.take(this.#values, row);
    if (reference.count === (first ?? this.#options.window) && to === undefined) this.#settle(reference);
    return true;
  }

  /** Throws in plain words when there is nothing to compare with, once; after that it is silent. */
  #settle(reference: ReferenceValues): void {
    this.#reference = undefined;
    this.#collected = reference.count;
    const { preset, window, names } = this.#options;
    this.#comparison = reference.comparison(preset, window, names[0] ?? '');
  }
}

function collectAll(
  reference: ReferenceValues,
  { columns, types }: NonNullable<Reference['loaded']>,
  names: readonly string[],
): void {
  const values = new FieldValues(names);
  values.bind(columns);
  const wanted = new Set(types.map(eventCode));
  for (let row = 0; row < columns.length; row += 1) {
    if (wanted.has(columns.type[row] ?? 0)) reference.take(values, row);
  }
}
