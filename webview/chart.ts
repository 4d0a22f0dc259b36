import uPlot from 'uplot';
import type { AlertMark, RangeAnswer } from '../protocol/simulation-messages.ts';
import { formatCount, formatValue } from './format.ts';
import { paintHiddenLimits, paintMarks } from './paint-marks.ts';
import { paintStateStrip, paintStates } from './paint-states.ts';
import { type Picture, plotInsets, stripHeights } from './picture.ts';
import type { TimeSpan } from './span.ts';
import type { Theme } from './theme.ts';
import { timeTicks } from './time-ticks.ts';
import { type ValueRange, valueRange } from './value-range.ts';

/** What a hand on the chart asks for. */
export interface ChartEvents {
  /** The pointer is over `time`, or has left. */
  cursor(time: number | undefined): void;
  zoom(span: TimeSpan): void;
  reset(): void;
  pick(mark: AlertMark): void;
}

/** A drawn lane. All that is known of uPlot stays in this file and in the painting. */
export interface LaneChart {
  draw(picture: Picture): void;
  /** Shows the cursor at `time`, wherever the pointer is. */
  point(time: number | undefined): void;
  resize(width: number): void;
  repaint(theme: Theme): void;
}

const heightPx = 138;

/** A chart in `host`, `width` CSS pixels wide. */
export function laneChart(
  host: HTMLElement,
  width: number,
  first: { picture: Picture; theme: Theme },
  events: ChartEvents,
): LaneChart {
  let { picture, theme } = first;
  let range = valueRange(picture.answer);
  const look = { picture: () => picture, theme: () => theme, range: () => range };
  const chart = new uPlot(optionsOf(width, look, events), columnsOf(picture.answer), host);
  // uPlot's own cursor hook also fires when data or size change, where no hand moved.
  chart.over.addEventListener('mousemove', ({ clientX }) => {
    events.cursor(chart.posToVal(clientX - chart.over.getBoundingClientRect().left, 'x'));
  });
  chart.over.addEventListener('mouseleave', () => events.cursor(undefined));
  host.addEventListener('click', (event) => {
    const mark = markAt(chart, picture.answer.alerts, event);
    if (mark) events.pick(mark);
  });
  return {
    draw: (next) => {
      picture = next;
      range = valueRange(next.answer);
      chart.setData(columnsOf(next.answer));
    },
    point: (time) => {
      const { from, to } = picture.span;
      const isShown = time !== undefined && time >= from && time <= to;
      chart.setCursor(isShown ? { left: chart.valToPos(time, 'x'), top: 1 } : { left: -10, top: -10 }, false);
    },
    resize: (next) => {
      if (next !== chart.width) chart.setSize({ width: next, height: heightPx });
    },
    repaint: (next) => {
      theme = next;
      chart.redraw(false, true);
    },
  };
}

interface Look {
  readonly picture: () => Picture;
  readonly theme: () => Theme;
  readonly range: () => ValueRange;
}

const columnsOf = (answer: RangeAnswer) =>
  [answer.time, answer.value, answer.lower, answer.upper] as unknown as uPlot.AlignedData;

function optionsOf(width: number, look: Look, events: ChartEvents): uPlot.Options {
  return {
    width,
    height: heightPx,
    ms: 1,
    padding: [stripHeights.marks, plotInsets.right, stripHeights.states, 0],
    legend: { show: false },
    scales: {
      x: { time: false, range: () => [look.picture().span.from, look.picture().span.to] },
      y: { range: () => [look.range().min, look.range().max] },
    },
    axes: axesOf(look),
    ...seriesOf(look),
    cursor: cursorOf(look, events),
    hooks: {
      drawClear: [(chart) => paintStates(chart, look.picture(), look.theme())],
      draw: [
        (chart) => paintStateStrip(chart, look.picture(), look.theme()),
        (chart) => paintMarks(chart, look.picture(), look.theme()),
        (chart) => paintHiddenLimits(chart, look.range(), look.picture().unit, look.theme()),
      ],
      setSelect: [(chart) => zoomToSelection(chart, events)],
    },
  };
}

function seriesOf({ theme }: Look): Pick<uPlot.Options, 'series' | 'bands'> {
  const limit: uPlot.Series = {
    stroke: () => theme().limit,
    width: 1.25,
    dash: [6, 4],
    points: { show: false },
    // The stylesheet hides the cursor's dot on limits by this class.
    class: 'limit-series',
  };
  const line: uPlot.Series = {
    stroke: () => theme().line,
    width: 1.5,
    points: { size: 5, width: 1, fill: () => theme().line },
  };
  const band: uPlot.Band = { series: [3, 2], fill: () => translucent(theme().limit) };
  return { series: [{}, line, limit, { ...limit }], bands: [band] };
}

/** Colours come as any CSS colour, so a canvas turns them into hexadecimals first. */
function translucent(color: string): string {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 'transparent';
  context.fillStyle = color;
  const hex = context.fillStyle;
  return hex.startsWith('#') ? `${hex}1c` : hex.replace(/[\d.]+\)$/, '0.1)');
}

function axesOf({ theme, picture }: Look): uPlot.Axis[] {
  const grid = { stroke: () => theme().grid, width: 1 };
  const times = (chart: uPlot) => timeTicks(picture().span, chart.over.clientWidth || chart.width);
  return [
    {
      size: 0,
      grid,
      ticks: { show: false },
      splits: (u) => times(u).map(({ time }) => time),
      values: () => [],
    },
    {
      size: plotInsets.left,
      gap: 6,
      space: 24,
      stroke: () => theme().muted,
      grid,
      ticks: { show: false },
      font: theme().font,
      values: (_chart, splits) => axisLabels(splits),
    },
  ];
}

/** Labels with as many decimals as the step between them needs, so that they line up. */
function axisLabels(splits: readonly number[]): string[] {
  const step = Math.abs((splits[1] ?? 0) - (splits[0] ?? 0));
  const largest = Math.max(...splits.map(Math.abs));
  if (largest >= 1e6 || (step > 0 && step < 1e-4)) return splits.map((split) => formatValue(split));
  const decimals = [0, 1, 2, 3, 4].find((count) => isWhole(step * 10 ** count)) ?? 5;
  return splits.map((split) => (decimals === 0 ? formatCount(split) : split.toFixed(decimals)));
}

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6;

function cursorOf(look: Look, events: ChartEvents): uPlot.Cursor {
  return {
    y: false,
    drag: { x: true, y: false, setScale: false, dist: 5 },
    points: {
      size: 8,
      width: 2,
      stroke: () => look.theme().background,
      fill: () => look.theme().line,
    },
    bind: {
      dblclick: () => () => {
        events.reset();
        return null;
      },
    },
  };
}

function zoomToSelection(chart: uPlot, events: ChartEvents): void {
  const { left, width } = chart.select;
  chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (width < 4) return;
  events.zoom({ from: chart.posToVal(left, 'x'), to: chart.posToVal(left + width, 'x') });
}

/** The alert under the pointer: its dot on the line or its mark above the plot. */
function markAt(chart: uPlot, alerts: readonly AlertMark[], event: MouseEvent): AlertMark | undefined {
  const plot = chart.over.getBoundingClientRect();
  const x = event.clientX - plot.left;
  const y = event.clientY - plot.top;
  const isNear = (mark: AlertMark) => {
    const dx = Math.abs(chart.valToPos(mark.time, 'x') - x);
    return dx <= 6 && (y < 0 || Math.abs(chart.valToPos(mark.value, 'y') - y) <= 7);
  };
  return alerts.find(isNear);
}
