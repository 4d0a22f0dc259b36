import type { ModelTable } from './model-table.ts';
import type { RowStore } from './row-store.ts';
import type { StagedRow } from './staged-row.ts';

/** A row that needs no checks any more; its time, and what else could be, is in the columns already. */
export interface KnownRow {
  readonly typeCode: number;
  /** There is a rest to be written by {@link finish}. */
  readonly hasMore: boolean;
  /** Writes the rest into the columns. The row lies in `bytes`, which the view shows. */
  finish(row: StagedRow, store: RowStore, models: ModelTable, bytes: Uint8Array, view: DataView): void;
}
