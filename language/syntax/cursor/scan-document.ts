import { char, isBlank, isBreak, lineEnd } from './characters.ts';
import type { Outline } from './outline.ts';
import { ScanAnchors } from './scan-anchors.ts';
import { scanBlock } from './scan-block.ts';
import { scanFlow } from './scan-flow.ts';
import { scanScalar } from './scan-scalar.ts';

const separator = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;

/** The outline of the document around `offset`; undefined on the line of a `---`. */
export function outlineAt(text: string, offset: number, json: boolean): Outline | undefined {
  if (json) return scanJson(text);
  // A byte order mark takes up no column.
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const { index } of text.matchAll(separator)) {
    if (index >= offset) return scanBlock(text, start, index, offset);
    start = index + 3;
    // Block style cannot start on the line of the `---`.
    if (offset <= lineEnd(text, start)) return undefined;
  }
  return scanBlock(text, start, text.length, offset);
}

function scanJson(text: string): Outline {
  const root: Outline = { start: 0, end: text.length, comma: -1, anchors: [] };
  let at = 0;
  while (isBlank(text.charCodeAt(at)) || isBreak(text.charCodeAt(at))) at += 1;
  const code = text.charCodeAt(at);
  const isCollection = code === char.openBrace || code === char.openBracket;
  if (isCollection)
    root.value = scanFlow(text, at, {
      json: true,
      end: text.length,
      parentIndent: -1,
      anchors: new ScanAnchors(),
    });
  else if (at < text.length) root.value = scanScalar(text, at, { column: -1, style: 'json', key: false });
  return root;
}
