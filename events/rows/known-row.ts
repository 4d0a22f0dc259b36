import type { ModelTable } from './model-table.ts';
import type { RowStore } from './row-store.ts';
import type { StagedRow } from './staged-row.ts';

/** A row that needs no checks any more. */
export interface KnownRow {
  readonly typeCode: number;
  readonly time: number;
  /** Stages what names the model, where rows differ in that, and answers the model's code. `view` shows the `bytes`. */
  modelCode(row: StagedRow, models: ModelTable, bytes: Uint8Array, view: DataView): number;
  /** Writes the values into the columns. */
  store(row: StagedRow, store: RowStore, bytes: Uint8Array, view: DataView): void;
}
