import type { Series } from './run-result.ts';
import { sampleState } from './run-result.ts';

/** A stretch in which a sample was in one state; what no span covers was quiet. */
export interface StateSpan {
  readonly state: 'warming_up' | 'warning' | 'pending' | 'firing' | 'cooldown';
  readonly from: number;
  readonly to: number;
}

/** Samples of a series that are enough to draw it, and the spans in which it was not quiet. */
export interface ThinSeries {
  /** Indices into the series, ascending. */
  readonly samples: readonly number[];
  readonly states: readonly StateSpan[];
}

/**
 * What `width` pixel columns can show of the samples between two times: of each column the first, smallest, largest
 * and last value (M4 of Jugel et al., VLDB 2014), so no crossing of a single sample is lost, and one sample beyond
 * either end so that lines reach the edge. State spans are never thinned. The series must be in order of time.
 */
export function thinSeries(series: Series, from: number, to: number, width: number): ThinSeries {
  const first = Math.max(0, firstNotBefore(series.time, from) - 1);
  const last = Math.min(series.time.length, firstAfter(series.time, to) + 1);
  const states = stateSpans(series, first, last);
  if (last - first <= width * 4) return { samples: range(first, last), states };
  const samples: number[] = [];
  const span = Math.max(to - from, Number.MIN_VALUE);
  let start = first;
  while (start < last) {
    const pixel = Math.floor((((series.time[start] ?? 0) - from) / span) * width);
    const until = from + ((pixel + 1) / width) * span;
    let end = start + 1;
    while (end < last && (series.time[end] ?? 0) < until) end += 1;
    appendColumn(series.value, start, end, samples);
    start = end;
  }
  return { samples, states };
}

/** First, smallest, largest and last of `values[start, end)`, in order and without repeats. */
function appendColumn(values: Float64Array, start: number, end: number, into: number[]): void {
  let least = start;
  let most = start;
  for (let at = start + 1; at < end; at += 1) {
    if ((values[at] ?? 0) < (values[least] ?? 0)) least = at;
    if ((values[at] ?? 0) > (values[most] ?? 0)) most = at;
  }
  const chosen = [start, Math.min(least, most), Math.max(least, most), end - 1];
  for (const at of chosen) if (at > (into.at(-1) ?? -1)) into.push(at);
}

const spanNames = new Map<number, StateSpan['state']>([
  [sampleState.warmingUp, 'warming_up'],
  [sampleState.warning, 'warning'],
  [sampleState.pending, 'pending'],
  [sampleState.firing, 'firing'],
  [sampleState.cooldown, 'cooldown'],
]);

/** A state lasts from its first sample to the first sample of the next state. */
function stateSpans(series: Series, first: number, last: number): ThinSeries['states'] {
  const spans: StateSpan[] = [];
  let at = first;
  while (at < last) {
    const state = series.state[at];
    let end = at + 1;
    while (end < last && series.state[end] === state) end += 1;
    const name = spanNames.get(state ?? 0);
    const until = series.time[Math.min(end, last - 1)] ?? 0;
    if (name) spans.push({ state: name, from: series.time[at] ?? 0, to: until });
    at = end;
  }
  return spans;
}

/** The series as charts need it: by time. Events keep their order in a run, where time may step back. */
export function inTimeOrder(series: Series): Series {
  const { time } = series;
  let at = 1;
  while (at < time.length && (time[at] ?? 0) >= (time[at - 1] ?? 0)) at += 1;
  if (at >= time.length) return series;
  const order = Uint32Array.from(time, (_, index) => index).sort(
    (a, b) => (time[a] ?? 0) - (time[b] ?? 0) || a - b,
  );
  const sorted = (column: Float64Array) => Float64Array.from(order, (index) => column[index] ?? Number.NaN);
  return {
    index: Uint32Array.from(order, (index) => series.index[index] ?? 0),
    time: sorted(time),
    value: sorted(series.value),
    score: sorted(series.score),
    limit: sorted(series.limit),
    lower: sorted(series.lower),
    upper: sorted(series.upper),
    state: Uint8Array.from(order, (index) => series.state[index] ?? 0),
  };
}

/** Index of the first time that is not before `time`. */
const firstNotBefore = (times: Float64Array, time: number) =>
  firstWhere(times, (candidate) => candidate >= time);

/** Index of the first time that is after `time`; several samples may share one. */
const firstAfter = (times: Float64Array, time: number) => firstWhere(times, (candidate) => candidate > time);

/** Index of the first time of an ascending column from which on a condition holds. */
function firstWhere(times: Float64Array, holds: (time: number) => boolean): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(times[middle] ?? Number.NaN)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const range = (start: number, end: number) =>
  Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
