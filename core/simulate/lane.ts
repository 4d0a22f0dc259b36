import type { MetricInfo } from '../spec/metric.ts';
import { type Detector, verdict } from '../strategies/detector.ts';
import type { ActiveStrategy } from './active-strategy.ts';
import { AlertLifecycle } from './alert-lifecycle.ts';
import { AlertLog } from './alert-log.ts';
import { byteColumn } from './growing-column.ts';
import { laneSeries } from './lane-series.ts';
import type { MetricTrack } from './measurement.ts';
import type { MonitorPlan } from './plan.ts';
import {
  type LaneAlert,
  type LaneResult,
  type LaneStatus,
  type SampleState,
  sampleState,
} from './run-result.ts';
import { type Speaker, StrategySet } from './strategy-set.ts';

export interface LaneOptions {
  readonly pollingMs: number;
  /** Keep the state of every sample, for charts. */
  readonly keepStates: boolean;
}

/** One monitor on one model: what its strategies and its alert lifecycle make of the samples. */
export class Lane {
  readonly track: MetricTrack;
  readonly plan: MonitorPlan;
  readonly alerts = new AlertLog();
  failed = false;
  readonly #metric: MetricInfo;
  readonly #strategies: StrategySet;
  readonly #lifecycle: AlertLifecycle;
  readonly #pollingMs: number;
  readonly #marks = { warnings: [] as number[], drifts: [] as number[] };
  readonly #states: ReturnType<typeof byteColumn> | undefined;
  #evaluated = 0;
  #processedAt = Number.NEGATIVE_INFINITY;
  readonly delay = { max_ms: 0, delayed: 0 };

  constructor(plan: MonitorPlan, metric: MetricInfo, track: MetricTrack, options: LaneOptions) {
    this.plan = plan;
    this.track = track;
    this.#metric = metric;
    this.#pollingMs = options.pollingMs;
    this.#states = options.keepStates ? byteColumn() : undefined;
    this.#strategies = new StrategySet(plan.strategies, metric);
    this.#lifecycle = new AlertLifecycle(plan);
  }

  get model(): string {
    return this.track.model;
  }

  /** Runs strategies and lifecycle over the samples that have come since the last call. */
  evaluate(): void {
    const { samples } = this.track;
    const strategies = this.#strategies;
    while (this.#evaluated < samples.length) {
      const at = this.#evaluated;
      this.#evaluated += 1;
      const time = this.#processingTime(samples.time[at] ?? Number.NaN);
      const said = strategies.update(samples.value[at] ?? Number.NaN);
      const state = said === verdict.alarm ? this.#breach(at, time) : this.#calm(at, time, said);
      this.#states?.push(state);
    }
  }

  /** Told that the samples evaluated so far are discarded, in runs that stream. */
  forgetSamples(): void {
    this.#evaluated = 0;
  }

  /** Ends the run; a second time does nothing. */
  finish(): void {
    this.#lifecycle.finish();
  }

  alertAt(position: number): LaneAlert {
    const { event, time, value, score, speaker, repeated } = this.alerts;
    const { label, message } = this.#strategies.speakers[speaker.at(position)] as Speaker;
    const facts = { model: this.model, metric: this.#metric.name, value: value.at(position) };
    return {
      monitor: this.plan.id,
      model: facts.model,
      event: event.at(position),
      time: time.at(position),
      metric: facts.metric,
      value: facts.value,
      severity: this.plan.severity,
      strategy: label,
      message: message({ ...facts, score: score.at(position) }),
      reason: repeated.at(position) === 1 ? 'repeated' : 'fired',
    };
  }

  result(): LaneResult {
    const { plan, track } = this;
    return {
      id: plan.id,
      kind: plan.kind,
      model: track.model,
      metric: this.#metric.name,
      unit: this.#metric.unit,
      skipped: track.skipped,
      samples: track.count,
      min: track.min,
      max: track.max,
      last: track.last,
      ...this.#marks,
      alerts: Array.from(this.alerts.event.values()),
      episodes: this.#lifecycle.episodes,
      status: this.#status(),
      ...(this.#states
        ? { series: laneSeries(plan.strategies, this.#metric, track.samples, this.#states.values()) }
        : {}),
    };
  }

  #status(): LaneStatus {
    if (this.failed || this.track.failed) return 'failed';
    if (this.track.count === 0) return 'no_data';
    return this.plan.strategies.length === 0 ? 'observing' : this.#lifecycle.phase;
  }

  #breach(at: number, time: number): SampleState {
    const { samples } = this.track;
    const row = samples.index[at] ?? 0;
    const value = samples.value[at] ?? Number.NaN;
    const { detector } = this.#strategies.decisive as ActiveStrategy;
    this.#marks.drifts.push(row);
    const side = sideOf(value, detector);
    const reason = this.#lifecycle.breach(row, time, value, excessOf(value, detector, side), side);
    if (reason) {
      const speaker = this.#strategies.speaker();
      this.alerts.append(row, time, value, detector.score, speaker, reason === 'repeated');
    }
    return this.#lifecycle.stateAfter(true, reason !== undefined);
  }

  #calm(at: number, time: number, said: number): SampleState {
    if (said === verdict.warning) this.#marks.warnings.push(this.track.samples.index[at] ?? 0);
    if (this.#lifecycle.phase === 'inactive') return calmStates[said] ?? sampleState.ok;
    this.#lifecycle.calm(time);
    const after = this.#lifecycle.stateAfter(false, false);
    return after === sampleState.ok ? (calmStates[said] ?? sampleState.ok) : after;
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

/** States of a sample that is no breach and in no episode, by verdict. */
const calmStates = [sampleState.warmingUp, sampleState.ok, sampleState.warning];

/** On which side of the limits a breaching value lies: 1 above, -1 below, 0 where the strategy has no such limits. */
function sideOf(value: number, { lower, upper }: Detector): -1 | 0 | 1 {
  if (value > upper) return 1;
  return value < lower ? -1 : 0;
}

/** How far a breaching value lies beyond the limit, in its own units where the strategy has such a limit. */
function excessOf(value: number, { lower, upper, score, limit }: Detector, side: -1 | 0 | 1): number {
  if (side === 0) return Math.abs(Math.abs(score) - limit);
  return side > 0 ? value - upper : lower - value;
}
