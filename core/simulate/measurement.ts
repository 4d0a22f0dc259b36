import { findKind } from '../metrics/index.ts';
import { eventsOf, type Lack, type Meter, type MonitorKind } from '../metrics/monitor-kind.ts';
import { type Columns, type ModelKey, modelLabel } from '../spec/columns.ts';
import { type EventType, eventCode } from '../spec/event-types.ts';
import { agreement, isCalled } from '../spec/model-match.ts';
import type { Observer } from './event-bus.ts';
import { floatColumn } from './growing-column.ts';
import type { MonitorPlan, RuntimePlan } from './plan.ts';
import { ProductionLoop } from './production-loop.ts';
import { SampleBuffer } from './sample-buffer.ts';
import { SnapshotPace } from './snapshot-pace.ts';
import { type TickMoment, type TickWatch, tickMoment, tickWatch } from './tick-moments.ts';

/** Which events a run takes: by the config's `model`, and by a model named on the command line. */
export interface ModelFilter {
  readonly model?: ModelKey;
  /** Name, version or `name@version` of the events to take, see {@link isCalled}. */
  readonly only?: string;
}

/** The metric of one model: what its meter made of the rows so far. */
export class MetricTrack {
  readonly model: string;
  /** Its samples are of ticks; the row of each is that of the last event before. */
  readonly isOfTicks: boolean;
  readonly samples = new SampleBuffer();
  /** When each sample was processed, where that is not the time of its event: in a loop that polls. */
  readonly processed: ReturnType<typeof floatColumn> | undefined;
  readonly loop: ProductionLoop | undefined;
  /** Values that were not finite. */
  skipped = 0;
  /** Its meter threw. */
  failed = false;
  /** Samples so far, discarded ones included. */
  count = 0;
  min = Infinity;
  max = -Infinity;
  last = Number.NaN;
  readonly #meter: Meter;
  readonly #pace: SnapshotPace | undefined;
  #bound: Columns | undefined;

  constructor(model: string, meter: Meter, isOfTicks: boolean, runtime: RuntimePlan) {
    this.model = model;
    this.isOfTicks = isOfTicks;
    this.#meter = meter;
    if (isOfTicks) return;
    if (runtime.samplingMs > 0)
      this.#pace = new SnapshotPace(runtime.samplingMs, (columns, row) => this.#sample(columns, row));
    if (runtime.pollingMs === 0) return;
    const processed = floatColumn();
    this.processed = processed;
    this.loop = new ProductionLoop(
      runtime,
      (columns, row) => this.#measure(columns, row),
      (time) => processed.push(time),
    );
  }

  /** What is missing for a value after the events so far. */
  lack(): Lack | undefined {
    return this.#meter.lack?.();
  }

  /** Whether there is nothing to say of it: no event said anything about the metric. */
  get isEmpty(): boolean {
    return this.count === 0 && this.skipped === 0 && !this.failed;
  }

  /** Takes an event of the model, at once or when the production loop comes to it. */
  take(columns: Columns, row: number): void {
    if (this.#pace && columns.type[row] === snapshotCode) this.#pace.arrive(columns, row);
    else this.#sample(columns, row);
  }

  /** Snapshots that the loop did not look at. */
  get unsampled(): number {
    return this.#pace?.passedOver ?? 0;
  }

  /** Row (of the run) of the oldest event that may still become a sample; infinite when there is none. */
  get oldestWaiting(): number {
    return Math.min(
      this.#pace?.oldestWaiting ?? Number.POSITIVE_INFINITY,
      this.loop?.oldestWaiting ?? Number.POSITIVE_INFINITY,
    );
  }

  /** When something that waits may be taken, at the earliest; infinite while nothing does. */
  get due(): number {
    return Math.min(this.#pace?.due ?? Number.POSITIVE_INFINITY, this.loop?.due ?? Number.POSITIVE_INFINITY);
  }

  /** The time has come so far, whichever model's events told it. */
  advance(now: number): void {
    this.#pace?.advance(now);
    this.loop?.advance(now);
  }

  /** No more events come: what waits is taken. */
  drain(): void {
    this.#pace?.settle();
    this.loop?.drain();
  }

  #sample(columns: Columns, row: number): void {
    if (this.loop) this.loop.arrive(columns, row);
    else this.#measure(columns, row);
  }

  /** Looks at the metric on a tick; `row` is that of the event before. */
  tick(row: number, time: number): void {
    this.#append(row, time, this.#meter.tick?.(time) ?? Number.NaN);
  }

  /** When it reaches the bounds of those who watch it, if no event comes until then. */
  moments({ bounds, ...timing }: TickWatch): readonly TickMoment[] {
    return bounds.flatMap((bound) => tickMoment(this.#meter.reaches?.(bound), timing) ?? []);
  }

  /** Forgets samples that have been judged, in runs that stream. */
  discard(): void {
    this.samples.clear();
    this.processed?.clear();
  }

  #measure(columns: Columns, row: number): boolean {
    if (columns !== this.#bound) {
      this.#bound = columns;
      this.#meter.bind(columns);
    }
    return this.#append(columns.firstRow + row, columns.time[row] as number, this.#meter.measure(row));
  }

  /** `NaN` means that the event said nothing about the metric. */
  #append(row: number, time: number, value: number): boolean {
    if (Number.isNaN(value)) return false;
    if (!Number.isFinite(value)) {
      this.skipped += 1;
      return false;
    }
    this.samples.append(row, time, value);
    this.count += 1;
    this.last = value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    return true;
  }
}

const snapshotCode = eventCode('metrics_snapshot');

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
