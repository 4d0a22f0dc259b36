import { type ParseError, parse } from 'jsonc-parser';
import { parseAllDocuments } from 'yaml';

/** How many syntax errors a text has, as the real parsers count them. */
export function problemCount(text: string, path: string): number {
  if (path.endsWith('.json')) {
    const errors: ParseError[] = [];
    parse(text, errors);
    return errors.length;
  }
  const documents = parseAllDocuments(text);
  return Array.isArray(documents) ? documents.reduce((sum, { errors }) => sum + errors.length, 0) : 0;
}
