import pc from 'picocolors';
import stringWidth from 'string-width';
import type { Range } from 'vscode-languageserver-types';
import { unprintable } from './printable.ts';

/** Longer lines are cut around the mark, so that a minified file does not flood the terminal. */
const maxWidth = 120;

/**
 * The source line of a range with a caret under it; positions are 0-based, the line number shown is 1-based. Control
 * characters, which could rewrite the screen, are replaced one for one.
 */
export function sourceFrame(text: string, range: Range, color: boolean): string {
  const { dim, red } = pc.createColors(color);
  const line = (text.split(/\r?\n/, range.start.line + 1)[range.start.line] ?? '')
    .replaceAll('\t', ' ')
    .replaceAll(unprintable, '\uFFFD');
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  const from = Math.max(0, Math.min(range.start.character - 40, line.length - maxWidth));
  const shown = line.slice(from, from + maxWidth);
  const start = range.start.character - from;
  const length = Math.max(1, Math.min(end - from, shown.length) - start);
  const number = String(range.start.line + 1);
  const gutter = ' '.repeat(number.length);
  const indent = ' '.repeat(stringWidth(shown.slice(0, start)));
  return [
    dim(`  ${number} | `) + shown,
    dim(`  ${gutter} | `) +
      indent +
      red('^'.repeat(Math.max(1, stringWidth(shown.slice(start, start + length))))),
  ].join('\n');
}
