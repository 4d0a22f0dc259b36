import type { Columns } from '../spec/columns.ts';
import type { Lack } from '../spec/metric.ts';
import { noNumbers, numbers, valueAt } from './fields.ts';
import type { Meter } from './monitor-kind.ts';

/** Takes one numeric field of the row as the value; what the kinds that do not compute anything have in common. */
export class ColumnMeter implements Meter {
  readonly #field: string;
  #column: Float64Array = noNumbers;
  #has = false;

  constructor(field: string) {
    this.#field = field;
  }

  bind(columns: Columns) {
    this.#column = numbers(columns, this.#field);
    this.#has ||= this.#column !== noNumbers;
  }

  measure(row: number) {
    return valueAt(this.#column, row);
  }

  lack(): Lack | undefined {
    if (this.#has) return undefined;
    return { reason: 'no_value', words: `no event has the numeric field \`${this.#field}\`` };
  }
}
