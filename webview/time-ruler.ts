import { formatDuration } from '../core/spec/duration.ts';
import { h, setAttribute, setText } from './dom.ts';
import { formatDay, formatInstant, formatTime } from './format.ts';
import type { Page } from './page.ts';
import { plotInsets } from './picture.ts';
import { isSameSpan, type TimeSpan } from './span.ts';
import { type PanelState, shownSpan } from './state.ts';
import { type TimeTick, timeTicks } from './time-ticks.ts';

/** The time axis that all lanes share: it stays at the top while they scroll, and says where the cursor is. */
export function timeRuler(page: Page): { element: HTMLElement; update(state: PanelState): void } {
  const shown = h('span', { class: 'ruler-span' });
  const reset = h('button', {
    type: 'button',
    class: 'small',
    onclick: () => page.dispatch({ type: 'zoom' }),
  });
  reset.textContent = 'Show all';
  reset.title = 'Show the whole run (Escape, 0 or double-click in a chart)';
  const origin = h('span', { class: 'ruler-origin' });
  const ticks = h('div', { class: 'ruler-ticks' });
  const cursor = h('span', { class: 'ruler-cursor' });
  const scale = h('div', { class: 'ruler-scale', 'aria-hidden': true }, origin, ticks, cursor);
  const element = h('div', { class: 'ruler' }, h('div', { class: 'ruler-bar' }, shown, reset), scale);
  let drawn: { span: TimeSpan; width: number } | undefined;
  return {
    element,
    update: (state) => {
      const span = shownSpan(state);
      setAttribute(element, 'hidden', span === undefined);
      if (!span) return;
      const width = scale.clientWidth - plotInsets.left - plotInsets.right;
      reset.disabled = state.zoom === undefined;
      if (!isSameSpan(span, drawn?.span) || width !== drawn?.width) {
        setText(shown, `${spanWords(span)} UTC`);
        setText(origin, formatDay(span.from, false));
        drawTicks(ticks, span, width);
        drawn = { span, width };
      }
      drawCursor(cursor, span, width, state.cursor?.time);
    },
  };
}

function spanWords({ from, to }: TimeSpan): string {
  const isOneDay = formatDay(from) === formatDay(to);
  const end = isOneDay
    ? formatTime(to, to - from < 60_000 ? 1 : 1000)
    : formatInstant(Math.round(to / 1000) * 1000);
  const start = isOneDay
    ? formatTime(from, to - from < 60_000 ? 1 : 1000)
    : formatInstant(Math.round(from / 1000) * 1000);
  const day = isOneDay ? `${formatDay(from)}, ` : '';
  return `${day}${start} – ${end} (${formatDuration(to - from)})`;
}

function drawTicks(host: HTMLElement, span: TimeSpan, width: number): void {
  // Half a label needs this much room; at the left the day stands, and takes a little more.
  const [start, end] = [plotInsets.left + 6, plotInsets.left + width - 6];
  const isInside = (tick: TimeTick) => {
    const x = offsetOf(tick.time, span, width);
    return x >= start && x <= end;
  };
  const labels = timeTicks(span, width)
    .filter(isInside)
    .map((tick) => {
      const label = h('span', { class: tick.isDay ? 'tick tick-day' : 'tick' }, tick.label);
      label.style.left = `${offsetOf(tick.time, span, width)}px`;
      return label;
    });
  host.replaceChildren(...labels);
}

function drawCursor(label: HTMLElement, span: TimeSpan, width: number, time: number | undefined): void {
  const isShown = time !== undefined && time >= span.from && time <= span.to;
  setAttribute(label, 'hidden', !isShown);
  if (!isShown) return;
  setText(label, formatTime(time, span.to - span.from < 600_000 ? 1 : 1000));
  // Half a label's room at either end keeps it on the page.
  const x = Math.max(
    plotInsets.left - 10,
    Math.min(offsetOf(time, span, width), plotInsets.left + width - 24),
  );
  label.style.left = `${x}px`;
}

const offsetOf = (time: number, { from, to }: TimeSpan, width: number) =>
  plotInsets.left + ((time - from) / (to - from)) * width;
