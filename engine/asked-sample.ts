import type { Lane } from '../core/simulate/lane.ts';
import { type LaneResult, type RunResult, sampleState } from '../core/simulate/run-result.ts';

/** A run of one monitor: its lanes with all samples, judged by nobody yet, and what the run made of them. */
export interface JudgedRun {
  readonly lanes: readonly Lane[];
  /** Runs when it is first called. */
  readonly run: () => RunResult;
}

/** Index of the lane whose first alert is the first of all; or that breached first in the list; or the first one. */
export function firstToAlert({ run }: JudgedRun): number {
  const { alertIndex, monitors } = run();
  if (alertIndex.length > 0) return alertIndex.laneAt(0);
  return Math.max(
    0,
    monitors.findIndex(({ lists }) => lists.drifts.length > 0),
  );
}

/** Position of the last sample by a time; undefined when there is none. */
export function sampleBy({ track: { samples } }: Lane, time: number): number | undefined {
  return lastSample(samples.length, (at) => (samples.time[at] as number) <= time);
}

/**
 * Position of the sample of an event. For a monitor of ticks, that of the ticks until the next event which gave an alert, or the
 * last of them; where the event had no tick, those after the next event that has.
 */
export function sampleOf(judged: JudgedRun, position: number, event: number): number | undefined {
  const lane = judged.lanes[position];
  if (!lane) return undefined;
  const { samples, isOfTicks } = lane.track;
  if (!isOfTicks) return lastSample(samples.length, (at) => samples.index[at] === event);
  const row = samples.index.subarray(0, samples.length).find((index) => index >= event);
  if (row === undefined) return undefined;
  return alertSample(judged, position, row) ?? lastSample(samples.length, (at) => samples.index[at] === row);
}

/** Position of the sample of a lane's first alert, or of its first breach, or of what came nearest to the limit. */
export function notableSample(judged: JudgedRun, position: number): number | undefined {
  const result = judged.run().monitors[position];
  if (!result || result.samples === 0) return undefined;
  return alertSample(judged, position) ?? firstBreach(result) ?? nearest(result);
}

/** Position of the sample of a lane's first alert, or of its first one at a row. */
function alertSample({ lanes, run }: JudgedRun, position: number, row?: number): number | undefined {
  const { alertIndex } = run();
  for (let at = 0; at < alertIndex.length; at += 1) {
    const event = alertIndex.eventAt(at);
    if (alertIndex.laneAt(at) !== position || (row !== undefined && event !== row)) continue;
    const { samples, isOfTicks } = (lanes[position] as Lane).track;
    const time = alertIndex.timeAt(at);
    return lastSample(
      samples.length,
      (sample) => samples.index[sample] === event && (!isOfTicks || samples.time[sample] === time),
    );
  }
  return undefined;
}

function lastSample(length: number, isWanted: (at: number) => boolean): number | undefined {
  for (let at = length - 1; at >= 0; at -= 1) if (isWanted(at)) return at;
  return undefined;
}

/** Position of the first sample that an alert was due to or waited for. */
function firstBreach({ lists, series }: LaneResult): number | undefined {
  if (lists.drifts.length === 0 || !series) return undefined;
  const row = lists.drifts.at(0);
  const first = series.index.findIndex(
    (index, at) => index === row && (series.state[at] ?? 0) >= sampleState.pending,
  );
  return first === -1 ? undefined : first;
}

function nearest({ series }: LaneResult): number | undefined {
  if (!series) return undefined;
  const { index, value, lower, upper, score, limit } = series;
  const room = (at: number) => {
    const inUnits = Math.min(number(upper[at]) - number(value[at]), number(value[at]) - number(lower[at]));
    return Number.isFinite(inUnits) ? inUnits : number(limit[at]) - Math.abs(number(score[at]));
  };
  let nearest = index.length - 1;
  for (let at = 0; at < index.length; at += 1)
    if (room(at) < room(nearest) || Number.isNaN(room(nearest))) nearest = at;
  return nearest;
}

const number = (value: number | undefined) => value ?? Number.NaN;
