import type { ModelKey } from './columns.ts';
import type { EventType } from './event-types.ts';
import type { Filling } from './metric.ts';

/**
 * What is known of the events that a config's `preview.events` names: enough to complete, to explain and to check by.
 * Plain data, small whatever the size of the files.
 */
export interface SampleFacts {
  /** Events that could be used; 0 where not one row is an event, and then only the columns are known. */
  readonly rows: number;
  /**
   * False when only the beginning of the files was looked at, or not one row is an event; then nothing follows from what is
   * missing here.
   */
  readonly isWhole: boolean;
  /** The events carry times of their own. Where they do not, one a second is assumed and rates mean nothing. */
  readonly hasTimes: boolean;
  /** Time of the earliest and of the latest event, in milliseconds since the epoch; absent without events. */
  readonly from?: number;
  readonly to?: number;
  /** Models that events name, in order of appearance. */
  readonly models: readonly ModelKey[];
  /** The event types that occur. */
  readonly events: readonly EventFacts[];
  /** Rows of known types that could not be used; absent where there are none. */
  readonly skipped?: readonly SkippedFacts[];
  /** The metrics that `metric_sample` events carry, in order of appearance. */
  readonly metrics: readonly MetricFacts[];
  /** Keys or columns of the files under their own names, before `preview.map`. */
  readonly columns: readonly string[];
  /** Columns that `preview.map` names and no file has that was looked at, for the files that lack them for certain. */
  readonly missingColumns: readonly MissingColumn[];
  /** Files with rows that are no events, or without rows; the first 100 of them. */
  readonly badFiles: readonly BadFile[];
  /** The first file that begins before an earlier one ends; absent where none does, or the events have no times. */
  readonly overlap?: FileOverlap;
  /** What the config's monitors measure on these events, for those whose parameters are valid. */
  readonly monitors: readonly MeasuredFacts[];
  /** Of the monitors that measure nothing on these events, how far they come; those that are not here may measure something. */
  readonly unmeasured: readonly UnmeasuredFacts[];
}

/** A column that a file does not have; `file` is its place among the files that were asked for. */
export interface MissingColumn {
  readonly file: number;
  readonly column: string;
}

/** A file with rows that are no events, or without rows. */
export interface BadFile {
  /** Its place among the files that were asked for. */
  readonly file: number;
  /** Rows that were looked at, and how many of them are no events. */
  readonly rows: number;
  readonly bad: number;
  /** Those are all of its rows. */
  readonly isWhole: boolean;
  /** The first of the bad rows: its line (0 where a format has none), and what is wrong with it. */
  readonly first: { readonly line: number; readonly code: string; readonly message: string };
}

/** Two files, by their places, of which the one that is read later does not begin after the other. Times in milliseconds since the epoch. */
export interface FileOverlap {
  readonly file: number;
  /** When it begins. */
  readonly from: number;
  /** The file that is read before it. */
  readonly before: number;
  /** When that one ends. */
  readonly to: number;
}

/** Rows of a type that could not be used. */
export interface SkippedFacts {
  readonly type: EventType;
  readonly count: number;
  /** Why the first of them could not. */
  readonly reason: string;
}

export interface EventFacts {
  readonly type: EventType;
  readonly count: number;
  readonly fields: readonly FieldFacts[];
}

/** A field of an event, nested ones with dots (`metadata.confidence`). */
export interface FieldFacts {
  readonly name: string;
  /** Events that have it. */
  readonly count: number;
  /** Of a numeric field. */
  readonly values?: Spread;
  /** Of a text field: the first different texts, at most 50. */
  readonly texts?: readonly string[];
}

export interface MetricFacts {
  readonly name: string;
  readonly values: Spread;
}

/** The metric of one monitor on one model. */
export interface MeasuredFacts {
  readonly id: string;
  readonly model: string;
  /** What is measured, by its name in results. */
  readonly metric: string;
  readonly values: Spread;
  /** Correlation of each value with the one before it, -1 to 1; 0 where there are too few to tell. */
  readonly correlation: number;
}

/** A monitor that measures nothing, and what it has heard. */
export interface UnmeasuredFacts {
  readonly id: string;
  /** Events of the types it reads, whatever their model. */
  readonly events: number;
  /** Those of them that may be of the config's model. */
  readonly ofModel: number;
  /** Of a monitor that compares: how far it comes on the model that takes it farthest. */
  readonly filling?: Filling;
}

/** How many values there are and how they are spread. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation with divisor n - 1; 0 of a single value. */
  readonly std: number;
  /** At most 1,001 order statistics at even distances, ascending: the first is the minimum, the last the maximum. */
  readonly quantiles: readonly number[];
}

/** What is asked of a sample. */
export interface SampleQuery {
  /** The config, which the files are named relative to. */
  readonly uri: string;
  /** URIs of the event files. */
  readonly events: readonly string[];
  /** Our field to theirs, or to `=constant`. */
  readonly map: Readonly<Record<string, string>>;
  readonly monitors: readonly SampledMonitor[];
  /** Whose events the monitors measure, where the config says. */
  readonly model?: ModelKey;
}

/** A monitor whose metric is wanted: its kind, and the kind's parameters with defaults filled in. */
export interface SampledMonitor {
  readonly id: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly from?: readonly EventType[];
}
