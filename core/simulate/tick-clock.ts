import type { EventBus } from './event-bus.ts';
import type { TickMoment } from './tick-moments.ts';

/**
 * Ticks of one gap between events that all wake the observers; a week in steps of five seconds has 120,960. After them,
 * so many more at most for each moment that an observer names.
 */
export const closeTicks = 100_000;

/**
 * Ticks of event time: the first one interval after the first event. A tick sees all events of its instant, as an
 * evaluation in Prometheus sees the samples of its time; so it waits for an event that is later, or for the end.
 */
export class TickClock {
  /** Ticks so far. */
  ticks = 0;
  readonly #intervalMs: number;
  /** Time of the next tick; NaN before the first event. */
  next = Number.NaN;
  /** Events have come to the very instant of the next tick. */
  #isReached = false;

  /** @param intervalMs 0 for a clock that stands still */
  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Wakes the observers for the ticks before `time`; while nobody listens, ticks are only counted. */
  advance(time: number, bus: EventBus<number>): void {
    if (this.#intervalMs <= 0) return;
    if (Number.isNaN(this.next)) this.next = time + this.#intervalMs;
    if (time > this.next) this.#pass(Math.ceil((time - this.next) / this.#intervalMs), bus);
    if (time === this.next) this.#isReached = true;
  }

  /** No more events come: wakes the observers for the tick at the time of the last event, if there is one. */
  finish(bus: EventBus<number>): void {
    if (this.#isReached) this.#pass(1, bus);
  }

  #pass(due: number, bus: EventBus<number>): void {
    if (bus.hasTickObservers) this.#wake(due, bus);
    this.ticks += due;
    this.next += due * this.#intervalMs;
    this.#isReached = false;
  }

  /**
   * In long gaps the ticks that wake anybody thin out, tenfold with each power of ten; those at which an alert may change
   * always do, and so does the last one.
   */
  #wake(due: number, bus: EventBus<number>): void {
    const exact = due > closeTicks ? this.#ticksOf(bus.tickMoments(), due) : [];
    let nextExact = 0;
    let stride = 1;
    let limit = closeTicks;
    for (let tick = 1; tick < due; tick += stride) {
      for (; (exact[nextExact] ?? due) < tick; nextExact += 1) this.#tick(exact[nextExact] as number, bus);
      if (exact[nextExact] === tick) nextExact += 1;
      this.#tick(tick, bus);
      if (tick < limit) continue;
      stride *= 10;
      limit *= 10;
    }
    for (; (exact[nextExact] ?? due) < due; nextExact += 1) this.#tick(exact[nextExact] as number, bus);
    this.#tick(due, bus);
  }

  #tick(number: number, bus: EventBus<number>): void {
    bus.tick(this.next + (number - 1) * this.#intervalMs);
  }

  /** Numbers of the ticks of a long gap around the moments, ascending and each once. */
  #ticksOf(moments: readonly TickMoment[], due: number): number[] {
    const ticks = new Set<number>();
    for (const moment of moments) for (const tick of this.#around(moment, due)) ticks.add(tick);
    return [...ticks].sort((a, b) => a - b);
  }

  /** Ticks at which a bound is passed, `for` is over, and each `cooldown` after that. */
  *#around({ time, slackMs, forMs, cooldownMs }: TickMoment, due: number): Generator<number> {
    const first = this.#numberAt(time - slackMs) - 1;
    // A bound may have to be passed or only to be reached, so the tick after counts too.
    const last = this.#numberAt(time + slackMs) + 1;
    const wait = Math.ceil(forMs / this.#intervalMs);
    const cooldown = Math.ceil(cooldownMs / this.#intervalMs);
    let left = closeTicks;
    for (const shift of shifts(wait, cooldown)) {
      for (let tick = first + shift; tick <= last + shift; tick += 1) {
        left -= 1;
        if (tick > due || left < 0) return;
        if (tick > closeTicks) yield tick;
      }
    }
  }

  #numberAt(time: number): number {
    return Math.ceil((time - this.next) / this.#intervalMs) + 1;
  }
}

function* shifts(wait: number, cooldown: number): Generator<number> {
  yield 0;
  if (wait > 0) yield wait;
  if (cooldown > 0) for (let shift = wait + cooldown; ; shift += cooldown) yield shift;
}
