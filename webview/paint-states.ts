import type uPlot from 'uplot';
import type { StateSpan } from '../protocol/simulation-messages.ts';
import type { Picture } from './picture.ts';
import type { Theme } from './theme.ts';

type Shade = 'pending' | 'firing' | 'warning';

type ShadedSpan = StateSpan & { readonly state: Shade };

const shading: Readonly<Record<Shade, number>> = { pending: 0.13, firing: 0.16, warning: 0.1 };

/** A cooldown mutes the alerts of what still fires, so both have the same shade. */
const shades: Partial<Record<StateSpan['state'], Shade>> = {
  pending: 'pending',
  firing: 'firing',
  cooldown: 'firing',
  warning: 'warning',
};

/** The stretches to shade; spans of the same shade that touch are one, so that no seams show between them. */
export function shadedSpans(states: readonly StateSpan[]): ShadedSpan[] {
  const shaded: ShadedSpan[] = [];
  for (const { state, from, to } of states) {
    const shade = shades[state];
    const last = shaded.at(-1);
    if (shade === undefined) continue;
    if (last?.state === shade && from <= last.to) shaded[shaded.length - 1] = { ...last, to };
    else shaded.push({ state: shade, from, to });
  }
  return shaded;
}

/** Shades the stretches in which the alert was pending or firing; drawn before the grid and the line. */
export function paintStates(chart: uPlot, picture: Picture, theme: Theme): void {
  const { ctx, bbox } = chart;
  for (const span of shadedSpans(picture.answer.states)) {
    const place = placeOf(chart, span);
    if (!place) continue;
    const alpha = shading[span.state];
    ctx.save();
    ctx.globalAlpha = theme.isHighContrast ? alpha * 1.6 : alpha;
    ctx.fillStyle = theme[span.state];
    ctx.fillRect(place.left, bbox.top, place.width, bbox.height);
    ctx.restore();
  }
}

/** The strip of states under the plot: full while firing, two rails while muted, hatched while pending, dots while warming up. */
export function paintStateStrip(chart: uPlot, picture: Picture, theme: Theme): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const top = bbox.top + bbox.height + 3 * ratio;
  const height = 5 * ratio;
  ctx.save();
  // The limits were drawn dashed.
  ctx.setLineDash([]);
  ctx.lineWidth = ratio;
  ctx.fillStyle = theme.grid;
  ctx.fillRect(bbox.left, top + height / 2 - ratio / 2, bbox.width, ratio);
  for (const span of picture.answer.states) {
    const place = placeOf(chart, span);
    if (!place) continue;
    ctx.fillStyle = theme.background;
    ctx.fillRect(place.left, top, place.width, height);
    ctx.fillStyle = stateColor(span.state, theme);
    ctx.strokeStyle = ctx.fillStyle;
    paintState(ctx, span.state, { ...place, top, height }, ratio);
  }
  ctx.restore();
}

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

function paintState(ctx: CanvasRenderingContext2D, state: StateSpan['state'], box: Box, ratio: number): void {
  const { left, top, width, height } = box;
  if (state === 'firing') ctx.fillRect(left, top, width, height);
  else if (state === 'pending' || state === 'warning') hatch(ctx, box, ratio);
  else if (state === 'warming_up') dots(ctx, box, ratio);
  else rails(ctx, box, ratio);
}

/** Full and hollow take turns sample by sample while a cooldown mutes; rails without ends keep that one piece. */
function rails(ctx: CanvasRenderingContext2D, { left, top, width, height }: Box, ratio: number): void {
  ctx.fillRect(left, top, width, ratio);
  ctx.fillRect(left, top + height - ratio, width, ratio);
}

function dots(ctx: CanvasRenderingContext2D, { left, top, width, height }: Box, ratio: number): void {
  const size = 2 * ratio;
  const y = top + (height - size) / 2;
  for (let x = left; x < left + width; x += 2 * size) {
    ctx.fillRect(x, y, Math.min(size, left + width - x), size);
  }
}

function hatch(ctx: CanvasRenderingContext2D, { left, top, width, height }: Box, ratio: number): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.beginPath();
  ctx.lineWidth = 1.5 * ratio;
  for (let x = left - height; x < left + width; x += 4 * ratio) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}

function stateColor(state: StateSpan['state'], theme: Theme): string {
  if (state === 'warming_up') return theme.warming;
  if (state === 'cooldown') return theme.firing;
  return theme[state];
}

/** Where a span lies in the plot in canvas pixels, at least one pixel wide; undefined when it is out of sight. */
function placeOf(chart: uPlot, span: StateSpan): { left: number; width: number } | undefined {
  const { bbox } = chart;
  const left = Math.max(bbox.left, chart.valToPos(span.from, 'x', true));
  const right = Math.min(bbox.left + bbox.width, chart.valToPos(span.to, 'x', true));
  if (right < bbox.left || left > bbox.left + bbox.width) return undefined;
  return { left, width: Math.max(devicePixelRatio, right - left) };
}
