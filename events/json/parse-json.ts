import { decodeUtf8 } from '../columns/utf8.ts';

/** Stands for text that is not JSON; no JSON value is undefined. */
export const notJson = undefined;

const quotedNaN = '\u0000NaN';

/** Value of a stretch of JSON, in which NaN and Infinity may stand for numbers as Python writes them. */
export function parseJson(bytes: Uint8Array, start: number, end: number): unknown {
  // A row cut off is the commonest fault; it is told without the cost of an exception.
  if (bytes[start] === 123 && bytes[end - 1] !== 125) return notJson;
  if (!canStartJson(bytes[start] as number)) return notJson;
  const text = decodeUtf8(bytes, start, end);
  try {
    return JSON.parse(text);
  } catch {
    return /NaN|Infinity/.test(text) ? parseWithBareNumbers(text) : notJson;
  }
}

function parseWithBareNumbers(text: string): unknown {
  // Strings are matched first and kept, closed or not, so that words inside them stay as they are.
  const json = text.replace(/"(?:[^"\\]|\\[\s\S]?)*"?|-?Infinity|NaN/g, (part) => {
    if (part === 'NaN') return JSON.stringify(quotedNaN);
    return part.endsWith('Infinity') && !part.startsWith('"') ? part.replace('Infinity', '1e999') : part;
  });
  try {
    return JSON.parse(json, (_, value) => (value === quotedNaN ? Number.NaN : value));
  } catch {
    return notJson;
  }
}

/** `{`, `[`, `"`, a digit, a minus or the first letter of a word, NaN and Infinity included. */
function canStartJson(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || [123, 91, 34, 45, 116, 102, 110, 78, 73].includes(byte);
}
