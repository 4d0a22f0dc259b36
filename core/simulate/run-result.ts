import type { Severity } from '../documents/lifecycle-spec.ts';
import type { EventPlace } from '../spec/columns.ts';
import { verdict } from '../strategies/detector.ts';
import type { LongList } from './long-list.ts';
import type { Transition } from './transition-log.ts';

/** The samples of one monitor on one model, as columns of equal length. */
export interface Series {
  /** Row of the event each sample came from. */
  readonly index: Uint32Array;
  /** Milliseconds since the epoch. */
  readonly time: Float64Array;
  readonly value: Float64Array;
  /** What the strategy compares with `limit`; NaN while it cannot say, or without a strategy. */
  readonly score: Float64Array;
  readonly limit: Float64Array;
  /** The values between which a sample does not alarm; infinite or NaN where there is no such limit. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Verdict of the strategy and state of the alert, see {@link sampleState}. */
  readonly state: Uint8Array;
}

/** Alert state after a sample, in {@link Series.state}. Without an alert under way it is the strategy's verdict. */
export const sampleState = {
  warmingUp: verdict.warmingUp,
  ok: verdict.ok,
  warning: verdict.warning,
  pending: 3,
  firing: 4,
  cooldown: 5,
} as const;
export type SampleState = (typeof sampleState)[keyof typeof sampleState];

/** An alert as its lane gives it. */
export interface LaneAlert {
  readonly monitor: string;
  readonly model: string;
  /** Row of the event that caused it. */
  readonly event: number;
  readonly time: number;
  readonly metric: string;
  readonly value: number;
  readonly severity: Severity;
  readonly strategy: string;
  readonly message: string;
  readonly reason: 'fired' | 'repeated';
}

/** An alert, with the place of the event that caused it. */
export interface Alert extends LaneAlert, EventPlace {}

/** One stretch of time in which a monitor fired on a model. */
export interface Episode {
  readonly breachStart: number;
  readonly start: number;
  readonly startEvent: number;
  /** Undefined while it still fires at the end of the run. */
  readonly end?: number;
  readonly count: number;
  readonly alerts: number;
  readonly peak: number;
  readonly peakEvent: number;
}

export type LaneStatus =
  | 'inactive'
  | 'pending'
  | 'firing'
  | 'observing'
  | 'no_data'
  /** No value yet, and more events will give one: a monitor of drift fills its reference or window. */
  | 'filling'
  | 'failed';

/** One monitor on one model. */
export interface LaneResult {
  readonly id: string;
  readonly kind: string;
  readonly model: string;
  readonly metric: string;
  readonly unit: string;
  readonly severity: Severity;
  readonly samples: number;
  readonly skipped: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  /** The lists below, which are made whole each time they are read, as they are kept. */
  readonly lists: LaneLists;
  readonly warnings: readonly number[];
  readonly drifts: readonly number[];
  readonly alerts: readonly number[];
  readonly episodes: readonly Episode[];
  /** Every change of phase, each with its reason. */
  readonly transitions: readonly Transition[];
  readonly status: LaneStatus;
  /** Absent when the run was told not to keep series. */
  readonly series?: Series;
}

/** What a lane gathers, for readers that need not have all of it at once. */
export interface LaneLists {
  /** Rows at which the strategy warned, alarmed, and an alert was given. */
  readonly warnings: LongList<number>;
  readonly drifts: LongList<number>;
  readonly alerts: LongList<number>;
  readonly episodes: LongList<Episode>;
  readonly transitions: LongList<Transition>;
}

export interface RetrainingRequest {
  readonly model: string;
  readonly reason: string;
  readonly event: number;
  readonly time: number;
  readonly policy: string;
}

/** A monitor that threw; the others went on. */
export interface MonitorFailure {
  readonly monitor: string;
  readonly model: string;
  readonly event: number;
  readonly message: string;
}

export interface RunResult {
  readonly monitors: readonly LaneResult[];
  /** In order of their events. Made when it is first read; `alertIndex` gives single ones without making all. */
  readonly alerts: readonly Alert[];
  readonly alertIndex: AlertIndex;
  /** Made when it is first read, out of `requests`. */
  readonly retraining: readonly RetrainingRequest[];
  readonly requests: LongList<RetrainingRequest>;
  readonly failures: readonly MonitorFailure[];
  readonly runtime: RuntimeReport;
}

/** The alerts of a run in order, each made when it is asked for. */
export interface AlertIndex extends LongList<Alert> {
  /** Index into {@link RunResult.monitors} of the lane that gave it. */
  laneAt(position: number): number;
  eventAt(position: number): number;
  timeAt(position: number): number;
  valueAt(position: number): number;
}

export interface RuntimeReport {
  readonly ticks: number;
  readonly delays: readonly {
    readonly monitor: string;
    readonly model: string;
    readonly max_ms: number;
    readonly delayed: number;
    readonly waits: number;
  }[];
  readonly losses: readonly {
    readonly monitor: string;
    readonly model: string;
    readonly dropped: number;
    readonly unsampled: number;
  }[];
  readonly dropped: number;
}
