import type { Columns } from '../spec/columns.ts';
import { eventCode } from '../spec/event-types.ts';
import type { Lack } from '../spec/metric.ts';

/** Stand-ins for columns that a batch does not have. */
export const noNumbers: Float64Array = new Float64Array(0);
export const noTypes: Uint8Array = new Uint8Array(0);
const noCodes: Uint32Array = new Uint32Array(0);

/** A numeric column. Where no row of the batch has the field it is empty, and reading it gives `undefined`. */
export function numbers(columns: Columns, field: string): Float64Array {
  return columns.numbers.get(field) ?? noNumbers;
}

/** The value of a numeric column in a row; NaN when the row, or the whole batch, has none. */
export function valueAt(column: Float64Array, row: number): number {
  return column[row] ?? Number.NaN;
}

/** Codes of a text column, empty where no row of the batch has the field. */
export function textCodes(columns: Columns, field: string): Uint32Array {
  return columns.texts.get(field)?.codes ?? noCodes;
}

/** Recognises rows of `metric_sample` events that carry one named metric, and gives their value. */
export class MetricSamples {
  readonly #metric: string;
  readonly #type = eventCode('metric_sample');
  #types = noTypes;
  #codes = noCodes;
  #values = noNumbers;
  #code = 0;
  #occurs = false;

  constructor(metric: string) {
    this.#metric = metric;
  }

  bind(columns: Columns): void {
    this.#types = columns.type;
    this.#codes = textCodes(columns, 'metric');
    this.#values = numbers(columns, 'value');
    this.#code = columns.texts.get('metric')?.dictionary.indexOf(this.#metric) ?? 0;
    this.#occurs ||= this.#code > 0;
  }

  isSample(row: number): boolean {
    return this.#types[row] === this.#type;
  }

  lack(): Lack | undefined {
    if (this.#occurs) return undefined;
    return { reason: 'no_value', words: `no \`metric_sample\` event is of the metric \`${this.#metric}\`` };
  }

  /** NaN when the row carries another metric. */
  value(row: number): number {
    return this.#code > 0 && this.#codes[row] === this.#code ? valueAt(this.#values, row) : Number.NaN;
  }
}

/** Says whether a row of `inference_record` was right; the two labels come from one dictionary each. */
export class Correctness {
  #predicted = noCodes;
  #truth = noCodes;
  #truthOf = noCodes;

  bind(columns: Columns): void {
    const predicted = columns.texts.get('predicted_label');
    const truth = columns.texts.get('ground_truth_label');
    this.#predicted = predicted?.codes ?? noCodes;
    this.#truth = truth?.codes ?? noCodes;
    const codeOf = new Map(truth?.dictionary.map((label, code) => [label, code]));
    this.#truthOf = Uint32Array.from(predicted?.dictionary ?? [], (label) => codeOf.get(label) ?? 0);
  }

  /** 1 right, 0 wrong, NaN without a ground truth. */
  of(row: number): number {
    const truth = this.#truth[row] ?? 0;
    if (truth === 0) return Number.NaN;
    return this.#truthOf[this.#predicted[row] ?? 0] === truth ? 1 : 0;
  }
}
