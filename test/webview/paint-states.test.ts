import type uPlot from 'uplot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StateSpan } from '../../protocol/simulation-messages.ts';
import { paintStateStrip, paintStates } from '../../webview/paint-states.ts';
import type { Picture } from '../../webview/picture.ts';
import type { Theme } from '../../webview/theme.ts';

beforeEach(() => {
  vi.stubGlobal('devicePixelRatio', 1);
  return () => vi.unstubAllGlobals();
});

const colors = { background: 'white', grid: 'silver', firing: 'red', pending: 'yellow', warming: 'gray' };
const theme = { ...colors, isHighContrast: false } as Theme;

interface Filled {
  readonly color: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What painting fills, on a plot of 100 by 50 where a millisecond is a pixel; strokes are told as boxes of `outline`. */
function filled(
  paint: (chart: uPlot, picture: Picture, theme: Theme) => void,
  states: readonly StateSpan[],
): Filled[] {
  const boxes: Filled[] = [];
  const fill = (color: string, [left, top, width, height]: number[]) =>
    boxes.push({ color, left: left ?? 0, top: top ?? 0, width: width ?? 0, height: height ?? 0 });
  const ctx = {
    fillStyle: '',
    save: () => undefined,
    restore: () => undefined,
    setLineDash: () => undefined,
    fillRect: (...box: number[]) => fill(ctx.fillStyle, box),
    strokeRect: (...box: number[]) => fill('outline', box),
  };
  const chart = {
    ctx,
    bbox: { left: 0, top: 0, width: 100, height: 50 },
    valToPos: (time: number) => time,
  } as unknown as uPlot;
  paint(chart, { answer: { states } } as unknown as Picture, theme);
  return boxes;
}

const muted: readonly StateSpan[] = [
  { state: 'firing', from: 10, to: 10.4 },
  { state: 'cooldown', from: 10.4, to: 40 },
  { state: 'firing', from: 40, to: 42 },
  { state: 'cooldown', from: 42, to: 70 },
  { state: 'firing', from: 80, to: 90 },
];

describe('states in the plot', () => {
  it('are one block while a cooldown mutes the alerts of what fires', () => {
    expect(filled(paintStates, muted)).toEqual([
      { color: 'red', left: 10, top: 0, width: 60, height: 50 },
      { color: 'red', left: 80, top: 0, width: 10, height: 50 },
    ]);
  });

  it('have no shade while warming up', () => {
    expect(filled(paintStates, [{ state: 'warming_up', from: 0, to: 50 }])).toEqual([]);
  });
});

describe('states in the strip', () => {
  const inked = (states: readonly StateSpan[]) =>
    filled(paintStateStrip, states).filter(({ color }) => color !== 'white' && color !== 'silver');

  it('are full while firing, and two rails while its alerts are muted', () => {
    expect(inked(muted.slice(1, 3))).toEqual([
      { color: 'red', left: 10.4, top: 53, width: 29.6, height: 1 },
      { color: 'red', left: 10.4, top: 57, width: 29.6, height: 1 },
      { color: 'red', left: 40, top: 53, width: 2, height: 5 },
    ]);
  });

  it('are dots while warming up', () => {
    const boxes = inked([{ state: 'warming_up', from: 0, to: 9 }]);
    expect(boxes.map(({ color, left, width }) => [color, left, width])).toEqual([
      ...[
        ['gray', 0, 2],
        ['gray', 4, 2],
        ['gray', 8, 1],
      ],
    ]);
  });
});
