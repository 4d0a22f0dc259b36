import { decodeUtf8 } from '../values/utf8.ts';
import { ByteIndex } from './byte-index.ts';

/** Characters that all dictionaries of extra text columns may hold together. */
export interface TextBudget {
  characters: number;
}

/** Distinct texts in order of first appearance; code 0 is the empty string and stands for "absent". */
export class TextDictionary {
  readonly values: string[] = [''];
  readonly #codes = new Map<string, number>([['', 0]]);
  readonly #index = new ByteIndex();
  readonly #limit: number;
  readonly #budget: TextBudget | undefined;

  /** Without a limit the dictionary takes whatever comes. */
  constructor(limit = Number.POSITIVE_INFINITY, budget?: TextBudget) {
    this.#limit = limit;
    this.#budget = budget;
  }

  /** Code of a text, added when new; -1 when it is new and there is no room. */
  code(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    if (this.values.length > this.#limit) return -1;
    if (this.#budget !== undefined) {
      if (this.#budget.characters < text.length) return -1;
      this.#budget.characters -= text.length;
    }
    const code = this.values.push(text) - 1;
    this.#codes.set(text, code);
    return code;
  }

  /** The same for UTF-8 bytes, which are decoded only the first time they are seen. */
  codeOfBytes(bytes: Uint8Array, start: number, end: number): number {
    const known = this.#index.find(bytes, start, end);
    if (known >= 0) return known;
    const code = this.code(decodeUtf8(bytes, start, end));
    if (code >= 0) this.#index.remember(bytes, start, end, code);
    return code;
  }
}
