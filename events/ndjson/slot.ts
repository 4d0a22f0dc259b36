import type { RowColumns } from '../columns/batch-builder.ts';
import { type Field, isBoolean, isNumber, isText } from '../columns/field.ts';
import type { Literal } from '../columns/literal.ts';
import { labelOf } from '../rows/check-field.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { StagedRow } from '../rows/staged-row.ts';
import { skipText, textStops, ValueChecker } from '../values/check-value.ts';
import { epochMs, TimeReader } from '../values/parse-time.ts';
import { NumberScanner } from '../values/scan-number.ts';
import { EscapedTexts } from './escaped-texts.ts';
import { KnownTexts, knownReach } from './known-texts.ts';

// What a slot holds, by which it is read.
const aNumber = 0;
const aText = 1;
const aTimeText = 2;
const anEpoch = 3;
const aBoolean = 4;
const aList = 5;

/** Labels that are whole numbers below this are told by their number. */
const cachedLabels = 256;

const numbers = new NumberScanner();
const escaped = new EscapedTexts();
const checker = new ValueChecker(false);

/** What a good row held at the slot's place. */
export interface Member {
  readonly field: Field | undefined;
  readonly kind: number;
  /** A number or a boolean stands for its text. */
  readonly isLabel: boolean;
}

/** Where a slot's value goes: it is the time, or alone or in part names the model, or has a column, or none of these. */
export type Role = 'time' | 'model' | 'part' | 'column' | 'none';

/** The slots of a row whose values could not be written down at once; only the first `count` are this row's. */
export class Waiting {
  readonly slots: Slot[] = [];
  count = 0;
}

/**
 * A place of a template at which rows differ: what stands before it, how its value is read, and where that goes. Values
 * go straight into the columns of the batch, except texts that are new: they wait until the whole row is known to match,
 * because dictionaries do not forget.
 */
export class Slot {
  readonly before: Literal;
  readonly field: Field | undefined;
  readonly role: Role;
  /** What waits: a number, or where a text lies, or the text itself when it had escapes. */
  number = Number.NaN;
  start = 0;
  end = 0;
  text: string | undefined;
  /** Where this batch's numbers or codes go; undefined when there is no such column, or none yet. */
  #numbers: Float64Array | undefined;
  #codes: Uint32Array | undefined;
  /** The value is of use; else it must only be a right one. */
  #isWanted: boolean;
  readonly #form: number;
  readonly #waiting: Waiting;
  readonly #known = new KnownTexts();
  readonly #times = new TimeReader();
  /** Of a slot whose numbers or booleans stand for texts: the codes of the first whole numbers, where known. */
  readonly #labels: Uint32Array | undefined;

  constructor(before: Literal, member: Member, role: Role, waiting: Waiting) {
    this.before = before;
    this.field = member.field;
    this.role = role;
    this.#isWanted = role !== 'none';
    this.#form = formOf(member.kind, role);
    this.#waiting = waiting;
    this.#labels = member.isLabel && this.#form !== aText ? new Uint32Array(cachedLabels) : undefined;
  }

  /** Bytes that must follow where the slot's literal may stand, for the reading of both to stay in the buffer. */
  get reach(): number {
    return this.before.length + knownReach;
  }

  /** Finds the columns of a batch, which has come or has changed. */
  bind(rows: RowColumns): void {
    const { field } = this;
    if (this.role === 'time') this.#numbers = rows.time;
    else if (this.role === 'model') this.#codes = rows.model;
    else if (this.role === 'column' && field !== undefined) {
      const isText = this.#form === aText || this.#labels !== undefined;
      this.#isWanted = !(isText ? field.isTextClosed : field.isNumberClosed);
      this.#numbers = isText || !this.#isWanted ? undefined : field.numbers;
      this.#codes = isText && this.#isWanted ? field.codes : undefined;
    }
  }

  /** Takes the value of a row at an offset; answers the offset behind it, or -1 for what a template leaves to others. */
  take(bytes: Uint8Array, view: DataView, at: number, row: number): number {
    const form = this.#form;
    if (form === aText) return this.#takeText(bytes, view, at, row);
    if (form === aNumber) return this.#takeNumber(bytes, at, row);
    return form === aTimeText ? this.#takeTime(bytes, view, at, row) : this.#takeOther(bytes, at, row);
  }

