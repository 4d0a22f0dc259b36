import type { ReportData } from '../../protocol/report-data.ts';
import type {
  AlertMark,
  AlertRow,
  EpisodeSummary,
  LaneSummary,
  RangeAnswer,
  RunSummary,
  StateSpan,
} from '../../protocol/simulation-messages.ts';
import { type FakeLane, fakeLanes, type Limit, seeded } from './fake-lanes.ts';

const start = Date.parse('2026-03-02T08:00:00.315Z');
const spanMs = 55 * 60_000 + 39_000;

/** A whole report of `lanes` with `points` points each. */
export function fakeReport(points = 3000, lanes = fakeLanes()): ReportData {
  const made = lanes.map((lane, index) => makeLane(lane, index, Math.min(points, lane.points ?? points)));
  const alerts = made.flatMap(({ rows }) => rows).sort((a, b) => a.time - b.time);
  const summary: RunSummary = {
    runId: 1,
    hash: '3f9a1c07b2d84e5566aa90cc1d2e3f405162738495a6b7c8d9e0f1a2b3c4d5e6',
    uri: 'file:///project/digit-reader.monitor.yaml',
    title: 'digit-reader.monitor.yaml',
    events: {
      files: ['data/digit-reader.events.ndjson'],
      read: 12_101,
      skipped: 3,
      outOfOrder: 2,
      from: start,
      to: start + spanMs,
      problems: [
        problem(412, 'not-json', 'the row is not JSON: unexpected end of text'),
        problem(2077, 'wrong-type', 'latency_ms must be a number, not "n/a"'),
        problem(9120, 'missing-field', 'model_id is missing'),
      ],
    },
    lanes: made.map(({ summary: lane }) => lane),
    alertCount: alerts.length,
    retraining: [
      {
        model: 'digit_reader v1.4.0',
        policy: 'retraining-1',
        reason: 'accuracy and drift alerted within 1h',
        time: start + 0.6 * spanMs,
        event: 7260,
      },
    ],
    failures: [],
    elapsedMs: 34,
  };
  return { summary, ranges: made.map(({ answer }) => answer), alerts };
}

function problem(line: number, code: string, message: string) {
  return { file: 'data/digit-reader.events.ndjson', line, code, message };
}

interface Point {
  readonly time: number;
  readonly event: number;
  readonly value: number;
  readonly lower: Limit;
  readonly upper: Limit;
  readonly isOut: boolean;
}

function makeLane(lane: FakeLane, index: number, count: number) {
  const points = pointsOf(lane, index, count);
  const { states, episodes, alerting } = judge(lane, points);
  const rows = alerting.map((point) => alertRow(lane, index, point));
  const values = points.map(({ value }) => value);
  const isFiring = episodes.some((episode) => episode.end === undefined);
  const judged = isFiring ? 'firing' : 'inactive';
  const summary: LaneSummary = {
    id: lane.id,
    kind: lane.kind,
    model: lane.model ?? 'digit_reader v1.4.0',
    metric: lane.metric,
    unit: lane.unit,
    strategies: lane.strategies,
    severity: lane.severity,
    samples: count,
    skipped: 0,
    alerts: rows.length,
    warnings: 0,
    episodes,
    status: lane.strategies.length === 0 ? 'observing' : judged,
    min: Math.min(...values),
    max: Math.max(...values),
    last: values.at(-1) ?? 0,
    line: 3 + index * 6,
  };
  const answer: RangeAnswer = {
    runId: 1,
    lane: index,
    from: start,
    to: start + spanMs,
    time: points.map(({ time }) => time),
    event: points.map(({ event }) => event),
    value: values,
    lower: points.map(({ lower }) => lower),
    upper: points.map(({ upper }) => upper),
    states,
    alerts: alerting.map((point) => alertMark(lane, point)),
  };
  return { summary, answer, rows };
}

function pointsOf(lane: FakeLane, index: number, count: number): Point[] {
  const random = seeded(index + 7);
  return Array.from({ length: count }, (_, at) => {
    const share = count === 1 ? 0 : at / (count - 1);
    const value = lane.value(share, random, at);
    const { lower = null, upper = null } = lane.limits?.(share, value) ?? {};
    const isOut = (upper !== null && value > upper) || (lower !== null && value < lower);
    const time = Math.round(start + share * spanMs);
    return { time, event: Math.round(share * 12_100), value, lower, upper, isOut };
  });
}

