import type { Lane } from '../core/simulate/lane.ts';
import { LaneMemory } from '../core/simulate/lane-memory.ts';
import type { MonitorPlan, SimulationPlan } from '../core/simulate/plan.ts';
import { type Reason, reasons } from '../core/simulate/reason.ts';
import { SeriesCache } from '../core/simulate/series-cache.ts';
import { Simulation, type SimulationOptions } from '../core/simulate/simulation.ts';
import { type Columns, modelLabel } from '../core/spec/columns.ts';
import { formatDuration } from '../core/spec/duration.ts';
import type { Explanation } from '../protocol/simulation-messages.ts';
import { explainAbsence } from './explain-absence.ts';

/** What is asked: a monitor, and a row, or a time, or neither for its first alert or the nearest it came to one. */
export interface Why {
  readonly monitor: string;
  /** Label of the model; without it, that of the event, or the first one. */
  readonly model?: string;
  readonly event?: number;
  /** Milliseconds since the epoch: the last sample by then. */
  readonly time?: number;
}

/**
 * Why a monitor fired or did not, at one sample. Judges the lane again up to there.
 * @returns undefined when there is no such monitor or model
 */
export function explain(
  plan: SimulationPlan,
  columns: Columns,
  why: Why,
  options: SimulationOptions = {},
  series: SeriesCache = new SeriesCache(),
): Explanation | undefined {
  const monitor = plan.monitors.find(({ id }) => id === why.monitor);
  if (!monitor) return undefined;
  const alone: SimulationPlan = { ...plan, monitors: [monitor], retraining: [] };
  const fresh = () =>
    new Simulation(alone, { ...options, keepSeries: true }, { series, lanes: new LaneMemory() });
  const first = fresh();
  const lanes = first.prepareWhole(columns);
  const wanted = why.model ?? (why.event === undefined ? undefined : modelOf(lanes, why.event));
  const position = lanes.findIndex(({ model }) => wanted === undefined || model === wanted);
  const silent = silentLane(first.lanesOfAll(), plan, columns, why);
  const lane = wanted === undefined ? (silent ?? lanes[position]) : (lanes[position] ?? silent);
  if (!lane) return undefined;
  if (lane === silent) return explainAbsence({ plan: alone, options, lane, columns, why });
  const at = sampleAt(lane, why) ?? (isOpen(why) ? notable(fresh(), columns, position) : undefined);
  return at === undefined
    ? explainAbsence({ plan: alone, options, lane, columns, why })
    : ofSample(monitor, lane, at);
}

const isOpen = ({ event, time }: Why) => event === undefined && time === undefined;

/** The lane of the model that is asked about, or of the event, also where it measured nothing. */
function silentLane(
  lanes: readonly Lane[],
  plan: SimulationPlan,
  columns: Columns,
  why: Why,
): Lane | undefined {
  const code = why.event === undefined ? undefined : columns.model[why.event - columns.firstRow];
  const ofEvent = code === undefined ? undefined : modelLabel(plan.model ?? columns.models[code] ?? {});
  const wanted = why.model ?? ofEvent;
  return lanes.find(({ model, track }) => model === wanted && track.count === 0);
}

/** The model in whose lane an event is a sample. */
function modelOf(lanes: readonly Lane[], event: number): string | undefined {
  return lanes.find((lane) => sampleAt(lane, { monitor: '', event }) !== undefined)?.model;
}

/** Position of the sample that is asked for: the last one of the event, or by the time. */
function sampleAt({ track: { samples } }: Lane, { event, time }: Why): number | undefined {
  if (event === undefined && time === undefined) return undefined;
  for (let at = samples.length - 1; at >= 0; at -= 1) {
    if (event !== undefined ? samples.index[at] === event : (samples.time[at] as number) <= (time as number))
      return at;
  }
  return undefined;
}

