import type { Field } from '../columns/field.ts';
import type { Literal } from '../columns/literal.ts';
import type { KnownRow } from '../rows/known-row.ts';
import type { ModelTable } from '../rows/model-table.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { StagedRow } from '../rows/staged-row.ts';
import type { Slot } from './slot.ts';

/** What a row looks like: fixed bytes, and slots between them in which rows differ. */
export interface Pattern {
  /** One more than there are slots. */
  readonly literals: readonly Literal[];
  readonly slots: readonly Slot[];
  /** The slot that holds the time. */
  readonly time: Slot;
}

/** What is the same in all rows of a template. */
export interface Constants {
  readonly typeCode: number;
  /** Code of the model, when the fixed bytes name it. */
  readonly model: number | undefined;
  /** Otherwise what names it: a slot, or a fixed text. */
  readonly name: { readonly field: Field; readonly from: Slot | string } | undefined;
  readonly version: { readonly field: Field; readonly from: Slot | string } | undefined;
  readonly numbers: readonly { readonly field: Field; readonly value: number }[];
  readonly texts: readonly { readonly field: Field; readonly code: number }[];
}

/**
 * A row found good, as a pattern for rows like it. What matches differs from the good row only in finite numbers,
 * valid times, and texts that are not empty, of which nothing more is asked; so it is good as well, and all that is
 * left is to write its values down.
 */
export class RowTemplate implements KnownRow {
  /** The template that matched the row after the last one of this template. */
  next: RowTemplate | undefined;
  readonly #pattern: Pattern;
  readonly #constants: Constants;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(pattern: Pattern, constants: Constants) {
    this.#pattern = pattern;
    this.#constants = constants;
  }

  get typeCode(): number {
    return this.#constants.typeCode;
  }

  get time(): number {
    return this.#pattern.time.number;
  }

  /** Offset behind the row at `start` if it matches, else -1. */
  match(bytes: Uint8Array, view: DataView, start: number): number {
    const { literals, slots } = this.#pattern;
    let at = start;
    for (let i = 0; i < slots.length; i++) {
      const literal = literals[i] as Literal;
      if (!literal.isAt(view, at)) return -1;
      at = (slots[i] as Slot).take(bytes, at + literal.length);
      if (at < 0) return -1;
    }
    const last = literals[slots.length] as Literal;
    this.#bytes = bytes;
    return last.isAt(view, at) ? at + last.length : -1;
  }

  modelCode(row: StagedRow, models: ModelTable): number {
    const { model, name, version } = this.#constants;
    row.begin(this.#bytes);
    if (model !== undefined) return model;
    models.name = stagedName(name);
    models.version = stagedName(version);
    return models.code(row);
  }

  store(row: StagedRow, store: RowStore): void {
    const { numbers, texts } = this.#constants;
    for (let i = 0; i < texts.length; i++) {
      const { field, code } = texts[i] as { field: Field; code: number };
      store.storeCode(field, code);
    }
    for (let i = 0; i < numbers.length; i++) {
      const { field, value } = numbers[i] as { field: Field; value: number };
      field.number = value;
      store.storeNumber(field);
    }
    const { slots } = this.#pattern;
    for (let i = 0; i < slots.length; i++) (slots[i] as Slot).store(row, store, this.#bytes);
  }
}

function stagedName(part: Constants['name']): Field | undefined {
  if (part === undefined) return undefined;
  if (typeof part.from === 'string') part.field.text = part.from;
  else part.from.stage(part.field);
  return part.field;
}
