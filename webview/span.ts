import type { RunSummary } from '../protocol/simulation-messages.ts';

/** A stretch of event time, in milliseconds since the epoch. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Below this a zoom would show less than a sample can tell. */
const shortestMs = 10;

/** The whole span of a run; one second wide when all its events fall on one instant, undefined without events. */
export function fullSpan(summary: RunSummary): TimeSpan | undefined {
  const { from, to } = summary.events;
  if (from === undefined || to === undefined) return undefined;
  return to > from ? { from, to } : { from: from - 500, to: from + 500 };
}

/** True when both name the same span, or neither names one. */
export function isSameSpan(a: TimeSpan | undefined, b: TimeSpan | undefined): boolean {
  return a?.from === b?.from && a?.to === b?.to;
}

/** `span` on whole milliseconds and inside `full`; undefined when that leaves all of `full`, or nothing of it. */
export function clampZoom(span: TimeSpan, full: TimeSpan): TimeSpan | undefined {
  const from = Math.max(full.from, Math.floor(span.from));
  const to = Math.min(full.to, Math.ceil(span.to));
  if (from <= full.from && to >= full.to) return undefined;
  return to - from >= shortestMs ? { from, to } : undefined;
}

/** `span` made `factor` times as long around `time`, which keeps its place on the screen. */
export function zoomAround(span: TimeSpan, time: number, factor: number): TimeSpan {
  const length = Math.max(shortestMs, (span.to - span.from) * factor);
  const share = (time - span.from) / (span.to - span.from);
  const from = time - length * share;
  return { from, to: from + length };
}
