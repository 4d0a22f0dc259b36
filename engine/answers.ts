import type { SimulationPlan } from '../core/simulate/plan.ts';
import type { AlertIndex, Episode, LaneResult, RunResult, Series } from '../core/simulate/run-result.ts';
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
    alertCount: run.alertIndex.length,
    retraining: run.retraining,
    failures: run.failures,
    ...runtimeSummary(run.runtime),
  };
}

function runtimeSummary({ delays, losses }: RunResult['runtime']): Pick<RunSummary, 'runtime'> {
  if (delays.length + losses.length === 0) return {};
  const delayed = delays.reduce((sum, delay) => sum + delay.delayed, 0);
  const lost = losses.reduce((sum, { dropped, unsampled }) => sum + dropped + unsampled, 0);
  const maxDelayMs = delays.reduce((most, { max_ms }) => Math.max(most, max_ms), 0);
  return { runtime: { delayed, maxDelayMs, lost } };
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
    alerts: lane.lists.alerts.length,
    warnings: lane.lists.warnings.length,
    episodes: Array.from(lane.lists.episodes, episodeSummary),
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
    alerts: alertMarks(run.alertIndex, lane.severity, question),
  };
}

const drawn = (column: Series['value'], samples: readonly number[]) =>
  samples.map((at) => {
    const value = column[at] ?? Number.NaN;
    return Number.isFinite(value) ? value : null;
  });

/** Alerts that fall on one pixel column become one mark: the first of them, with their number. */
function alertMarks(
  alerts: AlertIndex,
  severity: AlertMark['severity'],
  { lane, from, to, width }: RangeQuestion,
): AlertMark[] {
  const marks = new Map<number, { -readonly [K in keyof AlertMark]: AlertMark[K] }>();
  for (let at = 0; at < alerts.length; at += 1) {
    if (alerts.laneAt(at) !== lane) continue;
    const time = alerts.timeAt(at);
    if (time < from || time > to) continue;
    const pixel = Math.floor(((time - from) / Math.max(to - from, 1)) * width);
    const first = marks.get(pixel);
    if (first) first.count += 1;
    else marks.set(pixel, { time, value: alerts.valueAt(at), severity, event: alerts.eventAt(at), count: 1 });
  }
  return [...marks.values()];
}

/** A page of the alert table. */
export function alertsAnswer(run: RunResult, question: AlertsQuestion): AlertsAnswer {
  const { runId, from, count, lanes: wanted } = question;
  const { alertIndex } = run;
  const rows = positions(alertIndex, from, Math.min(count, maxRows), wanted).map((at): AlertRow => {
    const { reason: _, ...rest } = alertIndex.at(at);
    return { ...rest, lane: alertIndex.laneAt(at) };
  });
  return { runId, from, rows, ...(wanted ? { lanes: wanted } : {}) };
}

/** Positions of `count` alerts of some lanes, or of all, from the `from`-th of them on. */
function positions(
  alerts: AlertIndex,
  from: number,
  count: number,
  lanes: readonly number[] | undefined,
): number[] {
  const found: number[] = [];
  let seen = 0;
  for (let at = lanes ? 0 : from; at < alerts.length && found.length < count; at += 1) {
    if (lanes && !lanes.includes(alerts.laneAt(at))) continue;
    if (!lanes || seen >= from) found.push(at);
    seen += 1;
  }
  return found;
}

/** Rows of one page of the alert table, whatever is asked for. */
const maxRows = 1000;
