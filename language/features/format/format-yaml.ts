import { lineStart } from '../../syntax/lines.ts';
import type { SpanEdit } from './edits.ts';
import { Layout } from './layout.ts';
import { piecesOf } from './pieces.ts';

/**
 * Edits that lay a YAML text out: every token stays as it is, and what lies between two tokens becomes what it should be.
 * The text must be free of syntax errors. (The library can print documents too, but spells numbers anew, joins the lines
 * of flow collections and moves comments.)
 */
export function formatYaml(text: string, indent: number): SpanEdit[] {
  const pieces = piecesOf(text);
  const layout = new Layout(text, pieces, indent);
  const edits: SpanEdit[] = [];
  let at = 0;
  for (const [index, { start, end }] of pieces.entries()) {
    const gap = text.slice(at, start);
    const newText = layout.gap(index, gap);
    if (newText !== gap) edits.push({ start: at, end: start, newText });
    edits.push(...layout.inner(index));
    at = end;
  }
  const rest = text.slice(at);
  const ending = layout.ending(rest, lineStart(text, at) === at);
  if (ending !== rest) edits.push({ start: at, end: text.length, newText: ending });
  return edits.flatMap((edit) => smallest(text, edit));
}

/** Line breaks that stay are no part of an edit, so that only lines that change are touched. */
function smallest(text: string, edit: SpanEdit): SpanEdit {
  const old = text.slice(edit.start, edit.end);
  const { newText } = edit;
  const most = Math.min(old.length, newText.length);
  let head = 0;
  while (head < most && old[head] === newText[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === newText.at(-1 - tail)) tail += 1;
  return {
    start: edit.start + head,
    end: edit.end - tail,
    newText: newText.slice(head, newText.length - tail),
  };
}
