import { type FormattingOptions, format } from 'jsonc-parser';
import type { SpanEdit } from './edits.ts';

/** Indentation and spaces of a JSON text; its lines stay as they are broken. */
export function formatJson(
  text: string,
  options: Pick<FormattingOptions, 'tabSize' | 'insertSpaces'>,
): SpanEdit[] {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const wanted = { ...options, eol, keepLines: true, insertFinalNewline: true };
  return format(text, undefined, wanted)
    .map(({ offset, length, content }) => ({ start: offset, end: offset + length, newText: content }))
    .filter(({ start, end, newText }) => text.slice(start, end) !== newText)
    .toSorted((a, b) => a.start - b.start);
}
