/** A stretch of text and what takes its place. */
export interface SpanEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The text after edits that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly SpanEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of edits) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
