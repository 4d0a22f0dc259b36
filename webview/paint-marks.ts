import type uPlot from 'uplot';
import type { AlertMark } from '../protocol/simulation-messages.ts';
import { formatWithUnit } from './format.ts';
import { drawMark } from './marks.ts';
import { type Picture, stripHeights } from './picture.ts';
import type { Theme } from './theme.ts';
import type { ValueRange } from './value-range.ts';

const markSize = 8;
const urgency = { info: 0, warning: 1, critical: 2 } as const;

/** Dots on the samples that alerted, the severest marks above them where there is room, and retraining flags. */
export function paintMarks(chart: uPlot, picture: Picture, theme: Theme): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const y = bbox.top - (stripHeights.marks / 2) * ratio;
  ctx.save();
  const isDense = picture.answer.alerts.length * 4 > chart.over.clientWidth;
  for (const mark of picture.answer.alerts) paintDot(chart, mark, theme, isDense ? 1.1 : 1.75);
  for (const mark of markedAlerts(chart, picture.answer.alerts)) {
    const x = chart.valToPos(mark.time, 'x', true);
    const place = { x, y, size: markSize * ratio, fill: theme[mark.severity], rim: theme.background };
    drawMark(ctx, mark.severity, place);
  }
  for (const time of picture.retraining) paintFlag(chart, time, theme);
  ctx.restore();
}

/** Alerts that get a mark of their own: of those too close to be told apart, the severest and then the first. */
export function markedAlerts(chart: uPlot, alerts: readonly AlertMark[]): AlertMark[] {
  const shown: AlertMark[] = [];
  for (const mark of alerts) {
    const last = shown.at(-1);
    const gap = last ? chart.valToPos(mark.time, 'x') - chart.valToPos(last.time, 'x') : markSize * 2;
    if (gap >= markSize + 1) shown.push(mark);
    else if (last && urgency[mark.severity] > urgency[last.severity]) shown[shown.length - 1] = mark;
  }
  return shown;
}

function paintDot(chart: uPlot, mark: AlertMark, theme: Theme, radius: number): void {
  const { ctx } = chart;
  const x = chart.valToPos(mark.time, 'x', true);
  const y = chart.valToPos(mark.value, 'y', true);
  ctx.fillStyle = theme[mark.severity];
  ctx.beginPath();
  ctx.arc(x, y, radius * devicePixelRatio, 0, 2 * Math.PI);
  ctx.fill();
}

function paintFlag(chart: uPlot, time: number, theme: Theme): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const x = Math.round(chart.valToPos(time, 'x', true));
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.strokeStyle = theme.retraining;
  ctx.lineWidth = 1.5 * ratio;
  ctx.setLineDash([5 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.setLineDash([]);
  const size = 11 * ratio;
  const place = {
    x: x + size * 0.33,
    y: bbox.top + size / 2,
    size,
    fill: theme.retraining,
    rim: theme.background,
  };
  drawMark(ctx, 'retraining', place);
}

/** Says where a limit is that would have flattened the values had it been drawn. */
export function paintHiddenLimits(chart: uPlot, range: ValueRange, unit: string, theme: Theme): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const { above, below } = range.hidden;
  ctx.save();
  ctx.font = theme.font.replace(/^\d+px/, `${11 * ratio}px`);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  if (above !== undefined) {
    paintLabel(chart, `↑ limit ${formatWithUnit(above, unit)}`, bbox.top - 7 * ratio, theme);
  }
  if (below !== undefined) {
    paintLabel(chart, `↓ limit ${formatWithUnit(below, unit)}`, bbox.top + bbox.height - 9 * ratio, theme);
  }
  ctx.restore();
}

function paintLabel({ ctx, bbox }: uPlot, text: string, y: number, theme: Theme): void {
  const ratio = devicePixelRatio;
  const right = bbox.left + bbox.width;
  const width = ctx.measureText(text).width + 10 * ratio;
  ctx.fillStyle = theme.background;
  ctx.fillRect(right - width, y - 7 * ratio, width, 14 * ratio);
  ctx.fillStyle = theme.limit;
  ctx.fillText(text, right, y);
}
