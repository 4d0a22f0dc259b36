import type { SimulationPlan } from '../core/simulate/plan.ts';
import type { Alert, Episode, LaneResult, RunResult, Series } from '../core/simulate/run-result.ts';
import { inTimeOrder, thinSeries } from '../core/simulate/thin-series.ts';
import type {
  AlertMark,
  AlertRow,
  AlertsAnswer,
  AlertsQuestion,
  EpisodeSummary,
  LaneSummary,
  RangeAnswer,
  RangeQuestion,
  RunSummary,
} from '../protocol/simulation-messages.ts';
import type { FinishedRun } from './run-plan.ts';

/** What a run is called and where it came from. */
export interface RunHead {
  readonly runId: number;
  readonly uri: string;
  readonly title: string;
  readonly files: readonly string[];
  /** Line of each monitor in the config by id, 0-based. */
  readonly lines: ReadonlyMap<string, number>;
  readonly elapsedMs?: number;
}

/** The run as the panel shows it first. */
export function summaryOf(finished: FinishedRun, plan: SimulationPlan, head: RunHead): RunSummary {
  const { run, hash, events } = finished;
  const { lines, files, ...named } = head;
  return {
    ...named,
    hash,
    events: { ...events, files },
    lanes: run.monitors.map((lane) => laneSummary(lane, plan, lines)),
    alertCount: run.alerts.length,
    retraining: run.retraining,
    failures: run.failures,
  };
}

function laneSummary(
  lane: LaneResult,
  plan: SimulationPlan,
  lines: ReadonlyMap<string, number>,
): LaneSummary {
  const monitor = plan.monitors.find(({ id }) => id === lane.id);
  const line = lines.get(lane.id);
  const { id, kind, model, metric, unit, samples, skipped, status } = lane;
  return {
    id,
    kind,
    model,
    metric,
    unit,
    samples,
    skipped,
    status,
    strategies: (monitor?.strategies ?? []).map(({ label, type }) =>
      label === type ? type : `${label} (${type})`,
    ),
    severity: monitor?.severity ?? 'warning',
    alerts: lane.alerts.length,
    warnings: lane.warnings.length,
    episodes: lane.episodes.map(episodeSummary),
    ...(samples > 0 ? { min: lane.min, max: lane.max, last: lane.last } : {}),
    ...(line === undefined ? {} : { line }),
  };
}

const episodeSummary = ({ start, end, startEvent, count, alerts, peak }: Episode): EpisodeSummary => ({
  start,
  startEvent,
  count,
  alerts,
  peak,
  ...(end === undefined ? {} : { end }),
});

/** The part of a lane that a chart of `width` pixels can show; undefined when there is no such lane. */
export function rangeAnswer(run: RunResult, question: RangeQuestion): RangeAnswer | undefined {
  const lane = run.monitors[question.lane];
  if (!lane?.series) return undefined;
  const { runId, from, to, width } = question;
  const series = inTimeOrder(lane.series);
  const { samples, states } = thinSeries(series, from, to, Math.max(1, Math.min(width, 10_000)));
  return {
    runId,
    lane: question.lane,
    from,
    to,
    time: samples.map((at) => series.time[at] ?? 0),
    event: samples.map((at) => series.index[at] ?? 0),
    value: drawn(series.value, samples),
    lower: drawn(series.lower, samples),
    upper: drawn(series.upper, samples),
    states,
    alerts: alertMarks(run.alerts, lane, question),
  };
}

const drawn = (column: Series['value'], samples: readonly number[]) =>
  samples.map((at) => {
    const value = column[at] ?? Number.NaN;
    return Number.isFinite(value) ? value : null;
  });

/** Alerts that fall on one pixel column become one mark: the first of them, with their number. */
function alertMarks(
  alerts: readonly Alert[],
  lane: LaneResult,
  { from, to, width }: RangeQuestion,
): AlertMark[] {
  const marks = new Map<number, AlertMark>();
  for (const alert of alerts) {
    if (alert.monitor !== lane.id || alert.model !== lane.model || alert.time < from || alert.time > to)
      continue;
    const pixel = Math.floor(((alert.time - from) / Math.max(to - from, 1)) * width);
    const { time, value, severity, event } = alert;
    const first = marks.get(pixel);
    marks.set(
      pixel,
      first ? { ...first, count: first.count + 1 } : { time, value, severity, event, count: 1 },
    );
  }
  return [...marks.values()];
}

/** A page of the alert table. */
export function alertsAnswer(run: RunResult, question: AlertsQuestion): AlertsAnswer {
  const { runId, from, count, lanes: wanted } = question;
  const laneOf = laneIndex(run);
  const chosen = wanted ? run.alerts.filter((alert) => wanted.includes(laneOf(alert))) : run.alerts;
  const rows = chosen.slice(from, from + Math.min(count, maxRows)).map((alert): AlertRow => {
    const { reason: _, ...rest } = alert;
    return { ...rest, lane: laneOf(alert) };
  });
  return { runId, from, rows, ...(wanted ? { lanes: wanted } : {}) };
}

/** Rows of one page of the alert table, whatever is asked for. */
const maxRows = 1000;

function laneIndex(run: RunResult): (alert: Alert) => number {
  const key = (id: string, model: string) => `${id}\n${model}`;
  const lanes = new Map(run.monitors.map((lane, at) => [key(lane.id, lane.model), at]));
  return (alert) => lanes.get(key(alert.monitor, alert.model)) ?? 0;
}
