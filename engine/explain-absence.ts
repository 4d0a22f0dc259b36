import type { Lane } from '../core/simulate/lane.ts';
import { LaneMemory } from '../core/simulate/lane-memory.ts';
import { isTaken, type ModelFilter, typesOf } from '../core/simulate/measurement.ts';
import type { SimulationPlan } from '../core/simulate/plan.ts';
import { type Reason, reasons } from '../core/simulate/reason.ts';
import { SeriesCache } from '../core/simulate/series-cache.ts';
import { Simulation, type SimulationOptions } from '../core/simulate/simulation.ts';
import { type Columns, modelLabel } from '../core/spec/columns.ts';
import { eventCode } from '../core/spec/event-types.ts';
import { enumerateNames } from '../core/spec/words.ts';
import type { Explanation } from '../protocol/simulation-messages.ts';

/** A question whose answer is no sample. */
export interface Absence {
  /** Of the monitor alone. */
  readonly plan: SimulationPlan;
  readonly options: SimulationOptions;
  readonly lane: Lane;
  readonly columns: Columns;
  readonly why: { readonly event?: number; readonly time?: number };
}

/** Why there is no sample of a monitor: at an event, by a time, or at all. */
export function explainAbsence(absence: Absence): Explanation {
  const { lane, why } = absence;
  const { reason, words } = absenceReason(absence);
  return {
    monitor: lane.plan.id,
    model: lane.model,
    ...(why.event === undefined ? {} : { event: why.event }),
    ...(why.time === undefined ? {} : { time: why.time }),
    alert: false,
    reason,
    sentence: `No alert: ${words ?? `${reasons[reason].charAt(0).toLowerCase()}${reasons[reason].slice(1, -1)}`}.`,
  };
}

interface AbsenceReason {
  readonly reason: Reason;
  readonly words?: string;
}

function absenceReason(absence: Absence): AbsenceReason {
  const { lane, columns, why } = absence;
  const types = typesOf(lane.plan);
  if (why.event !== undefined) {
    const reason = whyNotTaken(absence, why.event);
    if (reason !== 'no_value') return { reason };
  } else if (!columns.type.subarray(0, columns.length).some((code) => types.some(isOf(code))))
    return { reason: 'no_data', words: `there is no event of type ${enumerateNames(types, 'or')}` };
  if (why.event !== undefined && lane.track.isOfTicks && lane.track.count > 0)
    return { reason: 'no_value', words: 'no tick came after the event' };
  const { failure, lack } = stateAt(absence);
  if (failure !== undefined) return { reason: 'failed', words: `the monitor failed: ${failure}` };
  const nothing = why.event === undefined ? 'no_data' : 'no_value';
  return lack
    ? { reason: lack.reason === 'filling' ? 'filling' : nothing, words: lack.words }
    : { reason: nothing };
}

/** What the monitor lacked when the events had come as far as is asked: it measures them once more. */
function stateAt({ plan, options, lane, columns, why }: Absence) {
  const memory = { series: new SeriesCache(), lanes: new LaneMemory() };
  const simulation = new Simulation(plan, options, memory);
  simulation.prepareWhole({ ...columns, length: rowsUntil(columns, why) });
  const then = simulation.lanesOfAll().find(({ model }) => model === lane.model);
  const failure = simulation.failures.find(({ model }) => model === lane.model);
  return { failure: failure?.message, lack: then?.track.lack() };
}

function rowsUntil({ length, firstRow, time }: Columns, why: Absence['why']): number {
  if (why.event !== undefined) return why.event - firstRow + 1;
  const until = why.time;
  if (until === undefined) return length;
  return time.subarray(0, length).findLastIndex((at) => at <= until) + 1;
}

const isOf = (code: number) => (type: Parameters<typeof eventCode>[0]) => eventCode(type) === code;

function whyNotTaken({ plan, options, lane, columns }: Absence, event: number): Reason {
  const { track } = lane;
  const row = event - columns.firstRow;
  const type = columns.type[row] ?? 0;
  if (type === 0) return 'bad_row';
  if (!typesOf(lane.plan).some(isOf(type))) return 'wrong_type';
  const filter: ModelFilter = {
    ...(plan.model ? { model: plan.model } : {}),
    ...(options.model ? { only: options.model } : {}),
  };
  const model = columns.models[columns.model[row] ?? 0] ?? {};
  if (!isTaken(model, filter) || modelLabel(filter.model ?? model) !== track.model) return 'other_model';
  const isLossy = track.unsampled > 0 || (track.loop?.report.dropped ?? 0) > 0;
  return isLossy ? 'not_taken' : 'no_value';
}
