import type { RetrainingPlan } from './plan.ts';

/** A policy at work: hears of alerts in order and says when a retraining is due. */
export class RetrainingPolicy {
  readonly plan: RetrainingPlan;
  readonly #monitors: ReadonlyMap<string, number>;
  readonly #models = new Map<string, ModelState>();

  /** @param monitors ids of all monitors, for a policy that does not name its own */
  constructor(plan: RetrainingPlan, monitors: readonly string[]) {
    this.plan = plan;
    this.#monitors = new Map((plan.on ?? monitors).map((id, at) => [id, at]));
  }

  /** Takes an alert; says whether it completes the policy. After that, counting starts anew. */
  onAlert(monitor: string, model: string, time: number): boolean {
    const at = this.#monitors.get(monitor);
    if (at === undefined) return false;
    const state = this.#stateOf(model);
    state.recent.add(at, time);
    if (this.plan.withinMs !== undefined) state.recent.dropBefore(time, this.plan.withinMs);
    const isMuted = Math.abs(time - state.lastRequest) < this.plan.cooldownMs;
    if (isMuted || !this.#isDue(state.recent)) return false;
    state.recent = new RecentAlerts(this.#monitors.size, this.plan.withinMs !== undefined);
    state.lastRequest = time;
    return true;
  }

  #isDue({ count, monitorsHeard }: RecentAlerts): boolean {
    if (count < this.plan.minAlerts) return false;
    return this.plan.when === 'any' || monitorsHeard === this.#monitors.size;
  }

  #stateOf(model: string): ModelState {
    const known = this.#models.get(model);
    if (known) return known;
    const recent = new RecentAlerts(this.#monitors.size, this.plan.withinMs !== undefined);
    const state: ModelState = { recent, lastRequest: Number.NEGATIVE_INFINITY };
    this.#models.set(model, state);
    return state;
  }
}

interface ModelState {
  recent: RecentAlerts;
  lastRequest: number;
}

/** Alerts that still count, by monitor; single ones are kept only where they may grow old. */
class RecentAlerts {
  count = 0;
  monitorsHeard = 0;
  readonly #counts: Uint32Array;
  readonly #keepsTimes: boolean;
  /** In order of time, from `#first` on. */
  #times: number[] = [];
  #monitors: number[] = [];
  #first = 0;

  constructor(monitors: number, keepsTimes: boolean) {
    this.#counts = new Uint32Array(monitors);
    this.#keepsTimes = keepsTimes;
  }

  add(monitor: number, time: number): void {
    this.#change(monitor, 1);
    if (!this.#keepsTimes) return;
    let at = this.#times.length;
    while (at > this.#first && (this.#times[at - 1] ?? 0) > time) at -= 1;
    this.#times.splice(at, 0, time);
    this.#monitors.splice(at, 0, monitor);
  }

  /** Drops what lies more than `reach` before `now`. */
  dropBefore(now: number, reach: number): void {
    while (this.#first < this.#times.length && now - (this.#times[this.#first] ?? 0) > reach) {
      this.#change(this.#monitors[this.#first] ?? 0, -1);
      this.#first += 1;
    }
    if (this.#first < 1000 || this.#first * 2 < this.#times.length) return;
    this.#times = this.#times.slice(this.#first);
    this.#monitors = this.#monitors.slice(this.#first);
    this.#first = 0;
  }

  #change(monitor: number, by: 1 | -1): void {
    const before = this.#counts[monitor] ?? 0;
    this.#counts[monitor] = before + by;
    this.count += by;
    if (before === 0) this.monitorsHeard += 1;
    if (before + by === 0) this.monitorsHeard -= 1;
  }
}
