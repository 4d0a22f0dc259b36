import { type Columns, placeOf } from '../spec/columns.ts';
import { EventBus, type Observer } from './event-bus.ts';
import { type ModelFilter, Monitor } from './monitor.ts';
import type { SimulationPlan } from './plan.ts';
import { RetrainingPolicy } from './retraining.ts';
import type { Alert, MonitorFailure, RetrainingRequest, RunResult } from './run-result.ts';

/** Failures kept; a monitor that fails on every event says nothing new after that. */
const maxFailures = 100;

export interface SimulationOptions {
  /** Keep every sample for charts; false bounds the memory of runs that stream. Default true. */
  readonly keepSeries?: boolean;
  /**
   * Keep every alert for the result; false bounds the memory of runs whose alerts are taken as `push` gives them. Default
   * true.
   */
  readonly keepAlerts?: boolean;
  /** Only events that carry this model name, version or label. */
  readonly model?: string;
}

/**
 * A run of a plan over events. Feed it batches in order with `push`, then `finish`. Nothing depends on how the rows
 * are cut into batches.
 */
export class Simulation {
  readonly #plan: SimulationPlan;
  readonly #keepSeries: boolean;
  readonly #bus: EventBus<number>;
  readonly #monitors: readonly Monitor[];
  readonly #policies: readonly RetrainingPolicy[];
  readonly #alerts: Alert[] = [];
  readonly #keepAlerts: boolean;
  readonly #retraining: RetrainingRequest[] = [];
  readonly #failures: MonitorFailure[] = [];
  #firstRow = 0;
  #nextTick = Number.NaN;
  #ticks = 0;

  constructor(plan: SimulationPlan, options: SimulationOptions = {}) {
    this.#plan = plan;
    this.#keepSeries = options.keepSeries ?? true;
    this.#keepAlerts = options.keepAlerts ?? true;
    const filter: ModelFilter = {
      ...(plan.model ? { model: plan.model } : {}),
      ...(options.model === undefined ? {} : { only: options.model }),
    };
    this.#bus = new EventBus((observer, error, row) => this.#noteFailure(observer, error, row));
    this.#monitors = plan.monitors.map((monitor) => new Monitor(monitor, plan, filter));
    for (const monitor of this.#monitors) this.#bus.register(monitor);
    const ids = plan.monitors.map(({ id }) => id);
    this.#policies = plan.retraining.map((policy) => new RetrainingPolicy(policy, ids));
  }

  /** Runs over a batch; gives the alerts and requests it led to. */
  push(columns: Columns): {
    readonly alerts: readonly Alert[];
    readonly retraining: readonly RetrainingRequest[];
  } {
    this.#firstRow = columns.firstRow;
    for (const monitor of this.#monitors) monitor.bind(columns);
    for (let row = 0; row < columns.length; row += 1) {
      if (columns.type[row] === 0) continue;
      this.#advance(columns.time[row] ?? Number.NaN);
      this.#bus.emit(row);
    }
    return this.#evaluate(columns);
  }

  /** Ends the run. The simulation must not be used after. */
  finish(): RunResult {
    this.#bus.shutdown();
    const lanes = this.#monitors.flatMap((monitor) => monitor.lanesOrPlaceholder());
    for (const lane of lanes) lane.finish();
    const delays = this.#monitors.flatMap((monitor) =>
      [...monitor.lanes]
        .filter(({ delay }) => delay.delayed > 0)
        .map(({ model, delay }) => ({ monitor: monitor.name, model, ...delay })),
    );
    return {
      monitors: lanes.map((lane) => lane.result(this.#keepSeries)),
      alerts: this.#alerts,
      retraining: this.#retraining,
      failures: this.#failures,
      runtime: { ticks: this.#ticks, delays, dropped: 0 },
    };
  }

  /** Wakes the observers for every tick up to `time`; while nobody listens, ticks are only counted. */
  #advance(time: number): void {
    const { tickMs } = this.#plan.runtime;
    if (tickMs <= 0) return;
    if (Number.isNaN(this.#nextTick)) this.#nextTick = time + tickMs;
    if (time < this.#nextTick) return;
    const due = Math.floor((time - this.#nextTick) / tickMs) + 1;
    if (this.#bus.hasTickObservers) {
      for (let tick = 0; tick < due; tick += 1) this.#bus.tick(this.#nextTick + tick * tickMs);
    }
    this.#ticks += due;
    this.#nextTick += due * tickMs;
  }

  #evaluate(columns: Columns) {
    const fresh: Alert[] = [];
    for (const monitor of this.#monitors) {
      for (const lane of monitor.lanes) {
        this.#guard(monitor, () => lane.evaluate());
        for (const alert of lane.alerts) fresh.push({ ...alert, ...placeOf(columns, alert.event) });
        lane.alerts = [];
        if (!this.#keepSeries) lane.discardSamples();
      }
    }
    fresh.sort((a, b) => a.event - b.event);
    const requests = fresh.flatMap((alert) =>
      this.#policies.flatMap((policy) => policy.onAlert(alert) ?? []),
    );
    if (this.#keepAlerts) for (const alert of fresh) this.#alerts.push(alert);
    for (const request of requests) this.#retraining.push(request);
    return { alerts: fresh, retraining: requests };
  }

  #guard(monitor: Monitor, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#noteFailure(monitor, error, undefined);
    }
  }

  #noteFailure(observer: Observer<number>, error: unknown, row: number | undefined): void {
    const monitor = this.#monitors.find((candidate) => candidate === observer);
    const lane = monitor?.lanesOrPlaceholder()[0];
    if (lane) lane.failed = true;
    if (this.#failures.length >= maxFailures) return;
    this.#failures.push({
      monitor: observer.name,
      model: lane?.model ?? '',
      event: this.#firstRow + (row ?? 0),
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

/** A whole run over events that are all in memory. */
export function simulate(plan: SimulationPlan, columns: Columns, options: SimulationOptions = {}): RunResult {
  const simulation = new Simulation(plan, options);
  simulation.push(columns);
  return simulation.finish();
}
