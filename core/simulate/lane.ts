import type { MetricInfo } from '../spec/metric.ts';
import { type Detector, type Verdict, verdict } from '../strategies/detector.ts';
import type { ActiveStrategy } from './active-strategy.ts';
import { AlertLifecycle, type Standing } from './alert-lifecycle.ts';
import { AlertLog } from './alert-log.ts';
import { rowColumn } from './growing-column.ts';
import { laneSeries } from './lane-series.ts';
import type { MetricTrack } from './metric-track.ts';
import type { MonitorPlan } from './plan.ts';
import type { Reason } from './reason.ts';
import type { LaneAlert, LaneLists, LaneResult, LaneStatus, SampleState, Series } from './run-result.ts';
import type { Shelf } from './shelf.ts';
import { type Speaker, StrategySet } from './strategy-set.ts';
import { TransitionLog } from './transition-log.ts';

export interface LaneOptions {
  /** Keep the state of every sample, for charts. */
  readonly keepStates: boolean;
}

/** One monitor on one model: what its strategies and its alert lifecycle make of the samples. */
export class Lane {
  readonly track: MetricTrack;
  readonly plan: MonitorPlan;
  readonly alerts = new AlertLog();
  readonly transitions = new TransitionLog();
  failed = false;
  #lastReason: Reason | undefined;
  readonly metric: MetricInfo;
  readonly #strategies: StrategySet;
  readonly #lifecycle: AlertLifecycle;
  readonly #warnings = rowColumn();
  readonly #drifts = rowColumn();
  /** See {@link sampleState}; of the samples evaluated so far. */
  #states: Uint8Array<ArrayBuffer> | undefined;
  #series: Series | undefined;
  #evaluated = 0;
  /** The latest time so far. Events may come out of order; what an alert waits for does not go back with them. */
  #clock = Number.NEGATIVE_INFINITY;

  constructor(plan: MonitorPlan, metric: MetricInfo, track: MetricTrack, options: LaneOptions) {
    this.plan = plan;
    this.track = track;
    this.metric = metric;
    this.#states = options.keepStates ? new Uint8Array(0) : undefined;
    this.#strategies = new StrategySet(plan.strategies, metric);
    this.#lifecycle = new AlertLifecycle(plan);
  }

  get model(): string {
    return this.track.model;
  }

  /** Runs strategies and lifecycle over the samples that have come since the last call. */
  evaluate(until: number = this.track.samples.length): void {
    const { value, time } = this.track.samples;
    const strategies = this.#strategies;
    const states = this.#statesFor(until);
    const { processed } = this.track;
    for (let at = this.#evaluated; at < until; at += 1) {
      const said = strategies.update(value[at] as number);
      const now = processed ? processed.at(at) : (time[at] as number);
      if (now > this.#clock) this.#clock = now;
      let state: number = said;
      if (said === verdict.alarm) state = this.#breach(at, now);
      else if (said === verdict.warning || this.#lifecycle.isActive) state = this.#calm(at, said);
      if (states) states[at] = state;
    }
    this.#evaluated = until;
  }

  /** Told that the samples evaluated so far are discarded, in runs that stream. */
  forgetSamples(): void {
    this.#evaluated = 0;
  }

  /** Ends the run; a second time does nothing. */
  finish(): void {
    this.#lifecycle.finish();
  }

  /** An alert that this lane gave; of its own log, or of another that copied some of it. */
  alertAt(position: number, log: AlertLog = this.alerts): LaneAlert {
    const { event, time, value, score, speaker, repeated } = log;
    const { label, message } = this.#strategies.speakers[speaker.at(position)] as Speaker;
    const facts = { model: this.model, metric: this.metric.name, value: value.at(position) };
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

  /** Where the alert stands after the samples evaluated so far, and what the strategies know. */
  get standing(): Standing & { readonly strategies: readonly StrategyStanding[] } {
    const strategies = this.#strategies.all.map(({ plan: { label }, detector }) => ({
      strategy: label,
      knows: detector.describe?.() ?? {},
    }));
    return { ...this.#lifecycle.standing, strategies };
  }

  /** Judges one sample more, and says all that led to its verdict. */
  judgeNext(): Judgement {
    const at = this.#evaluated;
    this.#lastReason = undefined;
    this.evaluate(at + 1);
    const { decisive, decider, lower, upper } = this.#strategies;
    return {
      reason: this.#lastReason ?? this.#quietReason(at),
      clock: this.#clock,
      decider,
      score: decisive?.detector.score ?? Number.NaN,
      limit: decisive?.detector.limit ?? Number.NaN,
      lower,
      upper,
    };
  }

  /** Why the sample just judged, in no episode and no breach, gave no alert. */
  #quietReason(at: number): Reason {
    if (this.plan.strategies.length === 0) return 'observing';
    const state = this.#states?.[at];
    return state === verdict.warmingUp ? 'warming_up' : 'below_threshold';
  }

