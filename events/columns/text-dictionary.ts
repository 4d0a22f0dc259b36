import { decodeUtf8, encodeUtf8 } from '../values/utf8.ts';
import { ByteIndex } from './byte-index.ts';

/** Characters that all dictionaries of extra text columns may hold together. */
export interface TextBudget {
  characters: number;
}

/**
 * Distinct texts in order of first appearance; code 0 is the empty string and stands for "absent". Short texts of ASCII
 * are told by their bytes and become strings many at a time, when `values` is asked for; so a column in which each row
 * has an id of its own costs little. All other texts are told by the string.
 */
export class TextDictionary {
  readonly #values: string[] = [''];
  readonly #codes = new Map<string, number>([['', 0]]);
  readonly #index = new ByteIndex();
  /** Entries of the index that are in `#values`. */
  #decoded = 0;
  readonly #limit: number;
  readonly #budget: TextBudget | undefined;

  /** Without a limit the dictionary takes whatever comes. */
  constructor(limit = Number.POSITIVE_INFINITY, budget?: TextBudget) {
    this.#limit = limit;
    this.#budget = budget;
  }

  /** The texts by code. It is one and the same list, which grows. */
  get values(): readonly string[] {
    if (this.#index.count > this.#decoded) {
      for (const text of this.#index.asciiFrom(this.#decoded)) this.#values.push(text);
      this.#decoded = this.#index.count;
    }
    return this.#values;
  }

  /** Code of a text, added when new; -1 when it is new and there is no room. */
  code(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const bytes = encodeUtf8(text);
    let code = bytes.length === text.length ? this.#codeOfAscii(bytes, 0, bytes.length) : -2;
    if (code === -2) code = this.#add(text);
    if (code >= 0) this.#codes.set(text, code);
    return code;
  }

  /** The same for UTF-8 bytes. */
  codeOfBytes(bytes: Uint8Array, start: number, end: number): number {
    const code = this.#codeOfAscii(bytes, start, end);
    if (code !== -2) return code;
    const text = decodeUtf8(bytes, start, end);
    const known = this.#codes.get(text) ?? this.#add(text);
    if (known < 0) return known;
    this.#codes.set(text, known);
    // The texts before this one must be decoded first: it is not one of those that wait.
    this.values;
    if (this.#index.remember(bytes, start, end, known)) this.#decoded++;
    return known;
  }

  /** Code of what the index knows or takes; -1 when it is new and there is no room, -2 when it is no business of it. */
  #codeOfAscii(bytes: Uint8Array, start: number, end: number): number {
    const known = this.#index.find(bytes, start, end);
    if (known >= 0) return known;
    const length = end - start;
    if (length === 0 || !this.#index.hasRoom(length) || !this.#index.isAscii) return -2;
    const code = this.#admit(length);
    if (code >= 0) this.#index.remember(bytes, start, end, code);
    return code;
  }

  #add(text: string): number {
    const code = this.#admit(text.length);
    if (code < 0) return code;
    this.values;
    this.#values.push(text);
    return code;
  }

  /** The next code, or -1 when there is no room for a text of that length. */
  #admit(length: number): number {
    const code = this.#values.length + this.#index.count - this.#decoded;
    if (code > this.#limit) return -1;
    if (this.#budget !== undefined) {
      if (this.#budget.characters < length) return -1;
      this.#budget.characters -= length;
    }
    return code;
  }
}
