import type { Columns, ModelKey, TextColumn } from '../../core/spec/columns.ts';
import { type EventType, eventCode } from '../../core/spec/event-types.ts';

/** An event for a test: its type, and fields by name; `time` in milliseconds (default: one event a second). */
export interface TestEvent {
  readonly type: EventType;
  readonly time?: number;
  readonly model?: ModelKey;
  readonly [field: string]: unknown;
}

/** Columns of a few events, built the plain way: what `events/` does fast, for tests of the core alone. */
export function columnsOf(events: readonly TestEvent[], firstRow = 0): Columns {
  const { length } = events;
  const models: ModelKey[] = [{}];
  const numbers = new Map<string, Float64Array>();
  const texts = new Map<string, { codes: Uint32Array; dictionary: string[] }>();
  const model = new Uint32Array(length);
  events.forEach((event, row) => {
    model[row] = codeOf(models, event.model ?? {});
    for (const [field, value] of Object.entries(event)) {
      if (field === 'type' || field === 'time' || field === 'model') continue;
      if (typeof value === 'number') numberColumn(numbers, field, length)[row] = value;
      else if (typeof value === 'string') setText(texts, field, length, row, value);
    }
  });
  return {
    length,
    firstRow,
    time: Float64Array.from(events, ({ time }, row) => time ?? (firstRow + row) * 1000),
    type: Uint8Array.from(events, ({ type }) => eventCode(type)),
    model,
    file: new Uint16Array(length),
    line: Uint32Array.from(events, (_, row) => firstRow + row + 1),
    numbers,
    texts: texts as ReadonlyMap<string, TextColumn>,
    models,
    files: ['test.ndjson'],
  };
}

/** Samples of one metric, one a second. */
export function metricSamples(
  values: readonly number[],
  metric = 'inference_latency_ms',
  name = 'm',
): Columns {
  return columnsOf(values.map((value) => ({ type: 'metric_sample', metric, value, model: { name } })));
}

function codeOf(models: ModelKey[], model: ModelKey): number {
  const at = models.findIndex(({ name, version }) => name === model.name && version === model.version);
  return at >= 0 ? at : models.push(model) - 1;
}

function numberColumn(numbers: Map<string, Float64Array>, field: string, length: number): Float64Array {
  const column = numbers.get(field) ?? new Float64Array(length).fill(Number.NaN);
  numbers.set(field, column);
  return column;
}

function setText(
  texts: Map<string, { codes: Uint32Array; dictionary: string[] }>,
  field: string,
  length: number,
  row: number,
  value: string,
): void {
  const column = texts.get(field) ?? { codes: new Uint32Array(length), dictionary: [''] };
  texts.set(field, column);
  const known = column.dictionary.indexOf(value);
  column.codes[row] = known > 0 ? known : column.dictionary.push(value) - 1;
}
