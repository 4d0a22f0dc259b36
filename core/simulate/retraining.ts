import type { RetrainingPlan } from './plan.ts';
import { RecentAlerts } from './recent-alerts.ts';

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
    const isMuted = Math.abs(time - state.lastRequest) < this.plan.cooldownMs;
    if (isMuted || !this.#isDue(state.recent)) return false;
    state.recent = this.#none();
    state.lastRequest = time;
    return true;
  }

  #isDue(recent: RecentAlerts): boolean {
    return recent.areEnough && (this.plan.when === 'any' || recent.areOfAllMonitors);
  }

  #none(): RecentAlerts {
    return new RecentAlerts(this.#monitors.size, this.plan.minAlerts, this.plan.withinMs);
  }

  #stateOf(model: string): ModelState {
    const known = this.#models.get(model);
    if (known) return known;
    const state: ModelState = { recent: this.#none(), lastRequest: Number.NEGATIVE_INFINITY };
    this.#models.set(model, state);
    return state;
  }
}

interface ModelState {
  recent: RecentAlerts;
  lastRequest: number;
}
