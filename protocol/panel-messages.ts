import type {
  AlertsAnswer,
  AlertsQuestion,
  RangeAnswer,
  RangeQuestion,
  RunSummary,
} from './simulation-messages.ts';

/** Version of the panel protocol; a panel that was restored from an older version is reloaded. */
export const panelProtocol = 1;

/** From the extension to the panel's page. */
export type ToPanel =
  /** The newest run: sent when the panel is ready and after every run; it ends the status `computing`. */
  | { readonly type: 'run'; readonly v: number; readonly summary: RunSummary }
  /** What is going on: the shown run is out of date while `computing`. */
  | { readonly type: 'status'; readonly status: PanelStatus }
  | { readonly type: 'range'; readonly answer: RangeAnswer }
  | { readonly type: 'alerts'; readonly answer: AlertsAnswer };

export type PanelStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'computing'; readonly done?: number; readonly message?: string }
  /** The run failed or the config has errors; what is shown, if anything, is older. */
  | { readonly state: 'error'; readonly message: string };

/** From the panel's page to the extension. */
export type FromPanel =
  | { readonly type: 'ready'; readonly v: number }
  | { readonly type: 'range'; readonly question: RangeQuestion }
  | { readonly type: 'alerts'; readonly question: AlertsQuestion }
  /** Show the event in its file. */
  | { readonly type: 'openEvent'; readonly file: string; readonly line: number }
  /** The same for an event of which the panel knows only its row: a point, an episode or a retraining request. */
  | { readonly type: 'openEventRow'; readonly runId: number; readonly event: number }
  /** Show the monitor in the config. */
  | { readonly type: 'openMonitor'; readonly line: number }
  | { readonly type: 'cancel' };
