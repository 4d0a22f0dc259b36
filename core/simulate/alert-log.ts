import { byteColumn, floatColumn, rowColumn } from './growing-column.ts';
import type { Shelf } from './shelf.ts';

/** Alerts of a lane, as columns: a million of them are numbers until somebody reads one. */
export class AlertLog {
  readonly event = rowColumn();
  readonly time = floatColumn();
  readonly value = floatColumn();
  readonly score = floatColumn();
  /** Who speaks in it, among the speakers of the monitor's strategies. */
  readonly speaker = rowColumn();
  /** 1 where an earlier alert of the same episode had been given. */
  readonly repeated = byteColumn();

  get length(): number {
    return this.event.length;
  }

  append(
    event: number,
    time: number,
    value: number,
    score: number,
    speaker: number,
    isRepeated: boolean,
  ): void {
    this.event.push(event);
    this.time.push(time);
    this.value.push(value);
    this.score.push(score);
    this.speaker.push(speaker);
    this.repeated.push(isRepeated ? 1 : 0);
  }

  /** Appends an alert of another log. */
  copy(from: AlertLog, at: number): void {
    const { event, time, value, score, speaker, repeated } = from;
    this.append(event.at(at), time.at(at), value.at(at), score.at(at), speaker.at(at), repeated.at(at) === 1);
  }

  /** Takes the alerts before a position out of memory, see {@link GrowingColumn}. */
  settle(until: number, shelf: Shelf | undefined): void {
    const { event, time, value, score, speaker, repeated } = this;
    for (const column of [event, time, value, score, speaker, repeated]) column.settle(until, shelf);
  }
}
