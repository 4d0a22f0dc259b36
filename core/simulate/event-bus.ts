import type { TickMoment } from './tick-moments.ts';

/** Somebody who wants to hear of events. */
export interface Observer<E> {
  readonly name: string;
  onEvent(event: E): void;
  /** Called each tick interval of event time, also while no event arrives. */
  onTick?(time: number): void;
  /** Ticks that it must not miss in a gap so long that most are left out. */
  tickMoments?(): readonly TickMoment[];
  /** Called once, after the last event. */
  shutdown?(): void;
}

/** Proof of a registration; ends it. */
export interface Registration {
  /** Stops delivery. False when it had been stopped before. */
  unregister(): boolean;
}

/** Told of an observer that threw; the others got the event all the same. */
export type FailureListener<E> = (observer: Observer<E>, error: unknown, event: E | undefined) => void;

/**
 * Hands every event to every observer, one after the other in the order of registration (seed 001). An observer may
 * register and unregister others, or itself, while an event is under way: that counts from the next event on.
 */
export class EventBus<E> {
  #observers: readonly Observer<E>[] = [];
  readonly #onFailure: FailureListener<E>;

  constructor(onFailure: FailureListener<E>) {
    this.#onFailure = onFailure;
  }

  register(observer: Observer<E>): Registration {
    this.#observers = [...this.#observers, observer];
    return { unregister: () => this.#remove(observer) };
  }

  emit(event: E): void {
    const observers = this.#observers;
    for (let at = 0; at < observers.length; at += 1) {
      const observer = observers[at] as Observer<E>;
      try {
        observer.onEvent(event);
      } catch (error) {
        this.#onFailure(observer, error, event);
      }
    }
  }

  /** Whether any observer would notice an event. */
  get hasObservers(): boolean {
    return this.#observers.length > 0;
  }

  /** Whether any observer would notice a tick. */
  get hasTickObservers(): boolean {
    return this.#observers.some((observer) => observer.onTick !== undefined);
  }

  tickMoments(): readonly TickMoment[] {
    return this.#observers.flatMap((observer) => observer.tickMoments?.() ?? []);
  }

  tick(time: number): void {
    this.#each((observer) => observer.onTick?.(time));
  }

  /** Tells every observer that no more events come, and forgets them. */
  shutdown(): void {
    this.#each((observer) => observer.shutdown?.());
    this.#observers = [];
  }

  #each(call: (observer: Observer<E>) => void): void {
    for (const observer of this.#observers) {
      try {
        call(observer);
      } catch (error) {
        this.#onFailure(observer, error, undefined);
      }
    }
  }

  #remove(observer: Observer<E>): boolean {
    const remaining = this.#observers.filter((other) => other !== observer);
    const removed = remaining.length < this.#observers.length;
    this.#observers = remaining;
    return removed;
  }
}
