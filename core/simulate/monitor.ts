import { findKind } from '../metrics/index.ts';
import { eventsOf, type MonitorKind } from '../metrics/monitor-kind.ts';
import { type Columns, type ModelKey, modelLabel } from '../spec/columns.ts';
import { eventCode } from '../spec/event-types.ts';
import type { Observer } from './event-bus.ts';
import { Lane } from './lane.ts';
import type { MonitorPlan, SimulationPlan } from './plan.ts';

/** Which events a run takes: by the config's `model`, and by a model named on the command line. */
export interface ModelFilter {
  readonly model?: ModelKey;
  /** Name, version or label that the events must carry. */
  readonly only?: string;
}

/** A monitor at work: an observer that turns the rows it hears of into samples, one lane per model. */
export class Monitor implements Observer<number> {
  readonly name: string;
  readonly plan: MonitorPlan;
  readonly #kind: MonitorKind;
  readonly #filter: ModelFilter;
  readonly #pollingMs: number;
  readonly #wanted = new Uint8Array(256);
  readonly #lanes = new Map<string, Lane>();
  /** Lane by model code of the present batch; null where the model is not this config's. */
  #byModel: (Lane | null)[] = [];
  #columns: Columns | undefined;

  constructor(plan: MonitorPlan, simulation: SimulationPlan, filter: ModelFilter) {
    const kind = findKind(plan.kind);
    if (!kind) throw new Error(`unknown monitor kind "${plan.kind}"`);
    this.name = plan.id;
    this.plan = plan;
    this.#kind = kind;
    this.#filter = filter;
    this.#pollingMs = simulation.runtime.pollingMs;
    for (const type of plan.from ?? eventsOf(kind, plan.params)) this.#wanted[eventCode(type)] = 1;
  }

  /** Lanes in the order in which their models appeared. */
  get lanes(): Iterable<Lane> {
    return this.#lanes.values();
  }

  /** Called before the first row of every batch. */
  bind(columns: Columns): void {
    this.#columns = columns;
    this.#byModel = [];
    for (const lane of this.#lanes.values()) lane.meter.bind(columns);
  }

  onEvent(row: number): void {
    const columns = this.#columns;
    if (columns === undefined || this.#wanted[columns.type[row] ?? 0] === 0) return;
    const code = columns.model[row] ?? 0;
    const known = this.#byModel[code];
    const lane = known === undefined ? this.#laneOf(columns, code) : known;
    if (lane === null) return;
    lane.append(columns.firstRow + row, columns.time[row] ?? Number.NaN, lane.meter.measure(row));
  }

  /** The lanes that measured something, or an empty one that stands for a monitor that heard of nothing. */
  lanesOrPlaceholder(): readonly Lane[] {
    if (this.#lanes.size === 0) this.#open(modelLabel(this.#filter.model ?? {}));
    const all = [...this.#lanes.values()];
    const used = all.filter((lane) => !lane.isEmpty || lane.failed);
    return used.length > 0 ? used : all.slice(0, 1);
  }

  #laneOf(columns: Columns, code: number): Lane | null {
    const model = columns.models[code] ?? {};
    const lane = isTaken(model, this.#filter)
      ? this.#open(modelLabel(this.#filter.model ?? model), columns)
      : null;
    this.#byModel[code] = lane;
    return lane;
  }

  #open(label: string, columns?: Columns): Lane {
    const existing = this.#lanes.get(label);
    if (existing) return existing;
    const { params } = this.plan;
    const lane = new Lane(
      this.plan,
      this.#kind.metric(params),
      this.#kind.create(params),
      label,
      this.#pollingMs,
    );
    if (columns) lane.meter.bind(columns);
    this.#lanes.set(label, lane);
    return lane;
  }
}

function isTaken(model: ModelKey, { model: wanted, only }: ModelFilter): boolean {
  const agrees = (said: string | undefined, asked: string | undefined) =>
    said === undefined || asked === undefined || said === asked;
  if (wanted && !(agrees(model.name, wanted.name) && agrees(model.version, wanted.version))) return false;
  return only === undefined || [model.name, model.version, modelLabel(wanted ?? model)].includes(only);
}
