import type { MonitorFailure } from './run-result.ts';

/** Failures kept; a monitor that fails on every event says nothing new after that. */
const maxFailures = 100;

/** The first failures of a run: what monitors threw, and at which event. */
export class FailureLog {
  readonly failures: readonly MonitorFailure[];
  readonly #failures: MonitorFailure[] = [];

  constructor() {
    this.failures = this.#failures;
  }

  add(place: Omit<MonitorFailure, 'message'>, error: unknown): void {
    if (this.#failures.length >= maxFailures) return;
    const message = error instanceof Error ? error.message : String(error);
    this.#failures.push({ ...place, message });
  }
}
