import { findKind } from '../metrics/index.ts';
import { eventsOf, type MonitorKind } from '../metrics/monitor-kind.ts';
import { type Columns, type ModelKey, modelLabel } from '../spec/columns.ts';
import { type EventType, eventCode } from '../spec/event-types.ts';
import { agreement, isCalled } from '../spec/model-match.ts';
import type { Observer } from './event-bus.ts';
import { MetricTrack } from './metric-track.ts';
import type { MonitorPlan, RuntimePlan } from './plan.ts';
import { type TickMoment, type TickWatch, tickWatch } from './tick-moments.ts';

/** Which events a run takes: by the config's `model`, and by a model named on the command line. */
export interface ModelFilter {
  readonly model?: ModelKey;
  /** Name, version or `name@version` of the events to take, see {@link isCalled}. */
  readonly only?: string;
}

/** All that decides what is measured: equal key and equal events, equal samples. */
export function measurementKey(plan: MonitorPlan, filter: ModelFilter, runtime: RuntimePlan): string {
  const { kind, params, from } = plan;
  return JSON.stringify([kind, params, from ?? null, filter, runtime, watchOf(plan)]);
}

/** Which ticks a long gap must not leave out depends on what alarms the monitor; null for monitors of events. */
function watchOf(plan: MonitorPlan): TickWatch | null {
  const kind = findKind(plan.kind);
  return kind?.ticks ? tickWatch(plan, kind.metric(plan.params)) : null;
}

/**
 * What monitors measure, before any judgement: an observer that turns the rows it hears of into samples, one track
 * per model. Monitors that differ only in what alarms them share one.
 */
export class Measurement implements Observer<number> {
  readonly name: string;
  /** The track that took an event last: that of a meter which threw. */
  lastTrack: MetricTrack | undefined;
  /** By model, in the order in which the models appeared. */
  readonly #tracks = new Map<string, MetricTrack>();
  readonly #kind: MonitorKind;
  readonly #params: MonitorPlan['params'];
  readonly #filter: ModelFilter;
  readonly #runtime: RuntimePlan;
  readonly #wanted = new Uint8Array(256);
  /** Track by model code of the present batch; null where the model is not this config's. */
  #byModel: (MetricTrack | null)[] = [];
  #columns: Columns | undefined;
  /** When something that waits may be taken, at the earliest. */
  #due = Number.POSITIVE_INFINITY;
  /** Row of the last event, of whatever type. */
  #lastRow = 0;
  readonly onTick?: (time: number) => void;
  readonly tickMoments?: () => readonly TickMoment[];
  #rows: Uint32Array = new Uint32Array(0);

  constructor(plan: MonitorPlan, filter: ModelFilter, runtime: RuntimePlan) {
    const { id, kind: kindId, params } = plan;
    const kind = findKind(kindId);
    if (!kind) throw new Error(`unknown monitor kind "${kindId}"`);
    this.name = id;
    this.#kind = kind;
    this.#params = params;
    this.#filter = filter;
    this.#runtime = runtime;
    const watch = watchOf(plan);
    if (watch) {
      this.onTick = (time) => this.#tick(time);
      this.tickMoments = () => [...this.#tracks.values()].flatMap((track) => track.moments(watch));
    }
    for (const type of typesOf(plan)) this.#wanted[eventCode(type)] = 1;
  }

  get tracks(): Iterable<MetricTrack> {
    return this.#tracks.values();
  }

  /** Whether no meter threw. */
  get isSound(): boolean {
    return [...this.#tracks.values()].every(({ failed }) => !failed);
  }

  /** Called before the first row of every batch. */
  bind(columns: Columns): void {
    this.#columns = columns;
    this.#byModel = [];
    this.#rows = this.#countRows(columns);
  }

  onEvent(row: number): void {
    const columns = this.#columns;
    if (columns === undefined) return;
    this.#lastRow = columns.firstRow + row;
    if ((columns.time[row] as number) >= this.#due) this.#advance(columns.time[row] as number);
    if (this.#wanted[columns.type[row] as number] === 0) return;
    const code = columns.model[row] ?? 0;
    const known = this.#byModel[code];
    const track = known === undefined ? this.#trackOf(columns, code) : known;
    if (track === null) return;
    this.lastTrack = track;
    track.take(columns, row);
    this.#due = Math.min(this.#due, track.due);
  }

  /** A model that says nothing more must not hold up the run: what waits for it is taken when its time has come. */
  #advance(now: number): void {
    this.#due = Number.POSITIVE_INFINITY;
    for (const track of this.#tracks.values()) {
      track.advance(now);
      this.#due = Math.min(this.#due, track.due);
    }
  }

  #tick(time: number): void {
    for (const track of this.#tracks.values()) track.tick(this.#lastRow, time);
  }

  /** Takes what is still on the bus. */
  shutdown(): void {
    for (const track of this.#tracks.values()) track.drain();
  }

  /** The tracks that have something, or an empty one that stands for a monitor that heard of nothing. */
  tracksOrPlaceholder(): readonly MetricTrack[] {
    if (this.#tracks.size === 0) this.#open(modelLabel(this.#filter.model ?? {}));
    const all = [...this.#tracks.values()];
    const used = all.filter((track) => !track.isEmpty);
    return used.length > 0 ? used : all.slice(0, 1);
  }

  #trackOf(columns: Columns, code: number): MetricTrack | null {
    const model = columns.models[code] ?? {};
    const track = isTaken(model, this.#filter) ? this.#open(modelLabel(this.#filter.model ?? model)) : null;
    this.#byModel[code] = track;
    if (!this.#kind.ticks) track?.samples.reserve(this.#rows[code] ?? 0);
    return track;
  }

  /** How many rows of each model code may become samples. */
  #countRows({ type, model, models, length }: Columns): Uint32Array {
    const counts = new Uint32Array(models.length);
    for (let row = 0; row < length; row += 1) {
      const code = model[row] as number;
      if (this.#wanted[type[row] as number] === 1) counts[code] = (counts[code] as number) + 1;
    }
    return counts;
  }

  #open(label: string): MetricTrack {
    const existing = this.#tracks.get(label);
    if (existing) return existing;
    const meter = this.#kind.create(this.#params);
    const track = new MetricTrack(label, meter, this.#kind.ticks ?? false, this.#runtime);
    this.#tracks.set(label, track);
    return track;
  }
}

/** The event types that a monitor reads. */
export function typesOf({ kind, params, from }: MonitorPlan): readonly EventType[] {
  const known = findKind(kind);
  return from ?? (known ? eventsOf(known, params) : []);
}

/** Whether a run takes the events of a model. */
export function isTaken(model: ModelKey, { model: wanted, only }: ModelFilter): boolean {
  if (wanted && agreement(model, wanted) === 'other') return false;
  // An event that leaves out what the config says of its model has it from there.
  return only === undefined || isCalled({ ...wanted, ...model }, only);
}
