import { ValueChecker } from '../values/check-value.ts';
import { decodeUtf8 } from '../values/utf8.ts';

/** Stands for bytes that are not JSON; no JSON value is undefined. */
export const notJson = undefined;

const quotedNaN = '\u0000NaN';

/** Makes values of JSON, in which NaN and Infinity may stand for numbers as Python writes them. */
export class JsonParser {
  /** Offset of what is wrong with bytes that turned out not to be JSON. */
  fault = 0;
  readonly #checker = new ValueChecker(true);

  parse(bytes: Uint8Array, start: number, end: number): unknown {
    const checker = this.#checker;
    const behind = checker.skip(bytes, start);
    if (behind !== end && !checker.isTooDeep) {
      this.fault = Math.min(behind < 0 ? -1 - behind : behind, end);
      return notJson;
    }
    const text = decodeUtf8(bytes, start, end);
    try {
      return checker.hasBareNumbers ? parseWithBareNumbers(text) : JSON.parse(text);
    } catch {
      this.fault = start;
      return notJson;
    }
  }
}

function parseWithBareNumbers(text: string): unknown {
  // Strings are matched first and kept, so that words inside them stay as they are.
  const json = text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (part) => {
    if (part === 'NaN') return JSON.stringify(quotedNaN);
    return part.startsWith('"') ? part : part.replace('Infinity', '1e999');
  });
  return JSON.parse(json, (_, value) => (value === quotedNaN ? Number.NaN : value));
}
