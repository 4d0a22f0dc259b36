/**
 * Sample events as columns: the one shape in which events reach the detector core.
 *
 * Every row of an event file keeps its place, a bad one too (its `type` is `0`), so the row index names the same
 * event in the file, in the panel and in every result. A column exists only when some row had that field.
 */
export interface Columns {
  /** Rows in this batch, bad ones included. */
  readonly length: number;
  /** 0-based index of the first row among all rows of the run; 0 unless the events are streamed in batches. */
  readonly firstRow: number;
  /** Milliseconds since the epoch, fractions kept. */
  readonly time: Float64Array;
  /** Code of the event type: 1 + its position in {@link eventTypes}; 0 marks a row that could not be used. */
  readonly type: Uint8Array;
  /** Code into {@link Columns.models}. */
  readonly model: Uint32Array;
  /** Index into {@link Columns.files} of the file the row came from. */
  readonly file: Uint16Array;
  /** 1-based line in that file where the row starts (0 where a format has no lines). */
  readonly line: Uint32Array;
  /** Numeric fields by name, nested ones with dots (`metadata.confidence`); NaN where a row has none. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** Text fields by name, dictionary-coded. */
  readonly texts: ReadonlyMap<string, TextColumn>;
  /** Models seen, in order of first appearance; code 0 is the model of events that name none. */
  readonly models: readonly ModelKey[];
  /** Names of the files read, as the user wrote them. */
  readonly files: readonly string[];
}

/** A dictionary-coded text column: code 0 is "absent", code k is `dictionary[k]`. */
export interface TextColumn {
  readonly codes: Uint32Array;
  /** `dictionary[0]` is the empty string and stands for "absent". Only ever grows between batches of one run. */
  readonly dictionary: readonly string[];
}

/** What an event says about the model it belongs to; either part may be missing. */
export interface ModelKey {
  readonly name?: string;
  readonly version?: string;
}

/** The key under which a model's series and alerts are reported: `name`, `version` or `name@version`. */
export function modelLabel(model: ModelKey): string {
  if (model.name !== undefined && model.version !== undefined) return `${model.name}@${model.version}`;
  return model.name ?? model.version ?? 'default';
}

/** Where an event stands in the file it came from. */
export interface EventPlace {
  /** Name of the file, as in {@link Columns.files}; empty when the event is not among these columns. */
  readonly file: string;
  /** 1-based line; 0 where the format has no lines. */
  readonly line: number;
}

/** The place of an event by its row index in the run. */
export function placeOf(columns: Columns, event: number): EventPlace {
  const row = event - columns.firstRow;
  return { file: columns.files[columns.file[row] ?? -1] ?? '', line: columns.line[row] ?? 0 };
}
