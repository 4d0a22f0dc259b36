import { type Columns, type EventPlace, placeOf } from '../spec/columns.ts';

/** The batches that a run may still have to look into: a tick is told of with the event before it. */
export class RecentBatches {
  /** In order. */
  #batches: readonly Columns[] = [];

  add(columns: Columns): void {
    this.#batches = [...this.#batches, columns];
  }

  /** The batch that holds a row; undefined when it is forgotten. */
  batchOf(row: number): Columns | undefined {
    return this.#batches.findLast(({ firstRow, length }) => row >= firstRow && row < firstRow + length);
  }

  placeOf(row: number): EventPlace {
    const columns = this.batchOf(row);
    return columns ? placeOf(columns, row) : { file: '', line: 0 };
  }

  /** Forgets batches that end before a row. */
  forgetBefore(row: number): void {
    this.#batches = this.#batches.filter(({ firstRow, length }) => firstRow + length > row);
  }
}
