import type { Rolling } from './rolling.ts';

/** How far back a window reaches: over so many values, or over so much time. */
export type Reach = { readonly values: number } | { readonly ms: number };

/** A statistic over the newest values of a series. Values older than `ms`, or beyond `values`, have left. */
export class SlidingWindow {
  readonly #reach: Reach;
  readonly #statistic: Rolling;
  #values = new Float64Array(64);
  #times = new Float64Array(64);
  #first = 0;
  #count = 0;

  constructor(reach: Reach, statistic: Rolling) {
    this.#reach = reach;
    this.#statistic = statistic;
  }

  /** The statistic after taking in `value` at `time` (milliseconds). */
  update(value: number, time: number): number {
    this.#append(value, time);
    while (this.#count > 1 && this.#isOut(time)) this.#dropOldest();
    return this.#statistic.value();
  }

  #isOut(now: number): boolean {
    if ('values' in this.#reach) return this.#count > this.#reach.values;
    return now - (this.#times[this.#first] ?? 0) >= this.#reach.ms;
  }

  #append(value: number, time: number) {
    if (this.#count === this.#values.length) this.#grow();
    const at = (this.#first + this.#count) & (this.#values.length - 1);
    this.#values[at] = value;
    this.#times[at] = time;
    this.#count += 1;
    this.#statistic.add(value);
  }

  #dropOldest() {
    this.#statistic.remove(this.#values[this.#first] ?? 0);
    this.#first = (this.#first + 1) & (this.#values.length - 1);
    this.#count -= 1;
  }

  /** Capacities are powers of two, so that wrapping around is a mask. */
  #grow() {
    const unrolled = (ring: Float64Array) => {
      const larger = new Float64Array(ring.length * 2);
      larger.set(ring.subarray(this.#first));
      larger.set(ring.subarray(0, this.#first), ring.length - this.#first);
      return larger;
    };
    this.#times = unrolled(this.#times);
    this.#values = unrolled(this.#values);
    this.#first = 0;
  }
}
