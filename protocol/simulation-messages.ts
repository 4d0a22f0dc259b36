/**
 * What server, client and panel say to each other about a simulation. The engine keeps the columns; the panel asks
 * for what it can draw, so nothing here grows with the number of events except through counts.
 * All times are milliseconds since the epoch.
 */

/** A finished run, small enough to send whole. */
export interface RunSummary {
  /** Names the run in every later question about it. */
  readonly runId: number;
  readonly hash: string;
  /** The config that was run. */
  readonly uri: string;
  readonly title: string;
  readonly events: EventsSummary;
  readonly lanes: readonly LaneSummary[];
  readonly alertCount: number;
  readonly retraining: readonly RetrainingMark[];
  readonly failures: readonly {
    readonly monitor: string;
    readonly model: string;
    readonly message: string;
  }[];
  /** What the production loop did to the samples; absent where it did nothing to them. */
  readonly runtime?: {
    /** Samples that were processed after their event, and by how many milliseconds at most. */
    readonly delayed: number;
    readonly maxDelayMs: number;
    /** Events and snapshots that a monitor never saw, counted for each monitor. */
    readonly lost: number;
  };
  /** How long engine and reader took; absent in reports, which must not differ from run to run. */
  readonly elapsedMs?: number;
}

export interface EventsSummary {
  /** Names of the files as they are shown; `AlertRow.file` is one of them. */
  readonly files: readonly string[];
  /** Where each of `files` is; absent where nothing can be opened, as in a report. */
  readonly uris?: readonly string[];
  readonly read: number;
  readonly skipped: number;
  readonly outOfOrder: number;
  readonly from?: number;
  readonly to?: number;
  /** The first rows that could not be used. */
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly code: string;
    readonly message: string;
  }[];
}

/** One monitor on one model: one lane of the panel. */
export interface LaneSummary {
  readonly id: string;
  readonly kind: string;
  readonly model: string;
  readonly metric: string;
  readonly unit: string;
  /** What its strategies are, as in `latency-band (ewma)`; empty for a monitor that only observes. */
  readonly strategies: readonly string[];
  readonly severity: 'info' | 'warning' | 'critical';
  readonly samples: number;
  readonly skipped: number;
  readonly alerts: number;
  readonly warnings: number;
  readonly episodes: readonly EpisodeSummary[];
  readonly status: string;
  readonly min?: number;
  readonly max?: number;
  readonly last?: number;
  /** Line of the monitor in the config, 0-based. */
  readonly line?: number;
}

export interface EpisodeSummary {
  readonly start: number;
  readonly end?: number;
  readonly startEvent: number;
  readonly count: number;
  readonly alerts: number;
  readonly peak: number;
}

export interface RetrainingMark {
  readonly model: string;
  readonly policy: string;
  readonly reason: string;
  readonly time: number;
  readonly event: number;
}

export interface AlertRow {
  readonly lane: number;
  readonly monitor: string;
  readonly model: string;
  readonly time: number;
  readonly event: number;
  readonly metric: string;
  readonly value: number;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly strategy: string;
  readonly message: string;
  /** Where the event stands. */
  readonly file: string;
  readonly line: number;
}

/** Asks for the part of a lane that lies in a span of time, thinned to what `width` pixels can show. */
export interface RangeQuestion {
  readonly runId: number;
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/**
 * A lane thinned by minimum and maximum per pixel column, so that no crossing of one sample is lost. Columns of equal
 * length, `null` where there is no value; arrays of numbers so that they survive JSON.
 */
export interface RangeAnswer {
  readonly runId: number;
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly time: readonly number[];
  /** Row of the event each point came from; without it a point cannot be opened in its file. */
  readonly event?: readonly number[];
  readonly value: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  /**
   * Spans in which the alert was pending, firing or cooling down; every one, however short. Spans in which the
   * strategy warned or was warming up may be told too; what no span covers was quiet.
   */
  readonly states: readonly StateSpan[];
  /** Alerts in the span; only so many that they can be told apart, but each pixel column that has one has one. */
  readonly alerts: readonly AlertMark[];
}

export interface StateSpan {
  readonly state: 'pending' | 'firing' | 'cooldown' | 'warning' | 'warming_up';
  readonly from: number;
  readonly to: number;
}

export interface AlertMark {
  readonly time: number;
  readonly value: number;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly event: number;
  /** How many alerts this mark stands for. */
  readonly count: number;
}

/** Asks for rows `from` to `from + count` of the alert table. */
export interface AlertsQuestion {
  readonly runId: number;
  readonly from: number;
  readonly count: number;
  /** Only the alerts of these lanes, which `from` then counts; all lanes when absent. */
  readonly lanes?: readonly number[];
}

export interface AlertsAnswer {
  readonly runId: number;
  readonly from: number;
  /** As in the question. */
  readonly lanes?: readonly number[];
  readonly rows: readonly AlertRow[];
}

/** Asks why a monitor fired or did not: at an event, at a time, or, with neither, at its first alert or nearest to one. */
export interface WhyQuestion {
  readonly runId: number;
  readonly monitor: string;
  /** Label of the model; without it, the event's, or the first one. */
  readonly model?: string;
  readonly event?: number;
  readonly time?: number;
}

/** Why a sample gave an alert or gave none. */
export interface Explanation {
  readonly monitor: string;
  readonly model: string;
  /** Absent where no sample was meant. */
  readonly event?: number;
  readonly time?: number;
  readonly alert: boolean;
  /** A stable code, see `core/simulate/reason.ts`. */
  readonly reason: string;
  readonly sentence: string;
  /** Labels of the other models that were measured, where the question named none and was about no event. */
  readonly otherModels?: readonly string[];
  /** Absent when the event is no sample of the monitor. Null where there is no such number. */
  readonly sample?: {
    readonly value: number;
    readonly score: number | null;
    readonly limit: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
  };
  /** Where the alert stood before the sample, and what the strategies knew. */
  readonly before?: {
    readonly phase: 'inactive' | 'pending' | 'firing';
    readonly breachStart?: number;
    readonly firingSince?: number;
    readonly lastAlert?: number;
    readonly strategies: readonly {
      readonly strategy: string;
      readonly knows: Readonly<Record<string, number>>;
    }[];
  };
}
