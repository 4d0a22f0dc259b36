import type { EventPlace } from '../spec/columns.ts';
import type { Lane } from './lane.ts';
import { itemsOf } from './long-list.ts';
import type { Alert, AlertIndex } from './run-result.ts';

/** A stretch of a lane's alerts, those at positions from `from` to before `until`. */
export interface AlertStretch {
  readonly lane: Lane;
  /** Index of the lane in the result. */
  readonly at: number;
  readonly from: number;
  readonly until: number;
}

/** The alerts of several lanes in the order of their events; of one event, in the order of the lanes. */
export class AlertOrder implements AlertIndex {
  readonly length: number;
  readonly #stretches: readonly AlertStretch[];
  /** For each alert in order: its stretch, and its position in the lane's log. */
  readonly #stretchOf: Uint32Array;
  readonly #positionOf: Uint32Array;
  readonly #placeOf: (event: number) => EventPlace;

  constructor(stretches: readonly AlertStretch[], placeOf: (event: number) => EventPlace) {
    this.#stretches = stretches;
    this.#placeOf = placeOf;
    this.length = stretches.reduce((sum, { from, until }) => sum + until - from, 0);
    this.#stretchOf = new Uint32Array(this.length);
    this.#positionOf = new Uint32Array(this.length);
    this.#merge();
  }

  at(position: number): Alert {
    const alert = this.#laneAt(position).alertAt(this.#positionOf[position] ?? 0);
    return { ...alert, ...this.#placeOf(alert.event) };
  }

  laneAt(position: number): number {
    return this.#stretches[this.#stretchOf[position] ?? 0]?.at ?? 0;
  }

  monitorAt(position: number): string {
    return this.#laneAt(position).plan.id;
  }

  modelAt(position: number): string {
    return this.#laneAt(position).model;
  }

  eventAt(position: number): number {
    return this.#laneAt(position).alerts.event.at(this.#positionOf[position] ?? 0);
  }

  timeAt(position: number): number {
    return this.#laneAt(position).alerts.time.at(this.#positionOf[position] ?? 0);
  }

  valueAt(position: number): number {
    return this.#laneAt(position).alerts.value.at(this.#positionOf[position] ?? 0);
  }

  [Symbol.iterator](): Iterator<Alert> {
    return itemsOf(this);
  }

  /** Whose log an alert is in, and where. */
  entryAt(position: number): { readonly lane: Lane; readonly at: number } {
    return { lane: this.#laneAt(position), at: this.#positionOf[position] ?? 0 };
  }

  #laneAt(position: number): Lane {
    return (this.#stretches[this.#stretchOf[position] ?? 0] as AlertStretch).lane;
  }

  /** Sorts positions among all alerts, which are sorted already within each stretch. */
  #merge(): void {
    const all = this.#gather();
    const order = Array.from({ length: this.length }, (_, at) => at);
    order.sort(
      (a, b) =>
        (all.event[a] as number) - (all.event[b] as number) ||
        compare(all.tick[a] as number, all.tick[b] as number) ||
        (all.stretch[a] as number) - (all.stretch[b] as number) ||
        a - b,
    );
    order.forEach((from, at) => {
      this.#stretchOf[at] = all.stretch[from] as number;
      this.#positionOf[at] = all.position[from] as number;
    });
  }

  /** The alerts of all stretches, one after the other. Those of an event come before those of the ticks after it. */
  #gather() {
    const event = new Uint32Array(this.length);
    const tick = new Float64Array(this.length);
    const stretch = new Uint32Array(this.length);
    const position = new Uint32Array(this.length);
    let filled = 0;
    this.#stretches.forEach(({ lane, from, until }, which) => {
      const { alerts, track } = lane;
      for (let at = from; at < until; at += 1) {
        event[filled] = alerts.event.at(at);
        tick[filled] = track.isOfTicks ? alerts.time.at(at) : Number.NEGATIVE_INFINITY;
        stretch[filled] = which;
        position[filled] = at;
        filled += 1;
      }
    });
    return { event, tick, stretch, position };
  }
}

/** Infinities, which no difference compares, included. */
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
