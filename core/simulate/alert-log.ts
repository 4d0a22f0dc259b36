import { byteColumn, floatColumn, rowColumn } from './growing-column.ts';

/** The alerts of one lane, as columns: a million of them are numbers until somebody reads one. */
export class AlertLog {
  readonly event = rowColumn();
  readonly time = floatColumn();
  readonly value = floatColumn();
  readonly score = floatColumn();
  /** Place of the strategy that alarmed among those of the monitor. */
  readonly strategy = byteColumn();
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
    strategy: number,
    isRepeated: boolean,
  ): void {
    this.event.push(event);
    this.time.push(time);
    this.value.push(value);
    this.score.push(score);
    this.strategy.push(strategy);
    this.repeated.push(isRepeated ? 1 : 0);
  }
}
