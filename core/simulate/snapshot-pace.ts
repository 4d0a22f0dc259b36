/**
 * Which snapshots a loop takes that looks each `intervalMs` (seed 002): the first one nearest to each of its looks, which
 * begin with the first snapshot. Nearest, so that a logged time a little early or late costs no look.
 */
export class SnapshotPace {
  readonly #intervalMs: number;
  #start = Number.NaN;
  #last = Number.NaN;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Whether the snapshot of this time is taken. */
  takes(time: number): boolean {
    if (Number.isNaN(this.#start)) this.#start = time;
    const look = Math.round((time - this.#start) / this.#intervalMs);
    const isTaken = look !== this.#last;
    this.#last = look;
    return isTaken;
  }
}