/** The sample of the first alert, or else the one that came nearest to the limit. */
function notable(simulation: Simulation, columns: Columns, position: number): number | undefined {
  const lane = simulation.runWhole(columns).monitors[position];
  if (!lane?.series || lane.samples === 0) return undefined;
  const { index, value, lower, upper, score, limit } = lane.series;
  const [first] = lane.alerts.length > 0 ? lane.alerts : lane.drifts;
  if (first !== undefined) return index.lastIndexOf(first);
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

function ofSample(monitor: MonitorPlan, lane: Lane, at: number): Explanation {
  lane.evaluate(at);
  const { strategies, ...before } = lane.standing;
  const { reason, clock, ...judged } = lane.judgeNext();
  const { index, time, value } = lane.track.samples;
  const when = lane.track.processed?.at(at) ?? (time[at] as number);
  const sample = {
    value: value[at] as number,
    score: finite(judged.score),
    limit: finite(judged.limit),
    lower: finite(judged.lower),
    upper: finite(judged.upper),
  };
  const said = { monitor, reason, sample, clock, before, unit: lane.metric.unit };
  return {
    monitor: monitor.id,
    model: lane.model,
    event: index[at] as number,
    time: when,
    alert: reason === 'fired' || reason === 'repeated',
    reason,
    sentence: sentenceOf(said),
    sample,
    before: { ...before, strategies },
  };
}

interface Said {
  readonly monitor: MonitorPlan;
  readonly reason: Reason;
  readonly sample: NonNullable<Explanation['sample']>;
  readonly clock: number;
  readonly before: Omit<NonNullable<Explanation['before']>, 'strategies'>;
  readonly unit: string;
}

function sentenceOf({ monitor, reason, sample, clock, before, unit }: Said): string {
  const value = `${quantity(sample.value)}${unit === '' ? '' : ` ${unit}`}`;
  const lasted = formatDuration(clock - (before.breachStart ?? clock));
  const breach = `${value} ${beyond(sample)}`;
  switch (reason) {
    case 'fired':
    case 'repeated':
      return `Alert: ${breach}${monitor.forMs > 0 ? ` for ${lasted}` : ''}.`;
    case 'pending':
      return `No alert: ${breach} for ${lasted}; \`for\` asks for ${formatDuration(monitor.forMs)}.`;
    case 'cooldown':
      return `No alert: ${breach}, but the last alert was ${formatDuration(clock - (before.lastAlert ?? clock))} ago; \`cooldown\` is ${formatDuration(monitor.cooldownMs)}.`;
    case 'repeat_once':
      return `No alert: ${breach}, but with \`repeat: once\` this episode has had its alert.`;
    case 'below_threshold':
    case 'resolved':
    case 'breach_ended':
      return `No alert: ${value} ${within(sample)}. ${reason === 'below_threshold' ? '' : reasons[reason]}`.trim();
    default:
      return `No alert: ${value}. ${reasons[reason]}`;
  }
}

/** Where a breaching value lies, in the metric's own units where the strategy has such limits. */
function beyond({ value, score, limit, lower, upper }: Said['sample']): string {
  if (upper !== null && value >= upper) return `is over the limit of ${quantity(upper)}`;
  if (lower !== null && value <= lower) return `is under the limit of ${quantity(lower)}`;
  return `has score ${quantity(score)}, beyond the limit of ${quantity(limit)}`;
}

function within({ score, limit, lower, upper }: Said['sample']): string {
  if (lower !== null && upper !== null) return `is between ${quantity(lower)} and ${quantity(upper)}`;
  if (upper !== null) return `is not over the limit of ${quantity(upper)}`;
  if (lower !== null) return `is not under the limit of ${quantity(lower)}`;
  return score === null
    ? 'is no alarm'
    : `has score ${quantity(score)}, within the limit of ${quantity(limit)}`;
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

const quantity = (value: number | null) => (value === null ? 'none' : String(Number(value.toPrecision(5))));
