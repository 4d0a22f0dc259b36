import type { Columns } from '../spec/columns.ts';
import { AlertOrder } from './alert-order.ts';
import { EventBus, type Observer } from './event-bus.ts';
import { FailureLog } from './failure-log.ts';
import { KeptAlerts } from './kept-alerts.ts';
import type { Lane } from './lane.ts';
import { LaneMemory } from './lane-memory.ts';
import { Measurement, type ModelFilter, measurementKey } from './measurement.ts';
import { Monitor } from './monitor.ts';
import type { MonitorPlan, SimulationPlan } from './plan.ts';
import { RecentBatches } from './recent-batches.ts';
import { RequestLog } from './request-log.ts';
import { RetrainingPolicy } from './retraining.ts';
import type { Alert, AlertIndex, MonitorFailure, RetrainingRequest, RunResult } from './run-result.ts';
import { runtimeReport } from './runtime-report.ts';
import { SeriesCache } from './series-cache.ts';
import type { Keeping, Shelf } from './shelf.ts';
import { TickClock } from './tick-clock.ts';

export interface SimulationOptions {
  /** Keep every sample for charts; false bounds the memory of runs that stream. Default true. */
  readonly keepSeries?: boolean;
  /** Where the lists of the result are kept between batches; what is not `all` bounds the memory. Default `all`. */
  readonly lists?: Keeping;
  /** Only events that carry this model name, version or label. */
  readonly model?: string;
}

/** What runs over the same events leave for the next one. */
export interface RunMemory {
  /** Belongs to the events: any config that runs over them may share it. */
  readonly series: SeriesCache;
  /** Belongs to one config. */
  readonly lanes: LaneMemory;
}

/** What a batch led to, in order. Each item is made when it is come to, for which there is time until the next batch. */
export interface BatchOutcome {
  readonly alerts: Iterable<Alert>;
  readonly retraining: Iterable<RetrainingRequest>;
}

/**
 * A run of a plan over events. Feed it batches in order with `push`, then `finish`. Nothing depends on how the rows
 * are cut into batches.
 */
export class Simulation {
  readonly #keepSeries: boolean;
  readonly #bus: EventBus<number>;
  readonly #clock: TickClock;
  readonly #filter: ModelFilter;
  readonly #memory: RunMemory | undefined;
  readonly #measurements = new Map<string, Measurement>();
  /** Those of them that are not known from memory. */
  readonly #underWay = new Set<Measurement>();
  readonly #monitors: readonly Monitor[];
  readonly #policies: readonly RetrainingPolicy[];
  /** How many of each lane's alerts have been taken. */
  readonly #taken = new Map<Lane, number>();
  readonly #lists: Keeping;
  readonly #kept = new KeptAlerts();
  readonly #requested = new RequestLog();
  readonly #failures = new FailureLog();
  readonly #batches = new RecentBatches();
  /** The lanes of the result, once no more events come. */
  #ended: readonly Lane[] | undefined;
  #firstRow = 0;
  /** Row of the last event, of the run. */
  #lastRow = 0;

