import { emptyState, type PanelState, type TableTab } from './state.ts';

/** What outlives the page: ids and ranges, never data. `uri` lets the extension restore the panel of a config. */
export interface SavedState {
  readonly v: 1;
  readonly uri?: string;
  readonly zoom?: { readonly from: number; readonly to: number };
  readonly monitor?: string;
  readonly tab: TableTab;
  readonly scroll: number;
}

/** What to save of a state, with the page scrolled down by `scroll` pixels. */
export function savedOf(state: PanelState, scroll: number): SavedState {
  const { zoom, monitor, tab, summary } = state;
  return {
    v: 1,
    tab,
    scroll,
    ...(summary ? { uri: summary.uri } : {}),
    ...(zoom ? { zoom } : {}),
    ...(monitor === undefined ? {} : { monitor }),
  };
}

/** The state to begin with, from what was saved by whatever version; anything odd in it is left out. */
export function restoredOf(saved: unknown): { state: PanelState; scroll: number } {
  if (typeof saved !== 'object' || saved === null) return { state: emptyState, scroll: 0 };
  const { zoom, monitor, tab, scroll } = saved as Readonly<Record<string, unknown>>;
  const state = {
    ...emptyState,
    ...(isSpan(zoom) ? { zoom: { from: zoom.from, to: zoom.to } } : {}),
    ...(typeof monitor === 'string' ? { monitor } : {}),
    ...(tab === 'episodes' || tab === 'retraining' ? { tab: tab as TableTab } : {}),
  };
  return { state, scroll: typeof scroll === 'number' ? scroll : 0 };
}

function isSpan(value: unknown): value is { from: number; to: number } {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to } = value as Readonly<Record<string, unknown>>;
  return typeof from === 'number' && typeof to === 'number' && to > from;
}
