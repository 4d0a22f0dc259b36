import type { PanelStatus } from '../protocol/panel-messages.ts';
import { h, setAttribute, setText } from './dom.ts';
import { markIcon } from './marks.ts';
import type { Page } from './page.ts';
import type { PanelState } from './state.ts';

/** What is going on: a chip beside the title, and a bar with the error while an older run stays in sight. */
export function statusBar(page: Page): {
  chip: HTMLElement;
  error: HTMLElement;
  update(state: PanelState): void;
} {
  const word = h('span', { role: 'status' });
  const progress = h('progress', { max: 1, 'aria-label': 'Events simulated' });
  const cancel = h(
    'button',
    { type: 'button', class: 'small', onclick: () => page.source.cancel?.() },
    'Cancel',
  );
  const message = h('span');
  const error = h('div', { class: 'bar error', role: 'status' }, markIcon('failed'), message);
  return {
    chip: h('div', { class: 'chip' }, word, progress, cancel),
    error,
    update: ({ status, summary }) => {
      setText(word, chipWords(status, summary !== undefined));
      const done = status.state === 'computing' ? status.done : undefined;
      setAttribute(progress, 'hidden', done === undefined);
      if (done !== undefined) progress.value = done;
      setAttribute(cancel, 'hidden', done === undefined || page.source.cancel === undefined);
      setAttribute(error, 'hidden', status.state !== 'error');
      if (status.state === 'error') setText(message, errorWords(status.message, summary !== undefined));
    },
  };
}

function chipWords(status: PanelStatus, hasRun: boolean): string {
  if (status.state === 'error') return hasRun ? 'stale' : '';
  if (status.state === 'computing') return status.message ?? (hasRun ? 'computing…, stale' : 'computing…');
  return hasRun ? '' : 'waiting for the first run…';
}

const errorWords = (message: string, hasRun: boolean) =>
  hasRun ? `${message} (showing the last run that worked)` : message;
