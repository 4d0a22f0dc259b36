import type { Lane } from '../core/simulate/lane.ts';
import { LaneMemory } from '../core/simulate/lane-memory.ts';
import type { MonitorPlan, SimulationPlan } from '../core/simulate/plan.ts';
import { type Reason, reasons } from '../core/simulate/reason.ts';
import type { RunResult } from '../core/simulate/run-result.ts';
import { SeriesCache } from '../core/simulate/series-cache.ts';
import { Simulation, type SimulationOptions } from '../core/simulate/simulation.ts';
import { type Columns, modelLabel } from '../core/spec/columns.ts';
import { formatDuration } from '../core/spec/duration.ts';
import type { Explanation } from '../protocol/simulation-messages.ts';
import { firstToAlert, type JudgedRun, notableSample, sampleBy, sampleOf } from './asked-sample.ts';
import { explainAbsence } from './explain-absence.ts';

/** What is asked: a monitor, and a row, or a time, or neither for its first alert or the nearest it came to one. */
export interface Why {
  readonly monitor: string;
  /** Label of the model; without it, that of the event, or the one that fired first. */
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
  let run: RunResult | undefined;
  const judged: JudgedRun = {
    lanes,
    run: () => {
      run ??= fresh().runWhole(columns);
      return run;
    },
  };
  const wanted = why.model ?? modelOfEvent(plan, columns, why);
  const isAmong = lanes.some(({ model }) => model === wanted);
  const silent = silentLane(first.lanesOfAll(), wanted);
  if (why.model !== undefined && !isAmong && !silent) return undefined;
  const position = isAmong ? lanes.findIndex(({ model }) => model === wanted) : chosen(judged, why);
  const lane = isAmong ? lanes[position] : (silent ?? lanes[position]);
  if (!lane) return undefined;
  const at = lane === silent ? undefined : sampleAt(judged, position, why);
  const explanation =
    at === undefined
      ? explainAbsence({ plan: alone, options, lane, columns, why })
      : ofSample(monitor, lane, at);
  const otherModels = lanes.flatMap(({ model }) => (model === lane.model ? [] : [model]));
  const isChosen = isOpen(why) && why.model === undefined && otherModels.length > 0;
  return isChosen ? { ...explanation, otherModels } : explanation;
}

const isOpen = ({ event, time }: Why) => event === undefined && time === undefined;

/** The lane to speak of where no model is named. */
const chosen = (judged: JudgedRun, why: Why) => (isOpen(why) ? firstToAlert(judged) : 0);

/** The lane of the model that is asked about, or of the event, where it measured nothing. */
function silentLane(lanes: readonly Lane[], wanted: string | undefined): Lane | undefined {
  return lanes.find(({ model, track }) => model === wanted && track.count === 0);
}

/** Label of the model that an event belongs to. */
function modelOfEvent(plan: SimulationPlan, columns: Columns, { event }: Why): string | undefined {
  const code = event === undefined ? undefined : columns.model[event - columns.firstRow];
  return code === undefined ? undefined : modelLabel(plan.model ?? columns.models[code] ?? {});
}

/** Position of the sample that is asked about. */
function sampleAt(judged: JudgedRun, position: number, { event, time }: Why): number | undefined {
  if (event !== undefined) return sampleOf(judged, position, event);
  if (time !== undefined) return sampleBy(judged.lanes[position] as Lane, time);
  return notableSample(judged, position);
}

function ofSample(monitor: MonitorPlan, lane: Lane, at: number): Explanation {
  lane.evaluate(at);
  const { strategies, ...before } = lane.standing;
  const { reason, clock, decider, ...judged } = lane.judgeNext();
  const { index, time, value } = lane.track.samples;
  const when = lane.track.processed?.at(at) ?? (time[at] as number);
  const sample = {
    value: value[at] as number,
    score: finite(judged.score),
    limit: finite(judged.limit),
    lower: finite(judged.lower),
    upper: finite(judged.upper),
  };
  const said = { monitor, reason, sample, clock, decider, before, unit: lane.metric.unit };
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
  readonly decider: string | undefined;
  readonly before: Omit<NonNullable<Explanation['before']>, 'strategies'>;
  readonly unit: string;
}

function sentenceOf({ monitor, reason, sample, clock, decider, before, unit }: Said): string {
  const value = `${quantity(sample.value)}${unit === '' ? '' : ` ${unit}`}`;
  const lasted = formatDuration(clock - (before.breachStart ?? clock));
  const breach = `${value} ${beyond(sample)}${decider === undefined ? '' : ` (${decider})`}`;
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
