import type { Span } from './tree.ts';

/** The line break of a text. */
export const lineBreakIn = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');

/** Offset of the first character of the line that `offset` is on. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text, at - 1)) at -= 1;
  return at;
}

/** `lineStart` for many offsets of one text, whose lines may be long. */
export function lineStarts(text: string): (offset: number) => number {
  const starts = [0];
  for (const { index } of text.matchAll(/\n|\r(?!\n)/g)) starts.push(index + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return starts[low] ?? 0;
  };
}

/** Offset of the end of the line that `offset` is on, its line break not included. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isBreak(text, at)) at += 1;
  return at;
}

/** The part of a stretch that lies on its first line, so that a squiggle never runs over half a file. */
export function firstLineOf(text: string, span: Span): Span {
  return { start: span.start, end: Math.max(span.start, Math.min(span.end, lineEnd(text, span.start))) };
}

/** The stretch, widened to whole lines. */
export function wholeLines(text: string, span: Span): Span {
  return { start: lineStart(text, span.start), end: lineEnd(text, Math.max(span.start, span.end)) };
}

/** The blanks a line starts with. */
export function indentation(text: string, offset: number): Span {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return { start, end };
}

/** Offset of the first character at or after `offset` that is no blank and no line break. */
export function skipBlank(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

const isBreak = (text: string, at: number) => text[at] === '\n' || text[at] === '\r';
