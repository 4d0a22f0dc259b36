import type { Standing } from './alert-lifecycle.ts';
import { byteColumn, floatColumn, rowColumn } from './growing-column.ts';
import { itemsOf, type LongList } from './long-list.ts';
import { type Reason, reasonCodes } from './reason.ts';
import type { Shelf } from './shelf.ts';

const phases: readonly Standing['phase'][] = ['inactive', 'pending', 'firing'];

/** A change of phase of an alert. */
export interface Transition {
  /** Row of the event that caused it. */
  readonly event: number;
  readonly time: number;
  readonly to: Standing['phase'];
  readonly reason: Reason;
}

/** The changes of phase of one lane, as columns. */
export class TransitionLog implements LongList<Transition> {
  readonly #event = rowColumn();
  readonly #time = floatColumn();
  readonly #to = byteColumn();
  readonly #reason = byteColumn();

  get length(): number {
    return this.#event.length;
  }

  append(event: number, time: number, to: Standing['phase'], reason: Reason): void {
    this.#event.push(event);
    this.#time.push(time);
    this.#to.push(phases.indexOf(to));
    this.#reason.push(reasonCodes.indexOf(reason));
  }

  at(position: number): Transition {
    return {
      event: this.#event.at(position),
      time: this.#time.at(position),
      to: phases[this.#to.at(position)] ?? 'inactive',
      reason: reasonCodes[this.#reason.at(position)] ?? 'failed',
    };
  }

  [Symbol.iterator](): Iterator<Transition> {
    return itemsOf(this);
  }

  /** Takes what there is out of memory, see {@link GrowingColumn}. */
  settle(shelf: Shelf | undefined): void {
    for (const column of [this.#event, this.#time, this.#to, this.#reason]) column.settle(this.length, shelf);
  }
}
