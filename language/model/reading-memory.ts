import type { Accepted } from '../validate/errors-of.ts';

/**
 * What one reading of a file leaves for the next, which meets the very same objects where the text is the same. It
 * makes no difference but to the time a reading takes, and is gone with what was read.
 */
export class ReadingMemory {
  readonly accepted: Accepted = new WeakSet();
  readonly #known = new Map<object, WeakMap<object, unknown>>();

  /** What `derive` makes of an object and of nothing else. `by` stands for what it does, and must be one of few. */
  derived<T>(by: object, from: object, derive: () => T): T {
    const known = this.#known.get(by) ?? new WeakMap<object, unknown>();
    this.#known.set(by, known);
    if (!known.has(from)) known.set(from, derive());
    return known.get(from) as T;
  }
}
