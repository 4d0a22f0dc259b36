import { formatDay, formatTime } from './format.ts';
import type { TimeSpan } from './span.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((count) => count * day),
];

/** Steps so long that the day alone leaves open of which year it is. */
const yearShownFrom = 182 * day;

/** A place on the time axis; `isDay` marks the start of a day among times of day. */
export interface TimeTick {
  readonly time: number;
  readonly label: string;
  readonly isDay: boolean;
}

/** Round UTC times in `span`, at least `spacePx` apart when the span is drawn `widthPx` wide. */
export function timeTicks(span: TimeSpan, widthPx: number, spacePx = 84): TimeTick[] {
  const step = stepFor(((span.to - span.from) * spacePx) / Math.max(1, widthPx));
  const ticks: TimeTick[] = [];
  for (let time = Math.ceil(span.from / step) * step; time <= span.to; time += step) {
    const isDay = step < day && time % day === 0;
    ticks.push({
      time,
      isDay,
      label: isDay || step >= day ? formatDay(time, step >= yearShownFrom) : formatTime(time, step),
    });
  }
  return ticks;
}

function stepFor(atLeastMs: number): number {
  const fits = steps.find((step) => step >= atLeastMs);
  return fits ?? Math.ceil(atLeastMs / (364 * day)) * 364 * day;
}
