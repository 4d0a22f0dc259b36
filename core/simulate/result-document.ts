import { type ResultDocument, resultVersion } from '../documents/result-spec.ts';
import { engineVersion } from '../engine-version.ts';
import type { Lazy } from './json-pieces.ts';
import type { SimulationPlan } from './plan.ts';
import type { Episode, LaneResult, RunResult, Series } from './run-result.ts';

/** What the reader of the events knows of them. */
export interface EventsReport {
  readonly read: number;
  readonly skipped: number;
  readonly outOfOrder: number;
  /** Milliseconds since the epoch; absent without events. */
  readonly from?: number;
  readonly to?: number;
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly row: number;
    readonly code: string;
    readonly message: string;
  }[];
}

/** The text whose digest is the hash of a run: equal text, equal result. */
export function hashInput(plan: SimulationPlan, eventsDigest: string): string {
  return JSON.stringify({ engine: engineVersion, events: eventsDigest, plan });
}

/**
 * The run as the documented JSON, see `simulation-result.schema.json`. Its lists are made as they are read, since
 * together they may be more than memory holds: {@link jsonPieces} writes them.
 */
export function resultDocument(
  run: RunResult,
  hash: string,
  events: EventsReport,
  withSeries: boolean,
): Lazy<ResultDocument> {
  return {
    version: resultVersion,
    hash,
    events: {
      read: events.read,
      skipped: events.skipped,
      out_of_order: events.outOfOrder,
      from: events.from === undefined ? null : isoTime(events.from),
      to: events.to === undefined ? null : isoTime(events.to),
    },
    problems: events.problems.map(({ row, ...problem }) => ({ ...problem, event: row })),
    failures: [...run.failures],
    monitors: run.monitors.map((lane) => monitorDocument(lane, withSeries)),
    alerts: each(run.alertIndex, timed),
    retraining: each(run.requests, timed),
    runtime: { ...run.runtime, delays: [...run.runtime.delays], losses: [...run.runtime.losses] },
  };
}

/** The items of a list, each made when it is come to. */
function each<T, U>(items: Iterable<T>, make: (item: T) => U): Iterable<U> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
  };
}

const timed = <T extends { readonly time: number }>(item: T) => ({ ...item, time: isoTime(item.time) });

function monitorDocument(lane: LaneResult, withSeries: boolean): Lazy<ResultDocument['monitors'][number]> {
  const { id, kind, model, metric, samples, skipped, lists, status, series } = lane;
  return {
    id,
    kind,
    model,
    metric,
    skipped,
    samples,
    min: finiteOrNull(lane.min),
    max: finiteOrNull(lane.max),
    last: finiteOrNull(lane.last),
    warnings: lists.warnings,
    drifts: lists.drifts,
    alerts: lists.alerts,
    episodes: each(lists.episodes, episodeDocument),
    transitions: each(lists.transitions, timed),
    status,
    ...(withSeries && series ? { series: seriesDocument(series) } : {}),
  };
}

const episodeDocument = (episode: Episode) => ({
  start: isoTime(episode.start),
  start_event: episode.startEvent,
  end: episode.end === undefined ? null : isoTime(episode.end),
  breach_start: isoTime(episode.breachStart),
  count: episode.count,
  alerts: episode.alerts,
  peak: episode.peak,
  peak_event: episode.peakEvent,
});

const seriesDocument = (series: Series) => ({
  index: series.index,
  time: series.time,
  value: column(series.value),
  score: column(series.score),
  limit: column(series.limit),
  lower: column(series.lower),
  upper: column(series.upper),
});

const column = (values: Float64Array) => each(values, finiteOrNull);

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);

/** RFC 3339 in UTC, to the millisecond. */
export function isoTime(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
