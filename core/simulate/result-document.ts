import { type ResultDocument, resultVersion } from '../documents/result-spec.ts';
import { engineVersion } from '../engine-version.ts';
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

/** The run as the documented JSON, see `simulation-result.schema.json`. */
export function resultDocument(
  run: RunResult,
  hash: string,
  events: EventsReport,
  withSeries: boolean,
): ResultDocument {
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
    alerts: run.alerts.map((alert) => ({ ...alert, time: isoTime(alert.time) })),
    retraining: run.retraining.map((request) => ({ ...request, time: isoTime(request.time) })),
    runtime: { ...run.runtime, delays: [...run.runtime.delays], losses: [...run.runtime.losses] },
  };
}

function monitorDocument(lane: LaneResult, withSeries: boolean): ResultDocument['monitors'][number] {
  const { unit: _, severity: __, series, ...rest } = lane;
  return {
    ...rest,
    min: finiteOrNull(lane.min),
    max: finiteOrNull(lane.max),
    last: finiteOrNull(lane.last),
    warnings: [...lane.warnings],
    drifts: [...lane.drifts],
    alerts: [...lane.alerts],
    episodes: lane.episodes.map(episodeDocument),
    transitions: lane.transitions.map((transition) => ({ ...transition, time: isoTime(transition.time) })),
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
  index: [...series.index],
  time: [...series.time],
  value: column(series.value),
  score: column(series.score),
  limit: column(series.limit),
  lower: column(series.lower),
  upper: column(series.upper),
});

const column = (values: Float64Array) => Array.from(values, finiteOrNull);

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);

/** RFC 3339 in UTC, to the millisecond. */
export function isoTime(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