  /** @param memory for a run over all events at once: what former runs over the very same events left */
  constructor(plan: SimulationPlan, options: SimulationOptions = {}, memory?: RunMemory) {
    this.#keepSeries = options.keepSeries ?? true;
    this.#lists = options.lists ?? 'all';
    this.#filter = {
      ...(plan.model ? { model: plan.model } : {}),
      ...(options.model === undefined ? {} : { only: options.model }),
    };
    this.#bus = new EventBus((observer, error, row) => this.#noteFailure(observer, error, row));
    this.#clock = new TickClock(plan.runtime.tickMs);
    this.#memory = memory;
    memory?.lanes.begin();
    this.#monitors = plan.monitors.map((monitor) => this.#monitor(monitor, plan));
    const ids = plan.monitors.map(({ id }) => id);
    this.#policies = plan.retraining.map((policy) => new RetrainingPolicy(policy, ids));
  }

  /** Runs over a batch; gives the alerts and requests it led to. */
  push(columns: Columns): BatchOutcome {
    this.#settle();
    this.#measure(columns);
    this.#judge();
    const lanes = this.#monitors.flatMap((monitor) => monitor.lanes());
    const outcome = this.#release(lanes);
    if (!this.#keepSeries) this.#discardSamples();
    return outcome;
  }

  /** Monitors that threw so far. */
  get failures(): readonly MonitorFailure[] {
    return this.#failures.failures;
  }

  /** Takes the alerts that are ready, in order. */
  #release(lanes: readonly Lane[]): BatchOutcome {
    const fresh = this.#freshAlerts(lanes);
    const retraining = this.#request(fresh);
    this.#kept.append(fresh, (event) => this.#batches.placeOf(event));
    return { alerts: fresh, retraining };
  }

  /** Forgets what only the batch before needed, and takes what the run has gathered to where it is kept. */
  #settle(): void {
    this.#batches.forgetBefore(Math.min(this.#lastRow, this.#horizon()));
    if (this.#lists === 'all') return;
    const shelf: Shelf | undefined = this.#lists === 'beginnings' ? undefined : this.#lists;
    for (const monitor of this.#monitors)
      for (const lane of monitor.lanes()) lane.settle(this.#taken.get(lane) ?? 0, shelf);
    this.#kept.settle(shelf);
    this.#requested.settle(shelf);
  }

  /** Ends the events: gives what monitors that lag behind had not come to. */
  drain(): BatchOutcome {
    this.#ended = this.#end();
    return this.#release(this.#ended);
  }

  /** Ends the run. The simulation must not be used after. */
  finish(): RunResult {
    if (!this.#ended) this.drain();
    const lanes = this.#ended ?? [];
    return this.#result(lanes, this.#kept.among(lanes));
  }

  /** Measures all events at once and judges nothing; gives the lanes that would. */
  prepareWhole(columns: Columns): readonly Lane[] {
    this.#measure(columns);
    this.#stop();
    for (const [key, measurement] of this.#measurements) {
      if (this.#underWay.has(measurement) && measurement.isSound) this.#memory?.series.set(key, measurement);
    }
    return this.#monitors.flatMap((monitor) => monitor.lanesOrPlaceholder());
  }

  /** The lanes of all models, also of those that gave no value. */
  lanesOfAll(): readonly Lane[] {
    return this.#monitors.flatMap((monitor) => monitor.lanes());
  }

  /** Runs over all events at once; alerts are made only when they are read. */
  runWhole(columns: Columns): RunResult {
    this.prepareWhole(columns);
    const lanes = this.#end();
    this.#memory?.lanes.end();
    const order = this.#freshAlerts(lanes);
    this.#request(order);
    return this.#result(lanes, order);
  }

  /** Monitors that measure the same share it; what is known of these events is not measured again. */
  #monitor(plan: MonitorPlan, { runtime }: SimulationPlan): Monitor {
    const key = measurementKey(plan, this.#filter, runtime);
    let measurement = this.#measurements.get(key) ?? this.#memory?.series.get(key);
    if (!measurement) {
      measurement = new Measurement(plan, this.#filter, runtime);
      this.#underWay.add(measurement);
      this.#bus.register(measurement);
    }
    this.#measurements.set(key, measurement);
    const options = { keepStates: this.#keepSeries };
    return new Monitor(plan, measurement, options, this.#memory?.lanes);
  }

  #measure(columns: Columns): void {
    this.#firstRow = columns.firstRow;
    this.#batches.add(columns);
    for (const measurement of this.#underWay) measurement.bind(columns);
    const { type, time, length } = columns;
    const clock = this.#clock;
    const isHeard = this.#bus.hasObservers;
    for (let row = 0; row < length; row += 1) {
      if (type[row] === 0) continue;
      const now = time[row] as number;
      if (!(now < clock.next)) clock.advance(now, this.#bus);
      if (isHeard) this.#bus.emit(row);
      this.#lastRow = columns.firstRow + row;
    }
  }

  #judge(): void {
    for (const monitor of this.#monitors) {
      for (const lane of monitor.lanes()) {
        try {
          lane.evaluate();
        } catch (error) {
          lane.failed = true;
          this.#failures.add({ monitor: monitor.plan.id, model: lane.model, event: this.#firstRow }, error);
        }
      }
    }
  }

  /** The alerts that have not been taken and that no event still on its way can come before. */
  #freshAlerts(lanes: readonly Lane[]): AlertOrder {
    const horizon = this.#horizon();
    const stretches = lanes.map((lane, at) => {
      const from = this.#taken.get(lane) ?? 0;
      let until = lane.alerts.length;
      while (until > from && lane.alerts.event.at(until - 1) >= horizon) until -= 1;
      this.#taken.set(lane, until);
      return { lane, at, from, until };
    });
    return new AlertOrder(stretches, (event) => this.#batches.placeOf(event));
  }

  /** Row of the oldest event that some monitor has not taken off the bus. */
  #horizon(): number {
    const tracks = [...this.#underWay].flatMap(({ tracks: of }) => [...of]);
    return Math.min(...tracks.map(({ oldestWaiting }) => oldestWaiting));
  }

  /** Tells the policies of alerts in order. */
  #request(alerts: AlertOrder): Iterable<RetrainingRequest> {
    if (this.#policies.length === 0) return [];
    const before = this.#requested.length;
    for (let at = 0; at < alerts.length; at += 1) {
      for (const policy of this.#policies) {
        if (!policy.onAlert(alerts.monitorAt(at), alerts.modelAt(at), alerts.timeAt(at))) continue;
        this.#requested.append(policy, alerts.entryAt(at));
      }
    }
    return this.#requested.from(before);
  }

  #discardSamples(): void {
    for (const monitor of this.#monitors) for (const lane of monitor.lanes()) lane.forgetSamples();
    for (const { tracks } of this.#measurements.values()) {
      for (const track of tracks) track.discard();
    }
  }

  /** Tells the observers that no more events come; a second time does nothing. */
  #stop(): void {
    this.#clock.finish(this.#bus);
    this.#bus.shutdown();
  }

  /** Ends the events for everybody; gives the lanes of the result. */
  #end(): readonly Lane[] {
    this.#stop();
    this.#judge();
    const lanes = this.#monitors.flatMap((monitor) => monitor.lanesOrPlaceholder());
    for (const lane of lanes) lane.finish();
    return lanes;
  }

  #result(lanes: readonly Lane[], alertIndex: AlertIndex): RunResult {
    const requests = this.#requested;
    let alerts: readonly Alert[] | undefined;
    let retraining: readonly RetrainingRequest[] | undefined;
    return {
      monitors: lanes.map((lane) => lane.result()),
      get alerts() {
        alerts ??= [...alertIndex];
        return alerts;
      },
      alertIndex,
      get retraining() {
        retraining ??= [...requests];
        return retraining;
      },
      requests,
      failures: this.failures,
      runtime: runtimeReport(this.#clock.ticks, lanes),
    };
  }

  #noteFailure(observer: Observer<number>, error: unknown, row: number | undefined): void {
    for (const { plan, measurement } of this.#monitors) {
      if (measurement !== observer) continue;
      const track = measurement.lastTrack ?? measurement.tracksOrPlaceholder()[0];
      if (track) track.failed = true;
      const event = this.#firstRow + (row ?? 0);
      this.#failures.add({ monitor: plan.id, model: track?.model ?? '', event }, error);
    }
  }
}

/**
 * A whole run over events that are all in memory.
 * @param memory what former runs over the very same columns left; the result is the same without it
 */
export function simulate(
  plan: SimulationPlan,
  columns: Columns,
  options: SimulationOptions = {},
  memory: RunMemory = { series: new SeriesCache(), lanes: new LaneMemory() },
): RunResult {
  return new Simulation(plan, options, memory).runWhole(columns);
}
