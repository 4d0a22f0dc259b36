import { assertNever } from '../protocol/assert-never.ts';
import type { PanelStatus } from '../protocol/panel-messages.ts';
import type { LaneSummary, RangeAnswer, RunSummary } from '../protocol/simulation-messages.ts';
import { clampZoom, fullSpan, isSameSpan, type TimeSpan } from './span.ts';

export type TableTab = 'alerts' | 'episodes' | 'retraining';

/** All that the page shows. Drawing is a function of this, and of nothing else but the theme and the width. */
export interface PanelState {
  readonly summary?: RunSummary;
  readonly status: PanelStatus;
  /** The newest answer for each lane by its key; one of an older run stays until the new one arrives. */
  readonly answers: ReadonlyMap<string, RangeAnswer>;
  /** The newest answer over the whole run for each lane, from which closest calls are told. */
  readonly wholes: ReadonlyMap<string, RangeAnswer>;
  /** Undefined shows the whole run. */
  readonly zoom?: TimeSpan;
  readonly cursor?: Cursor;
  /** The tables show only this monitor. */
  readonly monitor?: string;
  readonly tab: TableTab;
}

/** The instant pointed at in all lanes, and the lane in which it was done. */
export interface Cursor {
  readonly time: number;
  readonly lane: string;
}

export type PanelAction =
  | { readonly type: 'run'; readonly summary: RunSummary }
  | { readonly type: 'status'; readonly status: PanelStatus }
  | { readonly type: 'range'; readonly answer: RangeAnswer }
  | { readonly type: 'zoom'; readonly span?: TimeSpan }
  | { readonly type: 'cursor'; readonly cursor?: Cursor }
  | { readonly type: 'filter'; readonly monitor?: string }
  | { readonly type: 'tab'; readonly tab: TableTab };

/** Before anything has arrived. */
export const emptyState: PanelState = {
  status: { state: 'idle' },
  answers: new Map(),
  wholes: new Map(),
  tab: 'alerts',
};

/** Names a lane across runs: positions change when a monitor is added. */
export function laneKey(lane: Pick<LaneSummary, 'id' | 'model'>): string {
  return `${lane.id}\n${lane.model}`;
}

/** The span that is on the screen; undefined without events. */
export function shownSpan(state: PanelState): TimeSpan | undefined {
  return state.zoom ?? (state.summary && fullSpan(state.summary));
}

/** The state after `action`. */
export function reduce(state: PanelState, action: PanelAction): PanelState {
  switch (action.type) {
    case 'run':
      return withRun(state, action.summary);
    case 'status':
      return { ...state, status: action.status };
    case 'range':
      return withAnswer(state, action.answer);
    case 'zoom':
      return withZoom(state, action.span);
    case 'cursor':
      return withField(state, 'cursor', action.cursor);
    case 'filter':
      return withField(state, 'monitor', action.monitor);
    case 'tab':
      return { ...state, tab: action.tab };
    default:
      return assertNever(action, 'panel action');
  }
}

/** A new run keeps zoom, filter and drawings where they still mean something. */
function withRun(state: PanelState, summary: RunSummary): PanelState {
  const keys = new Set(summary.lanes.map(laneKey));
  const kept = (answers: ReadonlyMap<string, RangeAnswer>) =>
    new Map([...answers].filter(([key]) => keys.has(key)));
  // What was being computed is this; an error may still stand, and is for the sender to take back.
  const status: PanelStatus = state.status.state === 'computing' ? { state: 'idle' } : state.status;
  const answers = kept(state.answers);
  const next = withZoom({ ...state, status, summary, answers, wholes: new Map() }, state.zoom);
  const isKnown = summary.lanes.some((lane) => lane.id === state.monitor);
  return isKnown ? next : withField(next, 'monitor', undefined);
}

function withZoom(state: PanelState, span: TimeSpan | undefined): PanelState {
  const full = state.summary && fullSpan(state.summary);
  // A zoom restored before the first run has nothing to be clamped to yet.
  const zoom = span && (state.summary ? full && clampZoom(span, full) : span);
  if (zoom && isSameSpan(zoom, state.zoom)) return state;
  return withField(state, 'zoom', zoom);
}

/** Late answers, to a question that is no longer asked, are dropped. */
function withAnswer(state: PanelState, answer: RangeAnswer): PanelState {
  const lane = state.summary?.lanes[answer.lane];
  if (!state.summary || !lane || answer.runId !== state.summary.runId) return state;
  const key = laneKey(lane);
  const wholes = isSameSpan(answer, fullSpan(state.summary))
    ? new Map(state.wholes).set(key, answer)
    : state.wholes;
  if (!isSameSpan(answer, shownSpan(state))) return wholes === state.wholes ? state : { ...state, wholes };
  return { ...state, wholes, answers: new Map(state.answers).set(key, answer) };
}

/** Sets an optional field; one without a value is left out, never set to undefined. */
function withField<K extends 'cursor' | 'monitor' | 'zoom'>(
  state: PanelState,
  key: K,
  value: PanelState[K] | undefined,
): PanelState {
  const { [key]: _old, ...rest } = state;
  return (value === undefined ? rest : { ...rest, [key]: value }) as PanelState;
}
