import type { PanelStatus } from './panel-messages.ts';
import type {
  AlertsAnswer,
  AlertsQuestion,
  Explanation,
  RangeAnswer,
  RangeQuestion,
  RunSummary,
  WhyQuestion,
} from './simulation-messages.ts';

/** Methods beyond LSP's own. Any client may use them; the names are stable. */
export const lspMethods = {
  /** Request, client to server: run the config of `uri` now, because the user asked or a panel was opened. */
  simulate: 'driftscope/simulate',
  /** Notification, client to server: the user no longer wants the run that is under way. */
  cancelSimulation: 'driftscope/cancelSimulation',
  /** Notification, client to server: a preview was opened or closed. While one is open, edits lead to new runs. */
  preview: 'driftscope/preview',
  /** Request, client to server: the panel wants to draw a stretch of a lane. */
  range: 'driftscope/range',
  /** Request, client to server: the panel wants a page of its alert table. */
  alerts: 'driftscope/alerts',
  /** Request, client to server: the user wants to see an event of which the panel knows only the row. */
  eventPlace: 'driftscope/eventPlace',
  /** Request, client to server: why a monitor fired or did not. */
  why: 'driftscope/why',
  /** Notification, server to client: what is going on with a config's simulation. */
  simulationState: 'driftscope/simulationState',
  /** Notification, server to client: a run has finished, whoever asked for it. Comes before the state `idle`. */
  simulated: 'driftscope/simulated',
} as const;

export interface SimulateParams {
  /** The config; it need not be open. */
  readonly uri: string;
  /** Event files instead of the config's own: URIs, or paths and patterns relative to the config. */
  readonly events?: readonly string[];
}

/** Why there is no run; stable words. */
export type SimulationFailureReason =
  /** The config cannot be read, has errors, or is no monitor config. */
  | 'config'
  /** No event file is named, or none matches. */
  | 'no-events'
  /** An event file cannot be read, or has no events in it. */
  | 'events'
  /** A newer run of the same config, or the user, ended it. */
  | 'cancelled'
  /** The engine failed; a defect of ours. */
  | 'engine';

export interface SimulationFailure {
  readonly ok: false;
  readonly reason: SimulationFailureReason;
  /** One sentence for the user. */
  readonly message: string;
}

export type SimulateResult = { readonly ok: true; readonly summary: RunSummary } | SimulationFailure;

export interface UriParams {
  readonly uri: string;
}

export interface PreviewParams extends UriParams {
  readonly open: boolean;
}

export interface RangeParams extends UriParams {
  readonly question: RangeQuestion;
}

/** Null when the run is gone: a newer one has taken its place. */
export type RangeResult = RangeAnswer | null;

export interface AlertsParams extends UriParams {
  readonly question: AlertsQuestion;
}

/** Null when the run is gone. */
export type AlertsResult = AlertsAnswer | null;

export interface WhyParams extends UriParams {
  readonly question: WhyQuestion;
}

/** Null when the run is gone, or has no such monitor or model. */
export type WhyResult = Explanation | null;

export interface EventPlaceParams extends UriParams {
  readonly runId: number;
  /** Row of the event. */
  readonly event: number;
}

/** File (a URI) and 1-based line of an event; null when the run is gone. */
export type EventPlaceResult = { readonly uri: string; readonly line: number } | null;

export type SimulationStateParams = UriParams & PanelStatus;

export interface SimulatedParams extends UriParams {
  readonly summary: RunSummary;
}
