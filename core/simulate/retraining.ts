import type { RetrainingPlan } from './plan.ts';
import type { Alert, RetrainingRequest } from './run-result.ts';

/** One policy at work: hears alerts in order and says when a retraining is due. */
export class RetrainingPolicy {
  readonly #plan: RetrainingPlan;
  readonly #monitors: readonly string[];
  readonly #models = new Map<string, ModelState>();

  /** @param monitors ids of all monitors, for a policy that does not name its own */
  constructor(plan: RetrainingPlan, monitors: readonly string[]) {
    this.#plan = plan;
    this.#monitors = plan.on ?? monitors;
  }

  /** Takes an alert. After a request, counting starts anew. */
  onAlert(alert: Alert): RetrainingRequest | undefined {
    if (!this.#monitors.includes(alert.monitor)) return undefined;
    const state = this.#stateOf(alert.model);
    state.alerts.push({ monitor: alert.monitor, time: alert.time });
    this.#dropOld(state, alert.time);
    const isMuted = Math.abs(alert.time - state.lastRequest) < this.#plan.cooldownMs;
    if (isMuted || !this.#isDue(state)) return undefined;
    state.alerts = [];
    state.lastRequest = alert.time;
    const { model, event, time, message } = alert;
    return { model, reason: message, event, time, policy: this.#plan.id };
  }

  #isDue({ alerts }: ModelState): boolean {
    if (alerts.length < this.#plan.minAlerts) return false;
    return (
      this.#plan.when === 'any' || this.#monitors.every((id) => alerts.some(({ monitor }) => monitor === id))
    );
  }

  #dropOld(state: ModelState, now: number): void {
    const { withinMs } = this.#plan;
    if (withinMs !== undefined) state.alerts = state.alerts.filter(({ time }) => now - time <= withinMs);
  }

  #stateOf(model: string): ModelState {
    const known = this.#models.get(model);
    if (known) return known;
    const state: ModelState = { alerts: [], lastRequest: Number.NEGATIVE_INFINITY };
    this.#models.set(model, state);
    return state;
  }
}

interface ModelState {
  alerts: { readonly monitor: string; readonly time: number }[];
  lastRequest: number;
}
