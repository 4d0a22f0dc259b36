import type { LaneSummary, RangeAnswer } from '../protocol/simulation-messages.ts';
import { h, setText } from './dom.ts';
import { formatCount, formatInstant, formatValue } from './format.ts';
import { pointAt } from './points.ts';
import { stateWord } from './words.ts';

const pageRows = 25;

/** A lane's points as a table in pages, for those to whom a chart says nothing. */
export function dataTable(): { element: HTMLElement; show(lane: LaneSummary, answer: RangeAnswer): void } {
  let page = 0;
  let shown: { lane: LaneSummary; answer: RangeAnswer } | undefined;
  const caption = h('caption');
  const head = h('tr');
  const body = h('tbody');
  const previous = h('button', { type: 'button', class: 'small', onclick: () => turn(-1) }, 'Previous');
  const next = h('button', { type: 'button', class: 'small', onclick: () => turn(1) }, 'Next');
  const place = h('span', { class: 'muted' });
  const pager = h('div', { class: 'pager' }, previous, next, place);
  const element = h(
    'div',
    { class: 'data-table' },
    h('table', {}, caption, h('thead', {}, head), body),
    pager,
  );

  function draw(): void {
    if (!shown) return;
    const { lane, answer } = shown;
    const count = answer.time.length;
    const pages = Math.max(1, Math.ceil(count / pageRows));
    page = Math.max(0, Math.min(page, pages - 1));
    const rows = Math.min(pageRows, count - page * pageRows);
    body.replaceChildren(
      ...Array.from({ length: rows }, (_, at) => pointRow(lane, answer, page * pageRows + at)),
    );
    previous.disabled = page === 0;
    next.disabled = page >= pages - 1;
    setText(place, `Page ${formatCount(page + 1)} of ${formatCount(pages)}`);
  }

  function turn(by: number): void {
    page += by;
    draw();
  }

  return {
    element,
    show: (lane, answer) => {
      if (shown?.answer === answer) return;
      shown = { lane, answer };
      page = 0;
      const unit = lane.unit === '' ? '' : `, ${lane.unit}`;
      setText(caption, captionOf(lane, answer));
      head.replaceChildren(
        ...['Time (UTC)', `Value${unit}`, 'Lower limit', 'Upper limit', 'State'].map((title) =>
          h('th', { scope: 'col' }, title),
        ),
      );
      draw();
    },
  };
}

function captionOf(lane: LaneSummary, answer: RangeAnswer): string {
  const shown = answer.time.length;
  const isThinned = shown < lane.samples && answer.from <= (answer.time[0] ?? 0);
  const note = isThinned ? ', the extremes of what is on the screen; zoom in for every sample' : '';
  return `${lane.id} on ${lane.model}: ${formatCount(shown)} of ${formatCount(lane.samples)} samples${note}`;
}

function pointRow(lane: LaneSummary, answer: RangeAnswer, index: number): HTMLTableRowElement {
  const point = pointAt(answer, index);
  if (!point) return h('tr');
  const state = stateWord(lane, point.state) + (point.alert ? `, alert (${point.alert.severity})` : '');
  const numbers = [point.value, point.lower, point.upper].map((value) =>
    h('td', { class: 'number' }, formatValue(value)),
  );
  return h('tr', {}, h('th', { scope: 'row' }, formatInstant(point.time)), ...numbers, h('td', {}, state));
}
