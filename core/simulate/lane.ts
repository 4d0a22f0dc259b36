import type { Meter } from '../metrics/monitor-kind.ts';
import type { MetricInfo } from '../spec/metric.ts';
import { type Detector, verdict } from '../strategies/detector.ts';
import { type ActiveStrategy, activate } from './active-strategy.ts';
import { AlertLifecycle, type LifecycleSample } from './alert-lifecycle.ts';
import type { MonitorPlan } from './plan.ts';
import {
  type LaneAlert,
  type LaneResult,
  type LaneStatus,
  type SampleState,
  sampleState,
} from './run-result.ts';
import { SampleBuffer } from './sample-buffer.ts';

/** States of a sample that is no breach and in no episode, by verdict. */
const calmStates = [sampleState.warmingUp, sampleState.ok, sampleState.warning];

/** One monitor on one model: its samples, its strategies at work, and what became of them. */
export class Lane {
  readonly meter: Meter;
  readonly model: string;
  readonly samples = new SampleBuffer();
  skipped = 0;
  failed = false;
  /** Alerts since they were last taken. */
  alerts: LaneAlert[] = [];
  readonly #plan: MonitorPlan;
  readonly #metric: MetricInfo;
  readonly #strategies: readonly ActiveStrategy[];
  readonly #lifecycle: AlertLifecycle;
  readonly #pollingMs: number;
  readonly #summary = { samples: 0, min: Infinity, max: -Infinity, last: Number.NaN };
  readonly #marks = { warnings: [] as number[], drifts: [] as number[], alerts: [] as number[] };
  #evaluated = 0;
  #processedAt = Number.NEGATIVE_INFINITY;
  readonly delay = { max_ms: 0, delayed: 0 };

  constructor(plan: MonitorPlan, metric: MetricInfo, meter: Meter, model: string, pollingMs: number) {
    this.#plan = plan;
    this.#metric = metric;
    this.meter = meter;
    this.model = model;
    this.#pollingMs = pollingMs;
    this.#strategies = plan.strategies.map((strategy) => activate(strategy, metric));
    this.#lifecycle = new AlertLifecycle(plan);
  }

  /** Whether any event said anything about the metric. */
  get isEmpty(): boolean {
    return this.#summary.samples === 0 && this.skipped === 0;
  }

  /** Takes what the meter measured; `NaN` means that the event said nothing about the metric. */
  append(row: number, time: number, value: number): void {
    if (Number.isNaN(value)) return;
    if (Number.isFinite(value)) this.samples.append(row, time, value);
    else this.skipped += 1;
  }

  /** Runs strategies and lifecycle over the samples that have come since the last call. */
  evaluate(): void {
    const { samples } = this;
    while (this.#evaluated < samples.length) {
      const at = this.#evaluated;
      this.#evaluated += 1;
      this.#summarise(samples.value[at] ?? Number.NaN);
      this.#step(at);
    }
  }

  /** Forgets evaluated samples, for runs that stream. */
  discardSamples(): void {
    this.samples.clear();
    this.#evaluated = 0;
  }

  finish(): void {
    this.#lifecycle.finish();
  }

  result(keepSeries: boolean): LaneResult {
    return {
      id: this.#plan.id,
      kind: this.#plan.kind,
      model: this.model,
      metric: this.#metric.name,
      unit: this.#metric.unit,
      skipped: this.skipped,
      ...this.#summary,
      ...this.#marks,
      episodes: this.#lifecycle.episodes,
      status: this.#status(),
      ...(keepSeries ? { series: this.samples.series() } : {}),
    };
  }

  #status(): LaneStatus {
    if (this.failed) return 'failed';
    if (this.#summary.samples === 0) return 'no_data';
    return this.#strategies.length === 0 ? 'observing' : this.#lifecycle.phase;
  }

