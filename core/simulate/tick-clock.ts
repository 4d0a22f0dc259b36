import type { EventBus } from './event-bus.ts';

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

  /** Wakes the observers for every tick up to `time`; while nobody listens, ticks are only counted. */
  advance(time: number, bus: EventBus<number>): void {
    if (this.#intervalMs <= 0) return;
    if (Number.isNaN(this.next)) this.next = time + this.#intervalMs;
    if (time < this.next) return;
    const due = Math.floor((time - this.next) / this.#intervalMs) + 1;
    if (bus.hasTickObservers) {
      for (let tick = 0; tick < due; tick += 1) bus.tick(this.next + tick * this.#intervalMs);
    }
    this.ticks += due;
    this.next += due * this.#intervalMs;
  }
}
