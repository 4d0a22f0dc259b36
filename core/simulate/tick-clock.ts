import type { EventBus } from './event-bus.ts';

/** Ticks of one gap between events that all wake the observers; a week in steps of five seconds has 120,960. */
export const closeTicks = 100_000;

/** Ticks of event time: the first one interval after the first event. */
export class TickClock {
  /** Ticks so far. */
  ticks = 0;
  readonly #intervalMs: number;
  /** Time of the next tick; NaN before the first event. */
  next = Number.NaN;

  /** @param intervalMs 0 for a clock that stands still */
  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Wakes the observers for the ticks up to `time`; while nobody listens, ticks are only counted. */
  advance(time: number, bus: EventBus<number>): void {
    if (this.#intervalMs <= 0) return;
    if (Number.isNaN(this.next)) this.next = time + this.#intervalMs;
    if (time < this.next) return;
    const due = Math.floor((time - this.next) / this.#intervalMs) + 1;
    if (bus.hasTickObservers) this.#wake(due, bus);
    this.ticks += due;
    this.next += due * this.#intervalMs;
  }

  /** In long gaps the ticks that wake anybody thin out, tenfold with each power of ten; the last one always does. */
  #wake(due: number, bus: EventBus<number>): void {
    let stride = 1;
    let limit = closeTicks;
    let tick = 1;
    for (; tick < due; tick += stride) {
      bus.tick(this.next + (tick - 1) * this.#intervalMs);
      if (tick < limit) continue;
      stride *= 10;
      limit *= 10;
    }
    bus.tick(this.next + (due - 1) * this.#intervalMs);
  }
}
