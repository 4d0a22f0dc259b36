import type { Columns } from '../spec/columns.ts';

/** A snapshot of which it is not known yet whether a look takes it. */
interface Candidate {
  readonly columns: Columns;
  readonly row: number;
  readonly time: number;
  /** Number of the look that it is nearest to. */
  readonly look: number;
}

/**
 * Which snapshots a loop takes that looks each `intervalMs` (seed 002), the first time at the first snapshot: of those
 * between two looks the one nearest to either, so that a file of many shows what the loop would have seen, and a log that
 * was written at this very pace, a little early here and late there, keeps them all.
 */
export class SnapshotPace {
  /** Snapshots that no look took. */
  passedOver = 0;
  readonly #intervalMs: number;
  readonly #take: (columns: Columns, row: number) => void;
  #start = Number.NaN;
  /** The newest look that has its snapshot. */
  #served = Number.NEGATIVE_INFINITY;
  /** The nearest so far to a look that is still to come. */
  #candidate: Candidate | undefined;

  /** @param take told of each snapshot that a look takes, in order */
  constructor(intervalMs: number, take: (columns: Columns, row: number) => void) {
    this.#intervalMs = intervalMs;
    this.#take = take;
  }

  /** Row (of the run) of the snapshot that is still undecided; infinite when there is none. */
  get oldestWaiting(): number {
    const candidate = this.#candidate;
    return candidate ? candidate.columns.firstRow + candidate.row : Number.POSITIVE_INFINITY;
  }

  /** When the candidate is taken at the latest; infinite when there is none. */
  get due(): number {
    return this.#candidate ? this.#timeOf(this.#candidate.look + 0.5) : Number.POSITIVE_INFINITY;
  }

  /** A snapshot comes. */
  arrive(columns: Columns, row: number): void {
    const time = columns.time[row] as number;
    if (Number.isNaN(this.#start)) this.#start = time;
    const look = Math.round((time - this.#start) / this.#intervalMs);
    if (this.#candidate && this.#candidate.look !== look) this.settle();
    if (look <= this.#served) {
      this.passedOver += 1;
      return;
    }
    const next = { columns, row, time, look };
    const before = this.#candidate;
    if (before) this.passedOver += 1;
    this.#candidate = before && this.#distance(before) <= this.#distance(next) ? before : next;
    // Whatever comes after the look is farther from it.
    if (time >= this.#timeOf(look)) this.settle();
  }

  /** The time has come so far: a look that is over takes what it has. */
  advance(now: number): void {
    if (now >= this.due) this.settle();
  }

  /** Decides for the candidate there is. */
  settle(): void {
    const candidate = this.#candidate;
    if (!candidate) return;
    this.#candidate = undefined;
    this.#served = candidate.look;
    this.#take(candidate.columns, candidate.row);
  }

  #timeOf(look: number): number {
    return this.#start + look * this.#intervalMs;
  }

  #distance({ time, look }: Candidate): number {
    return Math.abs(time - this.#timeOf(look));
  }
}
