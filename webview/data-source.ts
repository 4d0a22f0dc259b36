import type {
  AlertsAnswer,
  AlertsQuestion,
  RangeAnswer,
  RangeQuestion,
} from '../protocol/simulation-messages.ts';

/** Where an event stands: by file and line where the page was told, else by its row, which the engine can look up. */
export type EventPlace =
  | { readonly file: string; readonly line: number }
  | { readonly runId: number; readonly event: number };

/** What the page asks of whoever holds the run: the extension, or the data embedded in a report. */
export interface DataSource {
  range(question: RangeQuestion): Promise<RangeAnswer>;
  alerts(question: AlertsQuestion): Promise<AlertsAnswer>;
  /** Answers cost nothing: what is out of sight is drawn too, so that the page prints whole. */
  readonly isLocal?: boolean;
  /** Absent where there is no editor to show an event in. */
  openEvent?(place: EventPlace): void;
  /** Shows a monitor in its config, by 0-based line. */
  openMonitor?(line: number): void;
  /** Stops the run under way. */
  cancel?(): void;
}

/** Names a question: an answer belongs to it when it gives the same name. */
export function rangeName(range: { runId: number; lane: number; from: number; to: number }): string {
  return [range.runId, range.lane, range.from, range.to].join();
}

/** As {@link rangeName}, for a page of the alert table. */
export function alertsName(alerts: Pick<AlertsQuestion, 'runId' | 'from' | 'lanes'>): string {
  return [alerts.runId, alerts.from, ...(alerts.lanes ?? ['all'])].join();
}
