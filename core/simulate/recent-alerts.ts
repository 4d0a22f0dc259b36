/**
 * Alerts that still count for a retraining policy. No more is held than decides: an alert that has as many newer ones as
 * the policy asks for no longer does, since it grows old before them.
 */
export class RecentAlerts {
  readonly #wanted: number;
  readonly #reachMs: number;
  /** Of each monitor its newest alert; minus infinity where none counts. */
  readonly #newest: Float64Array;
  /** The newest alerts in order of time, from `#first` on. */
  #times: number[] = [];
  #first = 0;

  /**
   * @param wanted how many alerts the policy asks for
   * @param reachMs how far back an alert counts; undefined: for ever
   */
  constructor(monitors: number, wanted: number, reachMs: number | undefined) {
    this.#wanted = wanted;
    this.#reachMs = reachMs ?? Number.POSITIVE_INFINITY;
    this.#newest = new Float64Array(monitors).fill(Number.NEGATIVE_INFINITY);
  }

  /** Alerts that are held. */
  get held(): number {
    return this.#times.length - this.#first;
  }

  get areEnough(): boolean {
    return this.held >= this.#wanted;
  }

  get areOfAllMonitors(): boolean {
    return this.#newest.every(Number.isFinite);
  }

  /** Takes the alert of a monitor; those that lie too far before it no longer count. */
  add(monitor: number, time: number): void {
    this.#newest[monitor] = Math.max(this.#newest[monitor] ?? time, time);
    let at = this.#times.length;
    while (at > this.#first && (this.#times[at - 1] ?? 0) > time) at -= 1;
    this.#times.splice(at, 0, time);
    if (this.held > this.#wanted) this.#first += 1;
    this.#dropOld(time);
  }

  #dropOld(now: number): void {
    const isOld = (time: number) => now - time > this.#reachMs;
    while (this.held > 0 && isOld(this.#times[this.#first] as number)) this.#first += 1;
    for (let at = 0; at < this.#newest.length; at += 1)
      if (isOld(this.#newest[at] as number)) this.#newest[at] = Number.NEGATIVE_INFINITY;
    if (this.#first < 1000 || this.#first * 2 < this.#times.length) return;
    this.#times = this.#times.slice(this.#first);
    this.#first = 0;
  }
}
