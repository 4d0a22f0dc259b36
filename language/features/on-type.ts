import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, TextEdit } from 'vscode-languageserver-types';
import { chainAt } from '../syntax/cursor/chain.ts';
import { type Container, slotsOf } from '../syntax/cursor/outline.ts';
import { readLine } from '../syntax/cursor/read-line.ts';
import { outlineAt } from '../syntax/cursor/scan-document.ts';
import { indentation, lineEnd, lineStart } from '../syntax/lines.ts';
import { isJson } from './is-json.ts';

/**
 * The indentation of a line that has just been begun, as an edit of its blanks; empty where it is right, or where nothing
 * can be said. The line above decides: a key without a value is followed by what is in it, any other by what stands
 * beside it.
 */
export function onNewLine(document: TextDocument, position: Position, tabSize: number): TextEdit[] {
  const text = document.getText();
  if (position.line === 0) return [];
  const start = document.offsetAt({ line: position.line, character: 0 });
  const column = newLineColumn(text, start, isJson(document), tabSize);
  const blanks = indentation(text, start);
  const rest = text.slice(blanks.end, lineEnd(text, blanks.end));
  if (column === undefined || !/^[}\]]*$/.test(rest)) return [];
  if (text.slice(blanks.start, blanks.end) === ' '.repeat(column)) return [];
  const range = { start: document.positionAt(blanks.start), end: document.positionAt(blanks.end) };
  return [{ range, newText: ' '.repeat(column) }];
}

function newLineColumn(text: string, start: number, json: boolean, tabSize: number): number | undefined {
  const outline = outlineAt(text, start, json);
  if (!outline) return undefined;
  const { links, leaf } = chainAt(outline, start);
  const around = links.at(-1)?.container;
  if (around?.flow) return flowColumn(text, start, around, tabSize);
  // Inside quotes and block scalars blanks may be content.
  if (json || (leaf?.type === 'scalar' && leaf.end >= start)) return undefined;
  return blockColumn(text, start, outline.start, tabSize);
}

function blockColumn(text: string, start: number, from: number, tabSize: number): number | undefined {
  const line = readLine(text, start - (text[start - 2] === '\r' ? 2 : 1), from);
  const content = line.content - line.start;
  if (line.content >= line.end) return line.dash >= 0 ? line.dash - line.start + 2 : undefined;
  if (line.colon < 0) {
    const isComment = text[line.content] === '#';
    return isComment || line.dash < 0 ? content : line.dash - line.start;
  }
  const value = text.slice(line.colon + 1, line.end).trim();
  const isOpen = value === '' || /^(#|[|>][-+0-9]*(\s|$)|[&!][^\s]+$)/.test(value);
  return isOpen ? content + tabSize : content;
}

/** Under the first item where that stands beside the bracket, else indented; a closing bracket goes back. */
function flowColumn(text: string, start: number, around: Container, tabSize: number): number {
  const openLine = lineStart(text, around.start);
  const base = readLine(text, around.start, 0).content - openLine;
  const closes = /[}\]]/.test(text[indentation(text, start).end] ?? '');
  if (closes) return base;
  const first = slotsOf(around)[0];
  const isBeside = first !== undefined && first.start < start && lineStart(text, first.start) === openLine;
  const behind = isBeside ? /^[ \t]*/.exec(text.slice(around.start + 1))?.[0].length : undefined;
  if (behind !== undefined) return around.start + 1 + behind - openLine;
  return base + tabSize;
}