  /** Takes back what a row wrote. */
  undo(row: number): void {
    if (this.#numbers !== undefined) this.#numbers[row] = Number.NaN;
    if (this.#codes !== undefined) this.#codes[row] = 0;
  }

  /** Stores the value that waits, of which nothing more is asked. */
  store(row: StagedRow, store: RowStore, field: Field, view: DataView): void {
    if (this.#form === aText) {
      this.stage(field);
      this.remember(view, store.storeText(row, field));
      return;
    }
    const { number } = this;
    field.number = number;
    if (this.#labels === undefined) store.storeNumber(field);
    else {
      field.text = labelOf(this.#form === aBoolean ? isBoolean : isNumber, number);
      const code = store.storeText(row, field);
      if (code > 0 && isCachedLabel(number)) this.#labels[number] = code;
    }
  }

  /** Gives the text that waits to a field. */
  stage(field: Field): void {
    field.text = this.text;
    field.start = this.start;
    field.end = this.end;
  }

  /** Notes the code of the text that waits, to find it faster when it comes again. A negative code is none. */
  remember(view: DataView, code: number): void {
    if (code >= 0 && this.text === undefined) this.#known.add(view, this.start, this.end, code);
  }

  #takeText(bytes: Uint8Array, view: DataView, start: number, row: number): number {
    const codes = this.#codes;
    if (codes !== undefined) {
      const place = this.#known.at(view, start);
      if (place >= 0) {
        codes[row] = this.#known.codeOf(place);
        return start + this.#known.lengthOf(place);
      }
    }
    const end = plainEnd(bytes, start);
    if (bytes[end] === 92) return this.#takeEscaped(bytes, start);
    if (end === start || bytes[end] !== 34) return -1;
    if (this.#isWanted) this.#wait(start, end, undefined);
    return end;
  }

  #takeEscaped(bytes: Uint8Array, start: number): number {
    const end = skipText(bytes, start - 1);
    const text = end < 0 ? undefined : escaped.read(bytes, start - 1, end);
    if (text === undefined || text === '') return -1;
    if (this.#isWanted) this.#wait(start, end - 1, text);
    return end - 1;
  }

  #takeTime(bytes: Uint8Array, view: DataView, start: number, row: number): number {
    const times = this.#times;
    let end = start + 24;
    if (!times.readUsual(view, start)) {
      end = plainEnd(bytes, start);
      if (bytes[end] !== 34) return -1;
      times.usual = times.read(bytes, view, start, end);
      if (Number.isNaN(times.usual)) return -1;
    }
    if (this.#numbers !== undefined) this.#numbers[row] = times.usual;
    return end;
  }

  #takeNumber(bytes: Uint8Array, start: number, row: number): number {
    const end = numbers.scan(bytes, start);
    const { value } = numbers;
    if (value - value !== 0) return -1;
    this.#put(value, row);
    return end;
  }

  /** Epochs, booleans and lists. */
  #takeOther(bytes: Uint8Array, at: number, row: number): number {
    if (this.#form === anEpoch) {
      const end = numbers.scan(bytes, at);
      const time = epochMs(numbers.value);
      if (Number.isNaN(time)) return -1;
      this.#put(time, row);
      return end;
    }
    const byte = bytes[at];
    if (this.#form === aList ? byte !== 91 : byte !== 116 && byte !== 102) return -1;
    this.#put(byte === 116 ? 1 : 0, row);
    return checker.skip(bytes, at);
  }

  #put(value: number, row: number): void {
    if (this.#numbers !== undefined) this.#numbers[row] = value;
    else if (this.#isWanted && !this.#putLabel(value, row)) {
      this.number = value;
      this.#wait(0, 0, undefined);
    }
  }

  #putLabel(value: number, row: number): boolean {
    const code = isCachedLabel(value) ? this.#labels?.[value] : undefined;
    if (this.#codes === undefined || code === undefined || code === 0) return false;
    this.#codes[row] = code;
    return true;
  }

  #wait(start: number, end: number, text: string | undefined): void {
    this.start = start;
    this.end = end;
    this.text = text;
    const waiting = this.#waiting;
    waiting.slots[waiting.count++] = this;
  }
}

function formOf(kind: number, role: Role): number {
  if (kind === isNumber) return role === 'time' ? anEpoch : aNumber;
  if (kind === isText) return role === 'time' ? aTimeText : aText;
  return kind === isBoolean ? aBoolean : aList;
}

function isCachedLabel(value: number): boolean {
  return value >= 0 && value < cachedLabels && Number.isInteger(value);
}

function plainEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (textStops[bytes[at] as number] === 0) at++;
  return at;
}
