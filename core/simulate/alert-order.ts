import type { EventPlace } from '../spec/columns.ts';
import type { Lane } from './lane.ts';
import type { Alert, AlertIndex } from './run-result.ts';

/** A stretch of a lane's alerts, from the first position that has not been taken yet. */
export interface AlertStretch {
  readonly lane: Lane;
  /** Index of the lane in the result. */
  readonly at: number;
  readonly from: number;
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
    this.length = stretches.reduce((sum, { lane, from }) => sum + lane.alerts.length - from, 0);
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

  toArray(): Alert[] {
    return Array.from({ length: this.length }, (_, position) => this.at(position));
  }

  #laneAt(position: number): Lane {
    return (this.#stretches[this.#stretchOf[position] ?? 0] as AlertStretch).lane;
  }

  /** Events and stretches as one number each, sorted as numbers: each stretch is in order by itself. */
  #merge(): void {
    const count = this.#stretches.length;
    const keys = new Float64Array(this.length);
    let filled = 0;
    this.#stretches.forEach(({ lane, from }, stretch) => {
      const events = lane.alerts.event.values();
      for (let at = from; at < events.length; at += 1) {
        keys[filled] = (events[at] ?? 0) * count + stretch;
        filled += 1;
      }
    });
    keys.sort();
    const next = Uint32Array.from(this.#stretches, ({ from }) => from);
    for (let at = 0; at < keys.length; at += 1) {
      const stretch = (keys[at] ?? 0) % count;
      this.#stretchOf[at] = stretch;
      this.#positionOf[at] = next[stretch] ?? 0;
      next[stretch] = (next[stretch] ?? 0) + 1;
    }
  }
}

/** Alerts that were made as they happened. */
export class ListedAlerts implements AlertIndex {
  readonly length: number;
  readonly #alerts: readonly Alert[];
  readonly #lanes: readonly number[];

  constructor(alerts: readonly Alert[], lanes: readonly Lane[], all: readonly Lane[]) {
    const indexOf = new Map(all.map((lane, at) => [lane, at]));
    this.length = alerts.length;
    this.#alerts = alerts;
    this.#lanes = lanes.map((lane) => indexOf.get(lane) ?? 0);
  }

  at(position: number): Alert {
    return this.#alerts[position] as Alert;
  }

  laneAt(position: number): number {
    return this.#lanes[position] ?? 0;
  }

  eventAt(position: number): number {
    return this.at(position).event;
  }

  timeAt(position: number): number {
    return this.at(position).time;
  }

  valueAt(position: number): number {
    return this.at(position).value;
  }
}
