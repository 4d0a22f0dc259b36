import { type Field, isBoolean, isNumber, isText } from '../columns/field.ts';
import { labelOf } from '../rows/check-field.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { StagedRow } from '../rows/staged-row.ts';
import { skipText, textStops, ValueChecker } from '../values/check-value.ts';
import { epochMs, TimeReader } from '../values/parse-time.ts';
import { NumberScanner } from '../values/scan-number.ts';
import { EscapedTexts } from './escaped-texts.ts';
import { type KnownText, KnownTexts } from './known-texts.ts';

/** A place of a template at which rows differ, and the value of the row at hand. */
export class Slot {
  readonly field: Field | undefined;
  readonly kind: number;
  readonly isTime: boolean;
  /** The value reaches a column. */
  readonly isStored: boolean;
  /** A number or a boolean stands for its text. */
  readonly isLabel: boolean;
  /** A text's or a boolean's place. */
  start = 0;
  end = 0;
  /** A text that had escapes. */
  text: string | undefined;
  /** The text, when it came before. */
  known: KnownText | undefined;
  /** A number, or a time in milliseconds. */
  number = Number.NaN;
  readonly #knownTexts = new KnownTexts();
  readonly #times = new TimeReader();
  readonly #numbers = new NumberScanner();
  readonly #escaped = new EscapedTexts();
  readonly #checker = new ValueChecker(false);

  constructor(kind: number, field: Field | undefined, isTime: boolean, isStored: boolean, isLabel: boolean) {
    this.kind = kind;
    this.field = field;
    this.isTime = isTime;
    this.isStored = isStored;
    this.isLabel = isLabel;
  }

  /** Takes the value at an offset; answers the offset behind it, or -1 for what a template leaves to others. */
  take(bytes: Uint8Array, view: DataView, at: number): number {
    if (this.kind === isNumber) return this.#takeNumber(bytes, at);
    if (this.kind === isText)
      return this.isTime ? this.#takeTime(bytes, view, at) : this.#takeText(bytes, view, at);
    if (this.kind === isBoolean && bytes[at] !== 116 && bytes[at] !== 102) return -1;
    if (this.kind !== isBoolean && bytes[at] !== 91) return -1;
    this.start = at;
    return this.#checker.skip(bytes, at);
  }

  /** Gives the value to its field, and through it to the column. */
  store(row: StagedRow, store: RowStore, bytes: Uint8Array, view: DataView): void {
    const { field } = this;
    if (!this.isStored || field === undefined) return;
    if (this.kind === isText) {
      if (this.known !== undefined) store.storeCode(field, this.known.code);
      else {
        this.stage(field);
        this.remember(bytes, view, store.storeText(row, field));
      }
      return;
    }
    field.number = this.kind === isNumber ? this.number : Number(bytes[this.start] === 116);
    if (this.isLabel) {
      field.text = labelOf(this.kind, field.number);
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
    if (code >= 0 && this.text === undefined) this.#knownTexts.add(bytes, view, this.start, this.end, code);
  }

  #takeNumber(bytes: Uint8Array, at: number): number {
    const end = this.#numbers.scan(bytes, at);
    const { value } = this.#numbers;
    this.number = this.isTime ? epochMs(value) : value;
    return this.number - this.number === 0 ? end : -1;
  }

  #takeText(bytes: Uint8Array, view: DataView, start: number): number {
    this.text = undefined;
    this.start = start;
    this.known = this.#knownTexts.at(view, start);
    const end = this.known === undefined ? plainEnd(bytes, start) : start + this.known.literal.length - 1;
    this.end = end;
    if (bytes[end] === 92) return this.#takeEscaped(bytes, start);
    return end === start || bytes[end] !== 34 ? -1 : end;
  }

  #takeTime(bytes: Uint8Array, view: DataView, start: number): number {
    const end = this.#timeEnd(bytes, start);
    this.start = start;
    this.end = end;
    if (bytes[end] !== 34) return -1;
    this.number = this.#times.read(bytes, view, start, end);
    return Number.isNaN(this.number) ? -1 : end;
  }

  /** Most times are as long as the one before; what is a time has no quote or escape in it. */
  #timeEnd(bytes: Uint8Array, start: number): number {
    const end = start + this.end - this.start;
    const isSame = bytes[end] === 34 && (bytes[start] as number) > 32 && (bytes[end - 1] as number) > 32;
    return isSame ? end : plainEnd(bytes, start);
  }

  #takeEscaped(bytes: Uint8Array, start: number): number {
    const end = skipText(bytes, start - 1);
    this.text = end < 0 ? undefined : this.#escaped.read(bytes, start - 1, end);
    return this.text === undefined || this.text === '' ? -1 : end - 1;
  }
}

function plainEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (textStops[bytes[at] as number] === 0) at++;
  return at;
}
