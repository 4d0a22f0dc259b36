import { formatDuration } from '../core/spec/duration.ts';
import type {
  EpisodeSummary,
  LaneSummary,
  RangeAnswer,
  RunSummary,
} from '../protocol/simulation-messages.ts';
import { formatCount, formatInstant, formatWithUnit, plural } from './format.ts';
import type { LanePoint, StateWord } from './points.ts';

const statusWords: Readonly<Record<string, string>> = {
  inactive: 'quiet',
  observing: 'observes only',
  no_data: 'no data',
};

/** What a lane's monitor was doing when the run ended, as people say it. */
export function statusWord(status: string): string {
  return statusWords[status] ?? status.replaceAll('_', ' ');
}

const stateWords: Readonly<Record<StateWord, string>> = {
  quiet: 'quiet',
  pending: 'pending',
  firing: 'firing',
  cooldown: 'firing, alerts muted by cooldown',
  warning: 'warning',
  warming_up: 'warming up',
};

/** The state of a lane at an instant; a lane without a strategy has none. */
export function stateWord(lane: LaneSummary, state: StateWord): string {
  return lane.strategies.length === 0 ? 'observes only' : stateWords[state];
}

/** `3 episodes · 41 alerts · last 0.8211`. */
export function laneCounts(lane: LaneSummary): string {
  if (lane.samples === 0) return 'no samples';
  const counts = [`last ${formatWithUnit(lane.last, lane.unit)}`];
  if (lane.warnings > 0) counts.unshift(plural(lane.warnings, 'warning'));
  if (lane.strategies.length === 0) return [plural(lane.samples, 'sample'), ...counts].join(' · ');
  return [plural(lane.episodes.length, 'episode'), plural(lane.alerts, 'alert'), ...counts].join(' · ');
}

/** What is measured and judged: `latency_ms_ewma in ms · judged by latency-band (ewma)`. */
export function laneSubject(lane: LaneSummary): string {
  const metric = lane.unit === '' || lane.unit === 'share' ? lane.metric : `${lane.metric} in ${lane.unit}`;
  const judged = lane.strategies.length > 0 ? `judged by ${lane.strategies.join(', ')}` : 'observes only';
  return `${metric} · ${judged}`;
}

/** A lane in one sentence or two: its accessible name. */
export function laneSentence(lane: LaneSummary): string {
  const name = `${lane.id} on ${lane.model}, ${laneSubject(lane).replace(' · ', ', ')}`;
  if (lane.samples === 0) return `${name}. No samples.`;
  const range =
    lane.min === undefined || lane.max === undefined
      ? ''
      : `, from ${formatWithUnit(lane.min, '')} to ${formatWithUnit(lane.max, lane.unit)}`;
  const samples = `${plural(lane.samples, 'sample')}${range}, last ${formatWithUnit(lane.last, lane.unit)}`;
  if (lane.strategies.length === 0) return `${name}. ${samples}.`;
  const alerts = `${plural(lane.alerts, 'alert')} in ${plural(lane.episodes.length, 'episode')}`;
  return `${name}. ${samples}. ${alerts}, ${statusWord(lane.status)} at the end.`;
}

/** The limits at a point: `limit 98.1 ms`, `between 12 and 40 ms`, `no limit`; empty for a lane that only observes. */
export function limitWords(lane: LaneSummary, point: LanePoint): string {
  if (lane.strategies.length === 0) return '';
  const { lower, upper } = point;
  if (lower !== null && upper !== null) {
    return `band ${formatWithUnit(lower, '')} to ${formatWithUnit(upper, lane.unit)}`;
  }
  const limit = upper ?? lower;
  return limit === null ? 'no limit' : `limit ${formatWithUnit(limit, lane.unit)}`;
}

/** All there is to say about a point, in order of importance after its time; empty parts left out. */
export function pointWords(lane: LaneSummary, point: LanePoint): string[] {
  const alerts = point.alert
    ? `${plural(point.alert.count, 'alert')}${point.alert.count > 1 ? ' here' : ''}, ${point.alert.severity}`
    : '';
  const parts = [formatWithUnit(point.value, lane.unit), limitWords(lane, point)];
  return [...parts, stateWord(lane, point.state), alerts].filter((part) => part !== '');
}

/** How long an episode lasted; one that still fires lasts at least until the end of the events. */
export function episodeDuration(episode: EpisodeSummary, end: number | undefined): string {
  if (episode.end !== undefined) return formatDuration(episode.end - episode.start);
  return end === undefined ? 'still firing' : `${formatDuration(end - episode.start)}, still firing`;
}

/** The rate of alerts per week; undefined when the span is shorter than a day, which would be guessing. */
export function alertsPerWeek(count: number, from?: number, to?: number): string | undefined {
  const spanMs = from === undefined || to === undefined ? 0 : to - from;
  if (spanMs < 86_400_000) return undefined;
  const rate = (count * 7 * 86_400_000) / spanMs;
  return rate >= 10 ? formatCount(rate) : String(Number(rate.toPrecision(2)));
}

/**
 * How near a lane without alerts came to one, where that can be told for certain: its limit must be the same at every
 * point, because only then do the thinned extremes hold the nearest sample.
 */
export function closestCall(
  lane: LaneSummary,
  whole: RangeAnswer,
): { gap: number; text: string } | undefined {
  const calls = (['upper', 'lower'] as const).flatMap((side) => {
    const limit = constantOf(whole[side]);
    const index = limit === undefined ? -1 : extremeIndex(whole.value, side === 'upper' ? 1 : -1);
    const value = whole.value[index];
    if (limit === undefined || value === null || value === undefined) return [];
    return [{ side, limit, value, time: whole.time[index] ?? 0 }];
  });
  const nearest = calls.sort((a, b) => Math.abs(a.limit - a.value) - Math.abs(b.limit - b.value))[0];
  if (!nearest) return undefined;
  const { limit, value, side, time } = nearest;
  const scale = Math.max(Math.abs(limit), Math.abs(value), Number.MIN_VALUE);
  const reached = `${lane.id} on ${lane.model} reached ${formatWithUnit(value, lane.unit)}`;
  const text = `${reached} at ${formatInstant(time)} UTC; its ${side} limit is ${formatWithUnit(limit, lane.unit)}`;
  return { gap: Math.abs(limit - value) / scale, text };
}

function constantOf(limits: readonly (number | null)[]): number | undefined {
  const first = limits.find((limit) => limit !== null);
  if (first === undefined || first === null) return undefined;
  return limits.every((limit) => limit === null || limit === first) ? first : undefined;
}

function extremeIndex(values: readonly (number | null)[], sign: 1 | -1): number {
  let found = -1;
  values.forEach((value, index) => {
    const best = values[found];
    if (value !== null && (best === undefined || best === null || sign * value > sign * best)) found = index;
  });
  return found;
}

/** Name, value and note of what `runtime` did to the samples: late ones and lost ones, as far as there are any. */
export function runtimeFacts({ runtime }: Pick<RunSummary, 'runtime'>): [string, string, string][] {
  const facts: [string, string, string][] = [];
  if (!runtime) return facts;
  const { delayed, maxDelayMs, lost } = runtime;
  if (delayed > 0) facts.push(['Late', formatCount(delayed), `samples, up to ${formatDuration(maxDelayMs)}`]);
  if (lost > 0) facts.push(['Lost', formatCount(lost), 'never seen by a monitor']);
  return facts;
}