  result(): LaneResult {
    const { plan, track } = this;
    const lists = this.#lists();
    return {
      id: plan.id,
      kind: plan.kind,
      model: track.model,
      metric: this.metric.name,
      unit: this.metric.unit,
      severity: plan.severity,
      skipped: track.skipped,
      samples: track.count,
      min: track.min,
      max: track.max,
      last: track.last,
      lists,
      get warnings() {
        return [...lists.warnings];
      },
      get drifts() {
        return [...lists.drifts];
      },
      get alerts() {
        return [...lists.alerts];
      },
      get episodes() {
        return [...lists.episodes];
      },
      get transitions() {
        return [...lists.transitions];
      },
      status: this.#status(),
      ...this.#seriesIfKept(),
    };
  }

  /**
   * Takes what the lists hold out of memory, see {@link GrowingColumn}.
   * @param alertsTaken how many of the alerts nobody will come to again before the end of the run
   */
  settle(alertsTaken: number, shelf: Shelf | undefined): void {
    this.alerts.settle(alertsTaken, shelf);
    this.transitions.settle(shelf);
    this.#lifecycle.episodes.settle(shelf);
    for (const marks of [this.#warnings, this.#drifts]) marks.settle(marks.length, shelf);
  }

  #lists(): LaneLists {
    return {
      warnings: this.#warnings,
      drifts: this.#drifts,
      alerts: this.alerts.event,
      episodes: this.#lifecycle.episodes,
      transitions: this.transitions,
    };
  }

  #seriesIfKept(): { readonly series?: Series } {
    if (!this.#states) return {};
    this.#series ??= laneSeries(this.plan.strategies, this.metric, this.track.samples, this.#states);
    return { series: this.#series };
  }

  #status(): LaneStatus {
    if (this.failed || this.track.failed) return 'failed';
    if (this.track.count === 0) return this.track.lack()?.reason === 'filling' ? 'filling' : 'no_data';
    return this.plan.strategies.length === 0 ? 'observing' : this.#lifecycle.phase;
  }

  #breach(at: number, time: number): SampleState {
    const { samples } = this.track;
    const row = samples.index[at] ?? 0;
    const value = samples.value[at] ?? Number.NaN;
    const { detector } = this.#strategies.decisive as ActiveStrategy;
    this.#drifts.push(row);
    if (detector.warns) this.#warnings.push(row);
    const side = sideOf(value, detector);
    const before = this.#lifecycle.phase;
    const reason = this.#lifecycle.breach(row, this.#clock, value, excessOf(value, detector, side), side);
    this.#note(before, row, reason);
    const alerts = reason === 'fired' || reason === 'repeated';
    if (alerts) {
      const speaker = this.#strategies.speaker();
      this.alerts.append(row, time, value, detector.score, speaker, reason === 'repeated');
    }
    return this.#lifecycle.stateAfter(true, alerts);
  }

  #calm(at: number, said: Exclude<Verdict, typeof verdict.alarm>): SampleState {
    if (said === verdict.warning) this.#warnings.push(this.track.samples.index[at] ?? 0);
    const before = this.#lifecycle.phase;
    const reason = this.#lifecycle.calm(this.#clock);
    const isWarning = said === verdict.warning && reason === 'below_threshold';
    this.#note(before, this.track.samples.index[at] ?? 0, isWarning ? 'warning' : reason);
    return this.#lifecycle.isActive ? this.#lifecycle.stateAfter(false, false) : said;
  }

  #note(before: Standing['phase'], row: number, reason: Reason): void {
    this.#lastReason = reason;
    const { phase } = this.#lifecycle;
    if (before !== phase) this.transitions.append(row, this.#clock, phase, reason);
  }

  /** Room for the states of so many samples; undefined when they are not kept. */
  #statesFor(samples: number): Uint8Array | undefined {
    if (this.#states && this.#states.length < samples) {
      const larger = new Uint8Array(samples);
      larger.set(this.#states);
      this.#states = larger;
    }
    return this.#states;
  }
}

/** What a strategy knows, as named numbers. */
export interface StrategyStanding {
  readonly strategy: string;
  readonly knows: Readonly<Record<string, number>>;
}

/** Why a sample was judged as it was; numbers as in {@link Detector}. */
export interface Judgement extends Pick<Detector, 'score' | 'limit' | 'lower' | 'upper'> {
  readonly reason: Reason;
  /** The latest time so far, which durations count by; milliseconds since the epoch. */
  readonly clock: number;
  /** Which of several strategies gave the alarm, if it is one; for people. */
  readonly decider: string | undefined;
}

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