/** The alert's life, much simplified: pending for some points, then firing until the values are back. */
function judge(lane: FakeLane, points: readonly Point[]) {
  const pendingPoints = lane.pendingPoints ?? 0;
  const states: StateSpan[] = warmUpOf(lane, points);
  const episodes: EpisodeSummary[] = [];
  const alerting: Point[] = [];
  for (const { run, after } of breachesOf(points)) {
    const fired = run.slice(pendingPoints);
    const from = run[0]?.time ?? 0;
    const firedAt = fired[0]?.time ?? after ?? from;
    if (pendingPoints > 0) states.push({ state: 'pending', from, to: firedAt });
    if (fired.length === 0) continue;
    const alerts = unmuted(fired, lane.cooldownMs ?? 0);
    states.push(...firingSpans(fired, alerts, after ?? start + spanMs));
    alerting.push(...alerts);
    episodes.push({
      start: firedAt,
      ...(after === undefined ? {} : { end: after }),
      startEvent: fired[0]?.event ?? 0,
      count: run.length,
      alerts: alerts.length,
      peak: peakOf(fired),
    });
  }
  return { states, episodes, alerting };
}

/** Points of an episode that alert: those that no cooldown mutes. */
function unmuted(fired: readonly Point[], cooldownMs: number): Point[] {
  let last = Number.NEGATIVE_INFINITY;
  return fired.filter(({ time }) => {
    if (time - last < cooldownMs) return false;
    last = time;
    return true;
  });
}

/** An episode's points that alert are `firing`, the muted ones between them `cooldown`. */
function firingSpans(fired: readonly Point[], alerts: readonly Point[], end: number): StateSpan[] {
  const spans: StateSpan[] = [];
  fired.forEach((point, at) => {
    const state = alerts.includes(point) ? 'firing' : 'cooldown';
    const to = fired[at + 1]?.time ?? end;
    const last = spans.at(-1);
    if (last?.state === state) spans[spans.length - 1] = { ...last, to };
    else spans.push({ state, from: point.time, to });
  });
  return spans;
}

/** A judged lane warms up until it has its first limit. */
function warmUpOf(lane: FakeLane, points: readonly Point[]): StateSpan[] {
  const ready = points.find(({ lower, upper }) => lower !== null || upper !== null);
  if (lane.strategies.length === 0 || !ready || ready === points[0]) return [];
  return [{ state: 'warming_up', from: start, to: ready.time }];
}

/** Stretches of points beyond their limit, each with the time of the first point that is back. */
function breachesOf(points: readonly Point[]): { run: Point[]; after: number | undefined }[] {
  const breaches: { run: Point[]; after: number | undefined }[] = [];
  let run: Point[] = [];
  for (const point of points) {
    if (point.isOut) run.push(point);
    else if (run.length > 0) {
      breaches.push({ run, after: point.time });
      run = [];
    }
  }
  return run.length > 0 ? [...breaches, { run, after: undefined }] : breaches;
}

function peakOf(points: readonly Point[]): number {
  const isAbove = points.some(({ value, upper }) => upper !== null && value > upper);
  const values = points.map(({ value }) => value);
  return isAbove ? Math.max(...values) : Math.min(...values);
}

const alertMark = (lane: FakeLane, { time, value, event }: Point): AlertMark => ({
  time,
  value,
  event,
  severity: lane.severity,
  count: 1,
});

function alertRow(lane: FakeLane, index: number, { time, event, value }: Point): AlertRow {
  const model = lane.model ?? 'digit_reader v1.4.0';
  return {
    lane: index,
    monitor: lane.id,
    model,
    time,
    event,
    metric: lane.metric,
    value,
    severity: lane.severity,
    strategy: lane.strategies[0] ?? '',
    message: `Anomaly detected for ${model}: ${lane.metric} = ${value.toFixed(4)}`,
    file: 'data/digit-reader.events.ndjson',
    line: event + 1,
  };
}
