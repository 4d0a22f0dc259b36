import type { RunSummary } from '../protocol/simulation-messages.ts';
import { announcer } from './announcer.ts';
import type { DataSource } from './data-source.ts';
import { h } from './dom.ts';
import { plural } from './format.ts';
import { lanesView } from './lanes-view.ts';
import type { Page } from './page.ts';
import { RangeAsker } from './range-asker.ts';
import { emptyState, type PanelAction, type PanelState, reduce } from './state.ts';
import { summaryView } from './summary-view.ts';
import { tablesView } from './tables-view.ts';
import { readTheme, watchTheme } from './theme.ts';

/** The page at work. */
export interface App {
  dispatch(action: PanelAction): void;
}

/** Where a page begins, and who hears of its changes. */
export interface AppOptions {
  readonly initial?: PanelState;
  readonly onChange?: (state: PanelState) => void;
}

/** Builds the page in `root` over a source of data. */
export function createApp(root: HTMLElement, source: DataSource, options: AppOptions = {}): App {
  let state = options.initial ?? emptyState;
  let theme = readTheme();
  const voice = announcer();
  const dispatch = (action: PanelAction) => {
    const next = reduce(state, action);
    if (next === state) return;
    if (action.type === 'run') voice.say(runWords(action.summary));
    state = next;
    options.onChange?.(state);
    draw();
  };
  const asker = new RangeAsker(source, (answer) => dispatch({ type: 'range', answer }));
  const page: Page = { source, asker, dispatch, theme: () => theme, say: voice.say, show };
  const views = { summary: summaryView(page), lanes: lanesView(page), tables: tablesView(page) };
  const draw = oncePerFrame(() => {
    for (const view of Object.values(views)) view.update(state);
  });

  function show(lane: string, time: number): void {
    const isOut = state.zoom && (time < state.zoom.from || time > state.zoom.to);
    if (isOut) dispatch({ type: 'zoom' });
    dispatch({ type: 'cursor', cursor: { time, lane } });
    views.lanes.reveal(lane);
  }

  root.replaceChildren(
    h('main', {}, views.summary.element, views.lanes.element, views.tables.element),
    voice.element,
  );
  watchTheme(() => {
    theme = readTheme();
    views.lanes.repaint();
  });
  new ResizeObserver(draw).observe(root);
  draw();
  return { dispatch };
}

function runWords(summary: RunSummary): string {
  const episodes = summary.lanes.reduce((sum, lane) => sum + lane.episodes.length, 0);
  return `Run finished: ${plural(summary.alertCount, 'alert')} in ${plural(episodes, 'episode')}.`;
}

/** Any number of changes in one frame are drawn once. */
function oncePerFrame(act: () => void): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      act();
    });
  };
}
