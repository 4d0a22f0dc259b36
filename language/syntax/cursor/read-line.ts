import { char, isBreak, isGap, lineEnd, lineStart, skipBlanks } from './characters.ts';
import type { ScalarNode } from './outline.ts';
import { scanScalar } from './scan-scalar.ts';

/** What stands on a line of block style, read for itself: `- - key: value`. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** Offset of the last of the dashes it starts with; -1 without one. */
  readonly dash: number;
  /** Where the content starts, behind dashes and blanks; the end of the line, or a comment, when there is none. */
  readonly content: number;
  /** The key, or the word that may become one. */
  readonly word?: ScalarNode;
  /** Offset of the colon behind the key; -1 without one. */
  readonly colon: number;
}

/** The line around an offset. Only lines that lie in no flow collection or block scalar can be read this way. */
export function readLine(text: string, offset: number, documentStart: number): Line {
  const start = Math.max(lineStart(text, offset), documentStart);
  const end = lineEnd(text, offset);
  let dash = -1;
  let content = skipBlanks(text, start);
  while (text.charCodeAt(content) === char.dash && isGap(text.charCodeAt(content + 1))) {
    dash = content;
    content = skipBlanks(text, content + 1);
  }
  const code = text.charCodeAt(content);
  const isEmpty = content >= end || isBreak(code) || code === char.hash;
  if (isEmpty || /[{}[\]|>&!?%]/.test(text[content] ?? '')) return { start, end, dash, content, colon: -1 };
  const word = scanScalar(text, content, { column: content - start, style: 'block', key: true });
  const behind = skipBlanks(text, word.end);
  const colon = text.charCodeAt(behind) === char.colon ? behind : -1;
  return { start, end, dash, content, word, colon };
}
