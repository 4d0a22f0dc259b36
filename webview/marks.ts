/**
 * Shapes in a box of 10 by 10, as SVG path data: drawn on canvas and in the page alike, so that a severity or state is
 * told by its shape as well as by its colour.
 */
export const markShapes = {
  info: 'M5 .8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 1 0 0-8.4z',
  warning: 'M5 .4L9.8 9.2H.2z',
  critical: 'M5 0L10 5L5 10L0 5z',
  retraining: 'M1 0h1.4v10H1zM2.4 .4L9.4 3L2.4 5.6z',
  quiet: 'M.9 5.3L2.2 4L4 5.8L7.8 2L9.1 3.3L4 8.4z',
  pending: 'M1.2 .8h7.6L5 5zM1.2 9.2h7.6L5 5z',
  observing: 'M5 .8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 1 0 0-8.4zm0 1.5a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4z',
  failed: 'M1.4 2.6L2.6 1.4L5 3.8L7.4 1.4L8.6 2.6L6.2 5L8.6 7.4L7.4 8.6L5 6.2L2.6 8.6L1.4 7.4L3.8 5z',
  none: 'M1 4.2h8v1.6H1z',
} as const;

export type MarkShape = keyof typeof markShapes;

const svg = 'http://www.w3.org/2000/svg';

/** A mark as an image in the page; it says nothing to screen readers, the word beside it does. */
export function markIcon(shape: MarkShape, className: string = shape): SVGElement {
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('viewBox', '0 0 10 10');
  icon.setAttribute('class', `mark mark-${className}`);
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', markShapes[shape]);
  path.setAttribute('fill-rule', 'evenodd');
  icon.append(path);
  return icon;
}

const paths = new Map<MarkShape, Path2D>();

/** Draws a mark `size` wide around a point of a canvas, with a rim in `rim` that sets it off from what is behind. */
export function drawMark(
  context: CanvasRenderingContext2D,
  shape: MarkShape,
  place: { x: number; y: number; size: number; fill: string; rim: string },
): void {
  const path = paths.get(shape) ?? new Path2D(markShapes[shape]);
  paths.set(shape, path);
  const scale = place.size / 10;
  context.save();
  context.translate(place.x - place.size / 2, place.y - place.size / 2);
  context.scale(scale, scale);
  context.strokeStyle = place.rim;
  context.lineWidth = 2.5;
  context.lineJoin = 'round';
  context.stroke(path);
  context.fillStyle = place.fill;
  context.fill(path, 'evenodd');
  context.restore();
}
