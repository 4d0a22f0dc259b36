import { ByteIndex } from '../columns/byte-index.ts';
import { decodeUtf8 } from '../values/utf8.ts';

/** Reads JSON strings with escapes, the same ones only once. */
export class EscapedTexts {
  readonly #index = new ByteIndex();
  readonly #texts: string[] = [];

  /** The text that the quoted bytes stand for; undefined when they are no JSON. */
  read(bytes: Uint8Array, start: number, end: number): string | undefined {
    const known = this.#index.find(bytes, start, end);
    if (known >= 0) return this.#texts[known];
    const text = parse(decodeUtf8(bytes, start, end));
    if (text !== undefined && this.#index.remember(bytes, start, end, this.#texts.length)) {
      this.#texts.push(text);
    }
    return text;
  }
}

function parse(json: string): string | undefined {
  try {
    return JSON.parse(json) as string;
  } catch {
    return undefined;
  }
}
