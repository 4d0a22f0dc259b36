import { type Field, isBoolean, isNull, isNumber, isOther, isText } from '../columns/field.ts';
import type { Guess, PathNode } from '../columns/path-node.ts';
import type { StagedRow } from '../rows/staged-row.ts';
import { isBlank, skipText, textStops, ValueChecker } from '../values/check-value.ts';
import { NumberScanner } from '../values/scan-number.ts';
import { EscapedTexts } from './escaped-texts.ts';
import { Members } from './members.ts';

/**
 * Stages a row straight from its bytes, without an object in between. It takes rows whose keys were all seen before,
 * each of them once; for anything else, right or wrong, it answers -1 and JSON.parse decides. Its methods take the
 * offset to go on from and answer the offset behind what they took.
 */
export class RowScanner {
  readonly #row: StagedRow;
  readonly #root: PathNode;
  readonly #numbers = new NumberScanner();
  readonly #escaped = new EscapedTexts();
  readonly #checker = new ValueChecker(false);
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** The values of the row at hand that are not objects, in order. */
  readonly members: Members = new Members();

  constructor(row: StagedRow, root: PathNode) {
    this.#row = row;
    this.#root = root;
  }

  /** Stages the object that starts at `start` and answers the offset behind it, or -1. */
  scan(bytes: Uint8Array, start: number): number {
    if (bytes[start] !== 123) return -1;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.#row.begin(bytes);
    this.members.count = 0;
    return this.#scanObject(this.#root, start + 1);
  }

  #scanObject(node: PathNode, start: number): number {
    const bytes = this.#bytes;
    let at = this.#skipBlanks(start);
    if (bytes[at] === 125) return at + 1;
    let guess = node.inside;
    for (;;) {
      const child = this.#keyAt(node, guess, at);
      if (child === undefined) return -1;
      at = this.#scanMember(child, at + child.key.length);
      if (at < 0) return -1;
      const byte = bytes[at++];
      // A row with a single key may be a wrapped one.
      if (byte === 125) return guess === this.#root.inside ? -1 : at;
      if (byte !== 44) return -1;
      at = this.#skipBlanks(at);
      guess = child.after;
    }
  }

  /** From behind a key to what stands behind its value, usually a comma. */
  #scanMember(node: PathNode, start: number): number {
    const { stamp } = this.#row;
    if (node.stamp === stamp) return -1;
    node.stamp = stamp;
    const colon = this.#skipBlanks(start);
    if (this.#bytes[colon] !== 58) return -1;
    const behind = this.#scanValue(node, this.#skipBlanks(colon + 1));
    return behind < 0 ? -1 : this.#skipBlanks(behind);
  }

  #skipBlanks(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    while (isBlank(bytes[at] as number)) at++;
    return at;
  }

  #keyAt(node: PathNode, guess: Guess, at: number): PathNode | undefined {
    const view = this.#view;
    const { first, second } = guess;
    if (first?.key.isAt(view, at)) return first;
    if (second?.key.isAt(view, at)) {
      guess.first = second;
      guess.second = first;
      return second;
    }
    const { plainChildren } = node;
    for (let i = 0; i < plainChildren.length; i++) {
      const child = plainChildren[i] as PathNode;
      if (!child.key.isAt(view, at)) continue;
      guess.second = first;
      guess.first = child;
      return child;
    }
    return undefined;
  }

  #scanValue(node: PathNode, at: number): number {
    const byte = this.#bytes[at] as number;
    if (byte === 34) return this.#scanText(node, at);
    if (byte === 123) return this.#scanInner(node, at);
    if (byte === 45 || (byte >= 48 && byte <= 57)) return this.#scanNumber(node, at);
    return this.#scanOther(node, at, byte);
  }

  #scanText(node: PathNode, quote: number): number {
    const bytes = this.#bytes;
    let at = quote + 1;
    while (textStops[bytes[at] as number] === 0) at++;
    if (bytes[at] !== 34) return bytes[at] === 92 ? this.#scanEscapedText(node, quote) : -1;
    const { fields } = node;
    for (let i = 0; i < fields.length; i++) this.#row.setTextBytes(fields[i] as Field, quote + 1, at);
    this.members.add(node, isText, quote + 1, at);
    return at + 1;
  }

  #scanEscapedText(node: PathNode, quote: number): number {
    const end = skipText(this.#bytes, quote);
    const text = end < 0 ? undefined : this.#escaped.read(this.#bytes, quote, end);
    if (text === undefined) return -1;
    for (const field of node.fields) this.#row.setText(field, text);
    this.members.add(node, isText, quote + 1, end - 1);
    return end;
  }

  #scanNumber(node: PathNode, start: number): number {
    const numbers = this.#numbers;
    const end = numbers.scan(this.#bytes, start);
    const { fields } = node;
    for (let i = 0; i < fields.length; i++) this.#row.setNumber(fields[i] as Field, numbers.value);
    this.members.add(node, isNumber, start, end);
    return end;
  }

  #scanInner(node: PathNode, brace: number): number {
    for (const field of node.fields) this.#row.setOther(field);
    return this.#scanObject(node, brace + 1);
  }

  /** A word or a list. */
  #scanOther(node: PathNode, start: number, byte: number): number {
    const end = this.#checker.skip(this.#bytes, start);
    if (end < 0) return -1;
    const kind = byte === 110 ? isNull : byte === 91 ? isOther : isBoolean;
    for (const field of node.fields) {
      if (kind === isNull) this.#row.setNull(field);
      else if (kind === isOther) this.#row.setOther(field);
      else this.#row.setBoolean(field, byte === 116);
    }
    this.members.add(node, kind, start, end);
    return end;
  }
}
