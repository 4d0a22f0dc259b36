import { byteColumn, floatColumn, rowColumn } from './growing-column.ts';

/** The alerts of one lane, as columns: a million of them are numbers until somebody reads one. */
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
}
