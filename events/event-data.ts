import type { Columns } from '../core/spec/columns.ts';
import type { EventType } from '../core/spec/event-types.ts';
import type { EventProblem } from './problems.ts';

/** One file, pipe or buffer of sample events. The host decides where the bytes come from. */
export interface EventSource {
  /** As the user wrote it; it is what messages and {@link Columns.files} say. */
  readonly name: string;
  /** Bytes in all, where known; only progress uses it. */
  readonly size?: number;
  open(): AsyncIterable<Uint8Array>;
  /**
   * The bytes between two offsets, where the host can give any at any time. Parquet, which is read from its end, needs
   * this and {@link size}.
   */
  slice?(start: number, end: number): Promise<Uint8Array>;
}

/** A config's `preview.map`: our field to `theirColumn` (dots reach into nested objects) or `=constant`. */
export type FieldMap = Readonly<Record<string, string>>;

export interface Progress {
  /** Bytes taken from the sources, before decompression. */
  readonly bytes: number;
  /** Sum of the sources' sizes, when every one is known. */
  readonly totalBytes?: number;
  readonly rows: number;
}

/** A hash of the host's, such as `createHash('sha256')` of Node behind two methods. */
export interface Digest {
  update(bytes: Uint8Array): void;
  digest(): string;
}

export interface ReadOptions {
  /**
   * Renames columns and sets constants. A mapped field is read from its source only: a row that lacks the source
   * lacks the field. With `type: '=metric_sample'` and no entry for `metric`, rows that name no metric get `value`.
   */
  readonly map?: FieldMap;
  /** Ends the reading with an `EventsError` whose code is `cancelled`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: Progress) => void;
  /** Makes the hash fed with the sources' bytes as they are stored. */
  readonly createDigest?: () => Digest;
  /** How many problems are kept with their message (100); all are counted. */
  readonly maxProblems?: number;
}

export interface BatchOptions extends ReadOptions {
  /** Rows a batch holds at most (65,536). */
  readonly batchRows?: number;
  /** `full` (default) yields full batches; `chunk` also yields what each chunk of input brought, for live pipes. */
  readonly flush?: 'full' | 'chunk';
  /** Rows of which none is an event are no error. */
  readonly mayHaveNone?: boolean;
}

export interface Summary {
  /** Rows of the files, bad ones included. */
  readonly rows: number;
  /** Rows that are events. */
  readonly read: number;
  /** Rows that could not be used. */
  readonly skipped: number;
  /** Events that lie before the event read just before them. */
  readonly outOfOrder: number;
  /** Earliest and latest time, in milliseconds since the epoch; absent when nothing was read. */
  readonly from?: number;
  readonly to?: number;
}

/** A column that `map` names and a file does not have. */
export interface MissingColumn {
  /** Index into {@link Columns.files}. */
  readonly file: number;
  /** The column by its name in the file. */
  readonly column: string;
}

/** Rows of one event type that could not be used. */
export interface SkippedType {
  readonly count: number;
  /** Why the first of them could not. */
  readonly reason: string;
}

export interface EventData {
  readonly columns: Columns;
  readonly summary: Summary;
  /** The first {@link ReadOptions.maxProblems} problems, in file order. */
  readonly problems: readonly EventProblem[];
  /** How often each problem code occurred. */
  readonly problemCounts: ReadonlyMap<string, number>;
  /**
   * Columns that `map` names and no file has that was read so far, for the files that lack them for certain: by their
   * header, or because all of their rows have been read.
   */
  readonly missingColumns: readonly MissingColumn[];
  /** The first row of each file that could not be used, by the file's name. */
  readonly firstBad: ReadonlyMap<string, EventProblem>;
  /** Of the types some of whose rows could not be used, how many and why. */
  readonly skippedTypes: ReadonlyMap<EventType, SkippedType>;
  readonly digest?: string;
}

/**
 * A stretch of the events. `columns` and `problems` are this batch's own, all else are totals so far. The last batch may be empty; it alone carries the digest.
 */
export interface EventBatch extends EventData {
  readonly last: boolean;
}
