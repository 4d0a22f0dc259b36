import type { Standing } from './alert-lifecycle.ts';
import { byteColumn, floatColumn, rowColumn } from './growing-column.ts';
import { type Reason, reasonCodes } from './reason.ts';

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
export class TransitionLog {
  readonly #event = rowColumn();
  readonly #time = floatColumn();
  readonly #to = byteColumn();
  readonly #reason = byteColumn();

  append(event: number, time: number, to: Standing['phase'], reason: Reason): void {
    this.#event.push(event);
    this.#time.push(time);
    this.#to.push(phases.indexOf(to));
    this.#reason.push(reasonCodes.indexOf(reason));
  }

  toArray(): Transition[] {
    return Array.from({ length: this.#event.length }, (_, at) => ({
      event: this.#event.at(at),
      time: this.#time.at(at),
      to: phases[this.#to.at(at)] ?? 'inactive',
      reason: reasonCodes[this.#reason.at(at)] ?? 'failed',
    }));
  }
}
