import type { Field } from '../columns/field.ts';
import type { Literals } from '../columns/literals.ts';
import type { KnownRow } from '../rows/known-row.ts';
import type { ModelTable } from '../rows/model-table.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { StagedRow } from '../rows/staged-row.ts';
import { NumberScanner } from '../values/scan-number.ts';
import { aNumber, aText, aTimeText, type Slot } from './slot.ts';

/** What a row looks like: fixed bytes, and slots between them in which rows differ. */
export interface Pattern {
  /** One more than there are slots. */
  readonly literals: Literals;
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
  /** The slot that alone tells the rows' models apart. */
  readonly #modelSlot: Slot | undefined;
  readonly #stored: readonly Slot[];
  readonly #numbers = new NumberScanner();

  constructor(pattern: Pattern, constants: Constants) {
    this.#pattern = pattern;
    this.#constants = constants;
    const parts = [constants.name?.from, constants.version?.from].filter((from) => typeof from === 'object');
    this.#stored = pattern.slots.filter((slot) => slot.isStored && slot.field !== undefined);
    this.#modelSlot = parts.length === 1 ? parts[0] : undefined;
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
    const numbers = this.#numbers;
    let at = literals.behind(view, 0, start);
    for (let i = 0; i < slots.length; i++) {
      if (at < 0) return -1;
      const slot = slots[i] as Slot;
      const { form } = slot;
      if (form === aText) at = slot.takeText(bytes, view, at);
      else if (form === aNumber) {
        at = numbers.scan(bytes, at);
        const { value } = numbers;
        if (value - value !== 0) return -1;
        slot.number = value;
      } else if (form === aTimeText) at = slot.takeTime(bytes, view, at);
      else at = slot.takeOther(bytes, at);
      if (at < 0) return -1;
      at = literals.behind(view, i + 1, at);
    }
    return at;
  }

  modelCode(row: StagedRow, models: ModelTable, bytes: Uint8Array, view: DataView): number {
    const { model, name, version } = this.#constants;
    row.begin(bytes);
    if (model !== undefined) return model;
    const known = this.#modelSlot?.code ?? -1;
    if (known >= 0) return known;
    models.name = stagedName(name);
    models.version = stagedName(version);
    const code = models.code(row);
    this.#modelSlot?.remember(bytes, view, code);
    return code;
  }

  store(row: StagedRow, store: RowStore, bytes: Uint8Array, view: DataView): void {
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
    const stored = this.#stored;
    const index = store.row;
    for (let i = 0; i < stored.length; i++) {
      const slot = stored[i] as Slot;
      const field = slot.field as Field;
      const { form, code } = slot;
      if (form === aText && code >= 0 && field.codes !== undefined && !field.isTextClosed)
        field.codes[index] = code;
      else if (form === aNumber && field.numbers !== undefined && !slot.isLabel)
        field.numbers[index] = slot.number;
      else if (code >= 0 && form === aText) store.storeCode(field, code);
      else slot.storeSlowly(row, store, field, bytes, view);
    }
  }
}

function stagedName(part: Constants['name']): Field | undefined {
  if (part === undefined) return undefined;
  if (typeof part.from === 'string') part.field.text = part.from;
  else part.from.stage(part.field);
  return part.field;
}
