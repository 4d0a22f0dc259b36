import { type ParseError, parse } from 'jsonc-parser';
import { parseAllDocuments } from 'yaml';

/** How many syntax errors a text has, as the real parsers count them. */
export function problemCount(text: string, path: string): number {
  if (path.endsWith('.json')) {
    const errors: ParseError[] = [];
    parse(text, errors);
    return errors.length;
  }
  // The parser takes a byte order mark for a column, which it is not.
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ''));
  return Array.isArray(documents) ? documents.reduce((sum, { errors }) => sum + errors.length, 0) : 0;
}

/** Every scalar of a text with its path, without the indices of lists: `0.monitors[].kind=drift`. */
export function leaves(text: string): string[] {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document, at) => leavesOf(document.toJS(), String(at)));
}

function leavesOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, `${path}[]`));
  if (value === null) return [];
  if (typeof value !== 'object') return [`${path}=${String(value)}`];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`));
}
