import type { AlertMark, RangeAnswer, StateSpan } from '../protocol/simulation-messages.ts';

/** Index of the time nearest to `time` in ascending `times`; -1 when there are none. */
export function nearestIndex(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const before = times[low - 1];
  const at = times[low];
  if (at === undefined) return -1;
  return before !== undefined && time - before < at - time ? low - 1 : low;
}

/** What an alert could be at an instant; `quiet` when no span covers it. */
export type StateWord = StateSpan['state'] | 'quiet';

/** The state at `time`; where two spans meet, the one that begins there: a sample is in the state it opens. */
export function stateAt(states: readonly StateSpan[], time: number): StateWord {
  return states.findLast((span) => span.from <= time && span.to >= time)?.state ?? 'quiet';
}

/** One point of a lane with all that is known about it. */
export interface LanePoint {
  readonly index: number;
  readonly time: number;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly state: StateWord;
  readonly event?: number;
  /** The alert mark that stands on this very point. */
  readonly alert?: AlertMark;
}

/** Point `index` of an answer; undefined outside of it. */
export function pointAt(answer: RangeAnswer, index: number): LanePoint | undefined {
  const time = answer.time[index];
  if (time === undefined) return undefined;
  const event = answer.event?.[index];
  const alert = answer.alerts.find((mark) => mark.time === time);
  return {
    index,
    time,
    value: answer.value[index] ?? null,
    lower: answer.lower[index] ?? null,
    upper: answer.upper[index] ?? null,
    state: stateAt(answer.states, time),
    ...(event === undefined ? {} : { event }),
    ...(alert ? { alert } : {}),
  };
}

/** The point of an answer nearest to `time`; undefined when it has none. */
export function pointNear(answer: RangeAnswer, time: number): LanePoint | undefined {
  return pointAt(answer, nearestIndex(answer.time, time));
}

/** The alert after (`direction` 1) or before (-1) `time`; undefined at the end. Without a time, the first or last. */
export function alertBeside(
  alerts: readonly AlertMark[],
  time: number | undefined,
  direction: 1 | -1,
): AlertMark | undefined {
  if (direction === 1) return alerts.find((mark) => time === undefined || mark.time > time);
  return alerts.findLast((mark) => time === undefined || mark.time < time);
}
