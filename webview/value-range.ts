import type { RangeAnswer } from '../protocol/simulation-messages.ts';

/** What the value axis spans, and on which side a limit lies too far out to be shown. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
  readonly hidden: { readonly above?: number; readonly below?: number };
}

type Extent = { readonly min: number; readonly max: number };

/** A limit may take this many times the room of the values before it is left out, lest the values become a flat line. */
const mostRoom = 8;
/** What a limit that moves may take beyond where it is nearest: a band that widens for a moment is cut off. */
const movingRoom = 1.5;

/** The values of an answer and, where they do not flatten them, its limits; with a little room, never across zero. */
export function valueRange(answer: RangeAnswer): ValueRange {
  const values = extentOf(answer.value) ?? extentOf([...answer.lower, ...answer.upper]) ?? { min: 0, max: 1 };
  const upper = extentOf(answer.upper);
  const lower = extentOf(answer.lower);
  const room = values.max - values.min || Math.abs(values.max) || 1;
  const showsAbove = upper !== undefined && upper.min <= values.max + mostRoom * room;
  const showsBelow = lower !== undefined && lower.max >= values.min - mostRoom * room;
  const top = upper && Math.max(upper.min, Math.min(upper.max, values.max + movingRoom * room));
  const bottom = lower && Math.min(lower.max, Math.max(lower.min, values.min - movingRoom * room));
  const max = showsAbove ? Math.max(values.max, top ?? values.max) : values.max;
  const min = showsBelow ? Math.min(values.min, bottom ?? values.min) : values.min;
  const hidden = {
    ...(upper && !showsAbove ? { above: upper.min } : {}),
    ...(lower && !showsBelow ? { below: lower.max } : {}),
  };
  return { ...padded({ min, max }), hidden };
}

function extentOf(column: readonly (number | null)[]): Extent | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of column) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : undefined;
}

function padded({ min, max }: Extent): Extent {
  const pad = (max - min || Math.abs(max) || 1) * 0.08;
  return {
    min: min >= 0 ? Math.max(0, min - pad) : min - pad,
    max: max <= 0 && min < 0 ? Math.min(0, max + pad) : max + pad,
  };
}
