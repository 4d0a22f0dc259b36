import type { MetricInfo } from '../spec/metric.ts';
import { type Detector, type Verdict, verdict } from '../strategies/detector.ts';
import { type ActiveStrategy, activate, type Voice } from './active-strategy.ts';
import type { StrategyPlan } from './plan.ts';

/** Who may speak in an alert of a monitor. */
export interface Speaker {
  /** What its strategy is called in the config. */
  readonly label: string;
  readonly message: Voice;
}

/** The strategies of one monitor at work on one series: any of them alarms, and the tightest limits are the ones shown. */
export class StrategySet {
  readonly all: readonly ActiveStrategy[];
  readonly speakers: readonly Speaker[];
  /** The strategy whose verdict was the last one given; undefined where there is none. */
  decisive: ActiveStrategy | undefined;
  readonly #only: Detector | undefined;

  constructor(plans: readonly StrategyPlan[], metric: MetricInfo) {
    this.all = plans.map((plan) => activate(plan, metric));
    this.speakers = this.all.flatMap(({ plan: { label }, voices }) =>
      voices.map((message) => ({ label, message })),
    );
    this.decisive = this.all[0];
    this.#only = this.all.length === 1 ? this.all[0]?.detector : undefined;
  }

  /** The worst verdict of all. A monitor that only observes has nothing to warm up. */
  update(value: number): Verdict {
    return this.#only === undefined ? this.#worst(value) : this.#only.update(value);
  }

  /** See {@link Detector}: the smallest value that none of them would have alarmed on. */
  get lower(): number {
    if (this.#only) return this.#only.lower;
    return this.all.reduce((lower, { detector }) => tighter(lower, detector.lower, Math.max), Number.NaN);
  }

  get upper(): number {
    if (this.#only) return this.#only.upper;
    return this.all.reduce((upper, { detector }) => tighter(upper, detector.upper, Math.min), Number.NaN);
  }

  /** Which strategy gave the last alarm, for people; undefined where there is but one that could. */
  get decider(): string | undefined {
    const { decisive, all } = this;
    if (decisive === undefined) return undefined;
    if (all.length > 1)
      return `${decisive.decider()}, strategy ${all.indexOf(decisive) + 1} of ${all.length}`;
    return decisive.plan.parts ? decisive.decider() : undefined;
  }

  /** Index of the speaker for the last verdict. */
  speaker(): number {
    const { decisive } = this;
    if (decisive === undefined) return 0;
    let first = 0;
    for (const active of this.all) {
      if (active === decisive) break;
      first += active.voices.length;
    }
    return first + decisive.voice();
  }

  #worst(value: number): Verdict {
    let worst: Verdict = this.all.length === 0 ? verdict.ok : verdict.warmingUp;
    this.decisive = this.all[0];
    for (const active of this.all) {
      const said = active.detector.update(value);
      if (said <= worst) continue;
      worst = said;
      this.decisive = active;
    }
    return worst;
  }
}

/** The stricter of two limits, where NaN is no limit at all. */
function tighter(one: number, other: number, stricter: (a: number, b: number) => number): number {
  if (Number.isNaN(one)) return other;
  return Number.isNaN(other) ? one : stricter(one, other);
}
