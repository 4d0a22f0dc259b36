import type { Columns } from '../../core/spec/columns.ts';
import { eventTypes } from '../../core/spec/event-types.ts';
import {
  type EventData,
  type EventSource,
  EventsError,
  type ReadOptions,
  readEvents,
} from '../../events/read-events.ts';

export const encode = (text: string) => new TextEncoder().encode(text);

/** A source in memory, handed over in pieces of a size. */
export function source(name: string, content: string | Uint8Array, pieceSize = 1 << 20): EventSource {
  const bytes = typeof content === 'string' ? encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
    },
  };
}

export function read(content: string | Uint8Array, options?: ReadOptions, name = 'e.ndjson') {
  return readEvents([source(name, content)], options);
}

/** Rows given as objects, read as NDJSON. */
export function readRows(rows: readonly unknown[], options?: ReadOptions) {
  return read(rows.map((row) => JSON.stringify(row)).join('\n'), options);
}

/** One row back as an object, without what the row has not. */
export function rowAt(columns: Columns, row: number): Record<string, unknown> {
  const out: Record<string, unknown> = {
    type: eventTypes[(columns.type[row] as number) - 1] ?? 'bad',
    time: columns.time[row],
    model: columns.models[columns.model[row] as number],
  };
  for (const [name, values] of columns.numbers) {
    if (!Number.isNaN(values[row])) out[name] = values[row];
  }
  for (const [name, { codes, dictionary }] of columns.texts) {
    const code = codes[row] as number;
    if (code > 0) out[`${name}$`] = dictionary[code];
  }
  return out;
}

export const rowsOf = ({ columns }: EventData) =>
  Array.from({ length: columns.length }, (_, row) => rowAt(columns, row));

/** Everything an answer says, in a form that `toEqual` compares; column order counts. */
export function plain(data: EventData) {
  const { columns, summary, problems, problemCounts } = data;
  return {
    rows: rowsOf(data),
    time: [...columns.time],
    lines: [...columns.line],
    files: [...columns.file],
    numbers: [...columns.numbers.keys()],
    texts: [...columns.texts].map(([name, { dictionary }]) => [name, ...dictionary]),
    models: [...columns.models],
    summary,
    problems,
    counts: [...problemCounts],
  };
}

export const codesOf = (data: EventData) => data.problems.map((problem) => problem.code);

/** The error a reading ends with, as `code: message`. */
export async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof EventsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'none';
}

export const t0 = '2026-03-02T08:00:00Z';
export const sample = (value: unknown, more: object = {}) => ({
  type: 'metric_sample',
  metric: 'm',
  value,
  timestamp: t0,
  ...more,
});
