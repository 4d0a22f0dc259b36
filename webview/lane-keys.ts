import type { AlertMark, RangeAnswer } from '../protocol/simulation-messages.ts';
import { alertBeside, nearestIndex } from './points.ts';
import { type TimeSpan, zoomAround } from './span.ts';

/** What a key does in a lane that has the focus; undefined for keys that are not the lane's. */
export type LaneMove =
  | { readonly type: 'cursor'; readonly time: number }
  | { readonly type: 'zoom'; readonly span: TimeSpan }
  | { readonly type: 'reset' }
  | { readonly type: 'open' }
  | { readonly type: 'lane'; readonly step: 1 | -1 };

/** A key, and whether shift made its step larger. */
export interface LaneKey {
  readonly key: string;
  readonly shiftKey: boolean;
}

const pointSteps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -50,
  PageDown: 50,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

const zoomFactors: Readonly<Record<string, number>> = { '+': 0.5, '=': 0.5, '-': 2, _: 2 };

const plainMoves: Readonly<Record<string, LaneMove>> = {
  0: { type: 'reset' },
  Escape: { type: 'reset' },
  Enter: { type: 'open' },
  ArrowUp: { type: 'lane', step: -1 },
  ArrowDown: { type: 'lane', step: 1 },
};

/** The move for a key, with the cursor at `time` and `span` on the screen. */
export function laneMove(
  { key, shiftKey }: LaneKey,
  answer: RangeAnswer,
  span: TimeSpan,
  time: number | undefined,
): LaneMove | undefined {
  const step = pointSteps[key];
  if (step !== undefined) return stepBy(shiftKey ? step * 10 : step, answer, span, time);
  const factor = zoomFactors[key];
  if (factor !== undefined) {
    const center = time ?? (span.from + span.to) / 2;
    return { type: 'zoom', span: zoomAround(span, center, factor) };
  }
  if (key === '[' || key === ']') return toAlert(alertBeside(answer.alerts, time, key === ']' ? 1 : -1));
  return plainMoves[key];
}

const toAlert = (mark: AlertMark | undefined): LaneMove | undefined =>
  mark && { type: 'cursor', time: mark.time };

/** Points just outside the screen belong to the line, but the cursor cannot go there. */
function stepBy(
  step: number,
  answer: RangeAnswer,
  span: TimeSpan,
  time: number | undefined,
): LaneMove | undefined {
  const first = answer.time.findIndex((candidate) => candidate >= span.from);
  const last = answer.time.findLastIndex((candidate) => candidate <= span.to);
  if (first === -1 || last < first) return undefined;
  const isOut = time === undefined || time < span.from || time > span.to;
  const start = step > 0 ? first : last;
  const index = isOut && Number.isFinite(step) ? start : nearestIndex(answer.time, time ?? 0) + step;
  const to = answer.time[Math.max(first, Math.min(last, index))];
  return to === undefined ? undefined : { type: 'cursor', time: to };
}