  #summarise(value: number): void {
    const summary = this.#summary;
    summary.samples += 1;
    summary.last = value;
    if (value < summary.min) summary.min = value;
    if (value > summary.max) summary.max = value;
  }

  /** One sample through all strategies: any of them alarms, and the tightest limits are the ones shown. */
  #step(at: number): void {
    const { samples } = this;
    const value = samples.value[at] ?? Number.NaN;
    const time = this.#processingTime(samples.time[at] ?? Number.NaN);
    // A monitor that only observes has nothing to warm up.
    let worst: number = this.#strategies.length === 0 ? verdict.ok : verdict.warmingUp;
    let shown: ActiveStrategy | undefined;
    let lower = Number.NaN;
    let upper = Number.NaN;
    for (const active of this.#strategies) {
      const said = active.detector.update(value);
      if (shown === undefined || said > worst) shown = active;
      if (said > worst) worst = said;
      lower = tighter(lower, active.detector.lower, Math.max);
      upper = tighter(upper, active.detector.upper, Math.min);
    }
    samples.score[at] = shown?.detector.score ?? Number.NaN;
    samples.limit[at] = shown?.detector.limit ?? Number.NaN;
    samples.lower[at] = lower;
    samples.upper[at] = upper;
    samples.state[at] = this.#judge(at, worst, time, shown);
  }

  /** Hands the verdict to the lifecycle; gives the state the sample is drawn with. */
  #judge(at: number, worst: number, time: number, shown: ActiveStrategy | undefined): SampleState {
    const row = this.samples.index[at] ?? 0;
    if (worst === verdict.alarm && shown) {
      this.#marks.drifts.push(row);
      const value = this.samples.value[at] ?? Number.NaN;
      const reason = this.#lifecycle.breach({ row, time, value, ...beyond(value, shown.detector) });
      if (reason) this.#alert(at, time, shown, reason);
      return this.#lifecycle.stateAfter(true, reason !== undefined);
    }
    if (worst === verdict.warning) this.#marks.warnings.push(row);
    this.#lifecycle.calm(time);
    const after = this.#lifecycle.stateAfter(false, false);
    return after === sampleState.ok ? (calmStates[worst] ?? sampleState.ok) : after;
  }

  #alert(at: number, time: number, { plan, detector, message }: ActiveStrategy, reason: LaneAlert['reason']) {
    const event = this.samples.index[at] ?? 0;
    const value = this.samples.value[at] ?? Number.NaN;
    const { model } = this;
    const metric = this.#metric.name;
    this.#marks.alerts.push(event);
    this.alerts.push({
      monitor: this.#plan.id,
      model,
      event,
      time,
      metric,
      value,
      severity: this.#plan.severity,
      strategy: plan.label,
      message: message({ model, metric, value, score: detector.score }),
      reason,
    });
  }

  /** A monitor that polls takes one sample per interval, so samples that come faster wait (seed 004). */
  #processingTime(time: number): number {
    if (this.#pollingMs === 0) return time;
    this.#processedAt = Math.max(time, this.#processedAt + this.#pollingMs);
    const late = this.#processedAt - time;
    if (late > 0) this.delay.delayed += 1;
    this.delay.max_ms = Math.max(this.delay.max_ms, late);
    return this.#processedAt;
  }
}

/** The stricter of two limits, where NaN is no limit at all. */
function tighter(one: number, other: number, stricter: (a: number, b: number) => number): number {
  if (Number.isNaN(one)) return other;
  return Number.isNaN(other) ? one : stricter(one, other);
}

/** How far a breaching value lies beyond the limit, in its own units where the strategy has such a limit, and where. */
function beyond(
  value: number,
  { lower, upper, score, limit }: Detector,
): Pick<LifecycleSample, 'excess' | 'side'> {
  if (value > upper) return { excess: value - upper, side: 1 };
  if (value < lower) return { excess: lower - value, side: -1 };
  return { excess: Math.abs(Math.abs(score) - limit), side: 0 };
}
