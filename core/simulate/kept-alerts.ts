import type { EventPlace } from '../spec/columns.ts';
import type { AlertOrder } from './alert-order.ts';
import { rowColumn } from './growing-column.ts';
import type { Lane } from './lane.ts';
import { itemsOf } from './long-list.ts';
import type { Alert, AlertIndex } from './run-result.ts';
import type { Shelf } from './shelf.ts';

/** The alerts of a run in batches, in order: where each is in its lane's log, and what only its batch knew. */
export class KeptAlerts {
  readonly #lanes: Lane[] = [];
  readonly #numberOf = new Map<Lane, number>();
  readonly #files: string[] = [];
  readonly #codeOf = new Map<string, number>();
  readonly #lane = rowColumn();
  readonly #position = rowColumn();
  readonly #file = rowColumn();
  readonly #line = rowColumn();

  /** Appends the alerts of a batch. */
  append(alerts: AlertOrder, placeOf: (event: number) => EventPlace): void {
    for (let at = 0; at < alerts.length; at += 1) {
      const { lane, at: position } = alerts.entryAt(at);
      const { file, line } = placeOf(alerts.eventAt(at));
      this.#lane.push(numbered(lane, this.#lanes, this.#numberOf));
      this.#position.push(position);
      this.#file.push(numbered(file, this.#files, this.#codeOf));
      this.#line.push(line);
    }
  }

  /** Takes what there is out of memory, see {@link GrowingColumn}. */
  settle(shelf: Shelf | undefined): void {
    for (const column of [this.#lane, this.#position, this.#file, this.#line])
      column.settle(column.length, shelf);
  }

  /** The alerts, with the places of their lanes among those of the result. */
  among(lanes: readonly Lane[]): AlertIndex {
    const indexOf = new Map(lanes.map((lane, at) => [lane, at]));
    const laneOf = (at: number) => this.#lanes[this.#lane.at(at)] as Lane;
    const logAt = (column: 'event' | 'time' | 'value', at: number) =>
      laneOf(at).alerts[column].at(this.#position.at(at));
    const alertAt = (at: number): Alert => ({
      ...laneOf(at).alertAt(this.#position.at(at)),
      file: this.#files[this.#file.at(at)] ?? '',
      line: this.#line.at(at),
    });
    const { length } = this.#lane;
    return {
      length,
      at: alertAt,
      [Symbol.iterator]: () => itemsOf({ length, at: alertAt }),
      laneAt: (at) => indexOf.get(laneOf(at)) ?? 0,
      eventAt: (at) => logAt('event', at),
      timeAt: (at) => logAt('time', at),
      valueAt: (at) => logAt('value', at),
    };
  }
}

/** The number of something, which is given one when it first comes. */
function numbered<T>(what: T, all: T[], numbers: Map<T, number>): number {
  const known = numbers.get(what);
  if (known !== undefined) return known;
  numbers.set(what, all.length);
  return all.push(what) - 1;
}
