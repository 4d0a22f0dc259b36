import type { AlertRow, RangeAnswer, RunSummary } from './simulation-messages.ts';

/** What a self-contained HTML report carries: the answers to everything its page may ask. */
export interface ReportData {
  readonly summary: RunSummary;
  /** One answer per lane, in the order of the lanes, over the whole span of the run. */
  readonly ranges: readonly RangeAnswer[];
  readonly alerts: readonly AlertRow[];
}
