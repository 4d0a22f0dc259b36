import { h, setAttribute } from './dom.ts';
import { LaneView } from './lane-view.ts';
import { legend } from './legend.ts';
import type { Page } from './page.ts';
import { laneKey, type PanelState } from './state.ts';
import { timeRuler } from './time-ruler.ts';

/** All lanes under one time axis. */
export interface LanesView {
  readonly element: HTMLElement;
  update(state: PanelState): void;
  repaint(): void;
  /** Brings a lane into view. */
  reveal(key: string): void;
}

/** The lanes of a run; those of the same monitor and model live on from run to run. */
export function lanesView(page: Page): LanesView {
  const ruler = timeRuler(page);
  const list = h('div', { class: 'lanes-list' });
  const empty = h('p', { class: 'empty' }, 'No lanes: no monitor has a model to watch in these events.');
  const key = legend(page.source.openEvent !== undefined);
  const element = h('section', { class: 'lanes', 'aria-label': 'Monitors' }, ruler.element, list, empty, key);
  const views = new Map<string, LaneView>();

  function arrange(keys: readonly string[]): void {
    for (const [name, view] of views) {
      if (keys.includes(name)) continue;
      view.element.remove();
      views.delete(name);
    }
    keys.forEach((name, index) => {
      const view = views.get(name) ?? new LaneView(page);
      views.set(name, view);
      // Moving an element that is in its place already would take the focus from it.
      if (list.children[index] !== view.element)
        list.insertBefore(view.element, list.children[index] ?? null);
    });
  }

  return {
    element,
    update: (state) => {
      const lanes = state.summary?.lanes ?? [];
      setAttribute(element, 'hidden', state.summary === undefined);
      empty.hidden = lanes.length > 0;
      key.hidden = lanes.length === 0;
      arrange(lanes.map(laneKey));
      ruler.update(state);
      lanes.forEach((lane, index) => {
        views.get(laneKey(lane))?.update(state, lane, index);
      });
    },
    repaint: () => {
      for (const view of views.values()) view.repaint();
    },
    reveal: (name) => views.get(name)?.element.scrollIntoView({ block: 'nearest' }),
  };
}
