import type { BatchBuilder } from '../columns/batch-builder.ts';
import type { Field } from '../columns/field.ts';
import type { Literal } from '../columns/literal.ts';
import type { KnownRow } from '../rows/known-row.ts';
import type { ModelTable } from '../rows/model-table.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { StagedRow } from '../rows/staged-row.ts';
import type { Slot, Waiting } from './slot.ts';

/** What a row looks like: fixed bytes, and slots between them in which rows differ. */
export interface Pattern {
  readonly slots: readonly Slot[];
  /** The fixed bytes behind the last slot. */
  readonly end: Literal;
  /** Those of the slots whose values wait. */
  readonly waiting: Waiting;
}

/** What is the same in all rows of a template. */
export interface Constants {
  readonly typeCode: number;
  /** Code of the model, when the fixed bytes name it. */
  readonly model: number | undefined;
  /** Otherwise what names it: a slot, or a fixed text. */
  readonly name: Named | undefined;
  readonly version: Named | undefined;
  readonly numbers: readonly { readonly field: Field; readonly value: number }[];
  readonly texts: readonly { readonly field: Field; readonly code: number }[];
}

interface Named {
  readonly field: Field;
  readonly from: Slot | string;
}

/**
 * A row found good, as a pattern for rows like it. What matches differs from the good row only in finite numbers,
 * valid times, and texts that are not empty, of which nothing more is asked; so it is good as well, and all that is
 * left is to write its values down.
 */
export class RowTemplate implements KnownRow {
  /** The template that matched the row after the last one of this template. */
  next: RowTemplate | undefined;
  readonly typeCode: number;
  /** Bytes that must follow the row for it to be looked at. */
  readonly reach: number;
  readonly #pattern: Pattern;
  readonly #constants: Constants;
  readonly #batch: BatchBuilder;
  /** Something is fixed that has a column, or names the model. */
  readonly #hasConstants: boolean;
  /** Version of the batch to which the slots are bound. */
  #version = -1;

  constructor(pattern: Pattern, constants: Constants, batch: BatchBuilder) {
    this.typeCode = constants.typeCode;
    this.reach = Math.max(pattern.end.length + 8, ...pattern.slots.map((slot) => slot.reach));
    this.#pattern = pattern;
    this.#constants = constants;
    this.#batch = batch;
    const { model, numbers, texts } = constants;
    this.#hasConstants = (model ?? 0) > 0 || numbers.length > 0 || texts.length > 0;
  }

  /**
   * Offset behind the row at `start` if it matches, else -1. A row that matches has left values in the columns: `finish`
   * completes it, or `undo` takes them back.
   */
  match(bytes: Uint8Array, view: DataView, start: number): number {
    const batch = this.#batch;
    if (batch.version !== this.#version) this.#bind(batch);
    const { slots, end, waiting } = this.#pattern;
    const row = batch.length;
    const limit = bytes.length - this.reach;
    waiting.count = 0;
    let at = start;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as Slot;
      at = at <= limit ? slot.before.behind(view, at) : -1;
      if (at < 0) return this.#undo(i, row);
      at = slot.take(bytes, view, at, row);
      if (at < 0) return this.#undo(i, row);
    }
    const behind = at <= limit ? end.behind(view, at) : -1;
    return behind < 0 ? this.#undo(slots.length, row) : behind;
  }

  get hasMore(): boolean {
    return this.#hasConstants || this.#pattern.waiting.count > 0;
  }

  /** Takes back what the row that matched last has left in the columns. */
  undo(): void {
    this.#undo(this.#pattern.slots.length, this.#batch.length);
  }

  finish(row: StagedRow, store: RowStore, models: ModelTable, bytes: Uint8Array, view: DataView): void {
    const { model, numbers, texts } = this.#constants;
    if (model !== undefined) this.#batch.rows.model[this.#batch.length] = model;
    for (let i = 0; i < texts.length; i++) {
      const { field, code } = texts[i] as { field: Field; code: number };
      store.storeCode(field, code);
    }
    for (let i = 0; i < numbers.length; i++) {
      const { field, value } = numbers[i] as { field: Field; value: number };
      field.number = value;
      store.storeNumber(field);
    }
    if (this.#pattern.waiting.count > 0) this.#storeWaiting(row, store, models, bytes, view);
  }

  #storeWaiting(
    row: StagedRow,
    store: RowStore,
    models: ModelTable,
    bytes: Uint8Array,
    view: DataView,
  ): void {
    const { slots, count } = this.#pattern.waiting;
    let isModelOpen = false;
    row.begin(bytes);
    for (let i = 0; i < count; i++) {
      const slot = slots[i] as Slot;
      if (slot.role === 'model' || slot.role === 'part') isModelOpen = true;
      else if (slot.field !== undefined) slot.store(row, store, slot.field, view);
    }
    if (isModelOpen) this.#storeModel(row, models, view);
  }

  #storeModel(row: StagedRow, models: ModelTable, view: DataView): void {
    const { name, version } = this.#constants;
    models.name = stagedName(name);
    models.version = stagedName(version);
    const code = models.code(row);
    this.#batch.rows.model[this.#batch.length] = code;
    const { slots, count } = this.#pattern.waiting;
    for (let i = 0; i < count; i++) if (slots[i]?.role === 'model') slots[i]?.remember(view, code);
  }

  #bind(batch: BatchBuilder): void {
    this.#version = batch.version;
    for (const slot of this.#pattern.slots) slot.bind(batch.rows);
  }

  #undo(last: number, row: number): number {
    const { slots } = this.#pattern;
    for (let i = 0; i <= last && i < slots.length; i++) slots[i]?.undo(row);
    return -1;
  }
}

function stagedName(part: Named | undefined): Field | undefined {
  if (part === undefined) return undefined;
  if (typeof part.from === 'string') part.field.text = part.from;
  else part.from.stage(part.field);
  return part.field;
}
