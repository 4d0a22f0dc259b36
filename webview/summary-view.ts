import { formatDuration } from '../core/spec/duration.ts';
import type { RunSummary } from '../protocol/simulation-messages.ts';
import { h, setAttribute, setText } from './dom.ts';
import { formatCount, formatInstant } from './format.ts';
import type { Page } from './page.ts';
import { problemsView } from './problems-view.ts';
import type { PanelState } from './state.ts';
import { statusBar } from './status-bar.ts';
import { alertsPerWeek, runtimeFacts } from './words.ts';

/** The head of the page: which config ran on what, and what came of it. */
export function summaryView(page: Page): { element: HTMLElement; update(state: PanelState): void } {
  const title = h('h1');
  const status = statusBar(page);
  const facts = h('dl', { class: 'facts' });
  const problems = problemsView(page);
  const head = h('div', { class: 'run-line' }, title, status.chip);
  const element = h('header', { class: 'run' }, head, status.error, facts, problems.element);
  let shown: RunSummary | undefined;
  return {
    element,
    update: (state) => {
      status.update(state);
      setAttribute(facts, 'data-stale', state.summary !== undefined && state.status.state !== 'idle');
      if (state.summary === shown) return;
      shown = state.summary;
      setText(title, shown?.title ?? 'Driftscope preview');
      facts.replaceChildren(...(shown ? factsOf(shown) : []));
      problems.update(shown);
    },
  };
}

function factsOf(summary: RunSummary): HTMLElement[] {
  const { events, lanes } = summary;
  const rate = alertsPerWeek(summary.alertCount, events.from, events.to);
  const episodes = lanes.reduce((sum, lane) => sum + lane.episodes.length, 0);
  return [
    fact('Alerts', formatCount(summary.alertCount), rate && `${rate} per week`),
    fact('Episodes', formatCount(episodes)),
    fact('Retraining', formatCount(summary.retraining.length)),
    fact('Events', formatCount(events.read), eventsNote(summary)),
    ...runtimeFacts(summary).map(([name, value, note]) => fact(name, value, note)),
    ...spanFacts(summary),
    hashFact(summary.hash),
    ...(summary.elapsedMs === undefined ? [] : [fact('Computed in', formatDuration(summary.elapsedMs))]),
  ];
}

function eventsNote({ events }: RunSummary): string {
  const notes = [
    events.skipped > 0 ? `${formatCount(events.skipped)} skipped` : '',
    events.outOfOrder > 0 ? `${formatCount(events.outOfOrder)} out of order` : '',
  ];
  return notes.filter((note) => note !== '').join(', ');
}

function spanFacts({ events }: RunSummary): HTMLElement[] {
  const { from, to } = events;
  if (from === undefined || to === undefined) return [];
  const second = (time: number) => formatInstant(Math.floor(time / 1000) * 1000);
  const isOneDay = second(from).slice(0, 10) === second(to).slice(0, 10);
  const end = isOneDay ? second(to).slice(11) : second(to);
  return [fact('Span', formatDuration(to - from), `${second(from)} – ${end} UTC`)];
}

/** The hash in short; the whole of it on hover, and on the clipboard when pressed. */
function hashFact(hash: string): HTMLElement {
  const button = h('button', { type: 'button', class: 'link hash', title: `${hash} (press to copy)` });
  button.textContent = hash.slice(0, 8);
  button.setAttribute('aria-label', `Copy the hash of this run, ${hash.slice(0, 8)}`);
  const note = h('span', { class: 'muted', role: 'status' });
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(hash);
    setText(note, 'copied');
    setTimeout(() => setText(note, ''), 1500);
  });
  return h('div', { class: 'fact' }, h('dt', {}, 'Run'), h('dd', {}, button, note));
}

function fact(name: string, value: string, note?: string): HTMLElement {
  const details = note ? h('span', { class: 'muted' }, note) : undefined;
  return h('div', { class: 'fact' }, h('dt', {}, name), h('dd', {}, h('strong', {}, value), details));
}
