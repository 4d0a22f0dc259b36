import type { RunSummary } from '../protocol/simulation-messages.ts';
import { h, setAttribute } from './dom.ts';
import { formatCount, plural } from './format.ts';
import { markIcon } from './marks.ts';
import type { Page } from './page.ts';

/** Monitors that failed, in sight; rows that could not be used, folded away. */
export function problemsView(page: Page): {
  element: HTMLElement;
  update(summary: RunSummary | undefined): void;
} {
  const element = h('div', { class: 'problems' });
  return {
    element,
    update: (summary) => {
      const failures = summary?.failures.map(failureBar) ?? [];
      const skipped = summary && summary.events.problems.length > 0 ? [skippedRows(page, summary)] : [];
      element.replaceChildren(...failures, ...skipped);
      setAttribute(element, 'hidden', failures.length + skipped.length === 0);
    },
  };
}

function failureBar({ monitor, model, message }: RunSummary['failures'][number]): HTMLElement {
  const text = `${monitor} on ${model} failed and stopped: ${message}`;
  return h('div', { class: 'bar error' }, markIcon('failed'), h('span', {}, text));
}

function skippedRows(page: Page, { events }: RunSummary): HTMLElement {
  const { skipped, problems } = events;
  const some = problems.length < skipped ? ` (the first ${formatCount(problems.length)} listed)` : '';
  // Some problems are said of a whole file and cost no row.
  const head =
    skipped > 0
      ? `${plural(skipped, 'row')} skipped${some}`
      : plural(problems.length, 'note on the events', 'notes on the events');
  const summary = h('summary', {}, markIcon('warning'), head);
  const items = problems.map((problem) => h('li', {}, place(page, problem), ` ${problem.message}`));
  return h('details', {}, summary, h('ul', {}, ...items));
}

function place(page: Page, { file, line }: { file: string; line: number }): HTMLElement {
  const text = `${file.replace(/^.*[/\\]/, '')}:${line}`;
  const { openEvent } = page.source;
  if (!openEvent) return h('code', { title: file }, text);
  return h(
    'button',
    { type: 'button', class: 'link', title: file, onclick: () => openEvent({ file, line }) },
    text,
  );
}
