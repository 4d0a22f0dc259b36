import type { Columns } from '../spec/columns.ts';

/** Samples that wait for a monitor at most; then the producer waits too (seed 004). */
export const queueCapacity = 1024;

/** What a production loop did to the samples of one monitor and model. */
export interface LoopReport {
  /** Samples that were processed after their event. */
  delayed: number;
  /** Longest time between an event and its processing, in milliseconds. */
  max_ms: number;
  /** Samples that had to wait for room in the queue. */
  waits: number;
  /** Events that were overwritten on the bus before anybody took them. */
  dropped: number;
}

interface Waiting {
  readonly columns: Columns;
  readonly row: number;
}

/**
 * The loop that runs a monitor in production (seed 004), in event time: a producer takes events off the bus and puts
 * samples into a queue, from which the monitor takes one each `pollingMs`. While the queue is full the producer waits;
 * what then piles up on the bus beyond its capacity is lost, the oldest first (seed 000).
 */
export class ProductionLoop {
  readonly report: LoopReport = { delayed: 0, max_ms: 0, waits: 0, dropped: 0 };
  readonly #pollingMs: number;
  readonly #busCapacity: number;
  /** Turns an event into a sample; false when it says nothing. */
  readonly #measure: (columns: Columns, row: number) => boolean;
  /** Told when the sample that was just measured is processed. */
  readonly #onProcessed: (time: number) => void;
  /** When the last samples were processed, by number modulo capacity. */
  readonly #processed = new Float64Array(queueCapacity).fill(Number.NEGATIVE_INFINITY);
  #samples = 0;
  #lastProcessed = Number.NEGATIVE_INFINITY;
  #producerFree = Number.NEGATIVE_INFINITY;
  #now = Number.NEGATIVE_INFINITY;
  #backlog: Waiting[] = [];
  #first = 0;

  constructor(
    { pollingMs, busCapacity }: { readonly pollingMs: number; readonly busCapacity: number },
    measure: (columns: Columns, row: number) => boolean,
    onProcessed: (time: number) => void,
  ) {
    this.#pollingMs = pollingMs;
    this.#busCapacity = busCapacity;
    this.#measure = measure;
    this.#onProcessed = onProcessed;
  }

  /** Row (of the run) of the oldest event that is still on the bus; infinite when there is none. */
  get oldestWaiting(): number {
    const oldest = this.#backlog[this.#first];
    return oldest ? oldest.columns.firstRow + oldest.row : Number.POSITIVE_INFINITY;
  }

  /** When the producer takes the oldest event off the bus; infinite when there is none. */
  get due(): number {
    return this.#first < this.#backlog.length ? this.#producerFree : Number.POSITIVE_INFINITY;
  }

  /** An event comes onto the bus. */
  arrive(columns: Columns, row: number): void {
    this.advance(columns.time[row] ?? this.#now);
    if (this.#first === this.#backlog.length && this.#producerFree <= this.#now) {
      this.#take(columns, row);
      return;
    }
    this.#backlog.push({ columns, row });
    if (this.#backlog.length - this.#first <= this.#busCapacity) return;
    this.#first += 1;
    this.report.dropped += 1;
    this.#compact();
  }

  /** The time has come so far: the producer takes what it has been free for. */
  advance(now: number): void {
    this.#now = Math.max(this.#now, now);
    while (this.#first < this.#backlog.length && this.#producerFree <= this.#now) this.#takeOldest();
  }

  /** No more events come: what is on the bus is taken. */
  drain(): void {
    while (this.#first < this.#backlog.length) this.#takeOldest();
  }

  #takeOldest(): void {
    const { columns, row } = this.#backlog[this.#first] as Waiting;
    this.#first += 1;
    this.#take(columns, row);
    this.#compact();
  }

  #take(columns: Columns, row: number): void {
    const time = columns.time[row] ?? this.#now;
    const taken = Math.max(time, this.#producerFree);
    this.#producerFree = taken;
    if (!this.#measure(columns, row)) return;
    const slot = this.#samples % queueCapacity;
    this.#samples += 1;
    const room = this.#processed[slot] as number;
    if (room > taken) {
      this.report.waits += 1;
      this.#producerFree = room;
    }
    const processed = Math.max(this.#producerFree, this.#lastProcessed + this.#pollingMs);
    this.#processed[slot] = processed;
    this.#lastProcessed = processed;
    const late = processed - time;
    if (late > 0) this.report.delayed += 1;
    this.report.max_ms = Math.max(this.report.max_ms, late);
    this.#onProcessed(processed);
  }

  #compact(): void {
    if (this.#first < 1000 || this.#first * 2 < this.#backlog.length) return;
    this.#backlog = this.#backlog.slice(this.#first);
    this.#first = 0;
  }
}
