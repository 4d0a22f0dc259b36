import { type Field, isBoolean, isNumber, isText } from '../columns/field.ts';
import { labelOf } from '../rows/check-field.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { StagedRow } from '../rows/staged-row.ts';
import { skipText, textStops, ValueChecker } from '../values/check-value.ts';
import { epochMs, TimeReader } from '../values/parse-time.ts';
import { NumberScanner } from '../values/scan-number.ts';
import { EscapedTexts } from './escaped-texts.ts';
import { KnownTexts } from './known-texts.ts';

/** What a slot holds, by which it is read. */
export const aNumber = 0;
export const aText = 1;
export const aTimeText = 2;
export const anEpoch = 3;
export const aBoolean = 4;
export const aList = 5;

const numbers = new NumberScanner();
const escaped = new EscapedTexts();
const checker = new ValueChecker(false);

/** A place of a template at which rows differ, and the value of the row at hand. */
export class Slot {
  readonly field: Field | undefined;
  readonly form: number;
  /** The value reaches a column. */
  readonly isStored: boolean;
  /** A number or a boolean stands for its text. */
  readonly isLabel: boolean;
  /** Code of the text at hand, if it came before; else -1. */
  code = -1;
  /** A number, a boolean as 1 or 0, or a time in milliseconds. */
  number = Number.NaN;
  /** Where a text lies that has no code yet. */
  start = 0;
  end = 0;
  /** A text that had escapes. */
  text: string | undefined;
  readonly #known = new KnownTexts();
  readonly #times = new TimeReader();

  constructor(kind: number, field: Field | undefined, isTime: boolean, isStored: boolean, isLabel: boolean) {
    this.form = formOf(kind, isTime);
    this.field = field;
    this.isStored = isStored;
    this.isLabel = isLabel;
  }

  // Each of the following takes a value at an offset and answers the offset behind it, or -1 for what a template
  // leaves to others.

  takeText(bytes: Uint8Array, view: DataView, start: number): number {
    const place = this.#known.at(view, start);
    if (place < 0) return this.#takeNewText(bytes, start);
    this.code = this.#known.codeOf(place);
    return start + this.#known.lengthOf(place);
  }

  takeTime(bytes: Uint8Array, view: DataView, start: number): number {
    const times = this.#times;
    const isUsual = times.readUsual(view, start);
    if (!isUsual) return this.#takeUnusualTime(bytes, view, start);
    this.number = times.usual;
    return start + 24;
  }

  /** Epochs, booleans and lists. */
  takeOther(bytes: Uint8Array, at: number): number {
    if (this.form === anEpoch) {
      const end = numbers.scan(bytes, at);
      this.number = epochMs(numbers.value);
      return this.number - this.number === 0 ? end : -1;
    }
    const byte = bytes[at];
    if (this.form === aList ? byte !== 91 : byte !== 116 && byte !== 102) return -1;
    this.number = byte === 116 ? 1 : 0;
    return checker.skip(bytes, at);
  }

  /** Stores a value in ways that few take: a text that is new, a label, a column that is new or closed. */
  storeSlowly(row: StagedRow, store: RowStore, field: Field, bytes: Uint8Array, view: DataView): void {
    if (this.form === aText || this.form === aTimeText) {
      this.stage(field);
      this.remember(bytes, view, store.storeText(row, field));
      return;
    }
    field.number = this.number;
    if (this.isLabel) {
      field.text = labelOf(this.form === aBoolean ? isBoolean : isNumber, this.number);
      store.storeText(row, field);
    } else store.storeNumber(field);
  }

  /** Gives a text to its field. */
  stage(field: Field): void {
    field.text = this.text;
    field.start = this.start;
    field.end = this.end;
  }

  /** Notes the code of the text at hand, to find it faster when it comes again. A negative code is none. */
  remember(bytes: Uint8Array, view: DataView, code: number): void {
    if (code >= 0 && this.text === undefined) this.#known.add(bytes, view, this.start, this.end, code);
  }

  #takeNewText(bytes: Uint8Array, start: number): number {
    const end = plainEnd(bytes, start);
    this.code = -1;
    this.text = undefined;
    this.start = start;
    this.end = end;
    if (bytes[end] === 92) return this.#takeEscaped(bytes, start);
    return end === start || bytes[end] !== 34 ? -1 : end;
  }

  #takeUnusualTime(bytes: Uint8Array, view: DataView, start: number): number {
    const end = plainEnd(bytes, start);
    if (bytes[end] !== 34) return -1;
    this.code = -1;
    this.text = undefined;
    this.start = start;
    this.end = end;
    this.number = this.#times.read(bytes, view, start, end);
    return Number.isNaN(this.number) ? -1 : end;
  }

  #takeEscaped(bytes: Uint8Array, start: number): number {
    const end = skipText(bytes, start - 1);
    this.text = end < 0 ? undefined : escaped.read(bytes, start - 1, end);
    return this.text === undefined || this.text === '' ? -1 : end - 1;
  }
}

function formOf(kind: number, isTime: boolean): number {
  if (kind === isNumber) return isTime ? anEpoch : aNumber;
  if (kind === isText) return isTime ? aTimeText : aText;
  return kind === isBoolean ? aBoolean : aList;
}

function plainEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (textStops[bytes[at] as number] === 0) at++;
  return at;
}
