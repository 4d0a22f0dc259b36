import type { Meter } from '../metrics/monitor-kind.ts';
import type { Columns } from '../spec/columns.ts';
import { eventCode } from '../spec/event-types.ts';
import type { Lack } from '../spec/metric.ts';
import { floatColumn } from './growing-column.ts';
import type { RuntimePlan } from './plan.ts';
import { ProductionLoop } from './production-loop.ts';
import { SampleBuffer } from './sample-buffer.ts';
import { SnapshotPace } from './snapshot-pace.ts';
import { type TickMoment, type TickWatch, tickMoment } from './tick-moments.ts';

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
