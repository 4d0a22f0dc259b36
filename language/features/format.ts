import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-types';
import { lineStart } from '../syntax/lines.ts';
import { parseText } from '../syntax/parse.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { applyEdits, type SpanEdit } from './format/edits.ts';
import { formatJson } from './format/format-json.ts';
import { formatYaml } from './format/format-yaml.ts';
import { meansTheSame } from './format/same-meaning.ts';
import { isJson } from './is-json.ts';

/**
 * Edits that lay a document out as it should be, or the lines of it that `range` touches. Only white space between tokens
 * changes: values, comments, quotes, line ends and the way collections are broken into lines stay. Undefined where the
 * text has syntax errors, for then nobody knows what its white space means.
 * @param known the tree of the text, where somebody has it
 */
export function format(
  document: TextDocument,
  options: Pick<FormattingOptions, 'tabSize' | 'insertSpaces'>,
  range?: Range,
  known?: SyntaxTree,
): TextEdit[] | undefined {
  const text = document.getText();
  const json = isJson(document);
  // A return without a newline ends a line in LSP and none in YAML.
  if (/\r(?!\n)/.test(text)) return undefined;
  const tree = known ?? parseText(text, json ? 'json' : 'yaml');
  if (tree.documents.some(({ damage }) => damage.length > 0)) return undefined;
  const all = json ? formatJson(text, options) : formatYaml(text, indentOf(options.tabSize));
  const isSafe = (some: readonly SpanEdit[]) =>
    json || some.length === 0 || meansTheSame({ text, tree }, applyEdits(text, some));
  const edits = range ? within(text, linesOf(document, range), all, isSafe) : all;
  // The layout is worked out, not proved: an edit that would change what the text says is never made.
  if (!isSafe(edits)) return undefined;
  return edits.map(({ start, end, newText }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText,
  }));
}

/** YAML knows no tabs, and columns that a person can follow: what an editor asks for within reason. */
const indentOf = (tabSize: number) => (tabSize >= 1 && tabSize <= 8 ? Math.floor(tabSize) : 2);

/** The edits inside a stretch. Lines whose neighbours stay may not move: then only the spaces within them change. */
function within(
  text: string,
  stretch: Stretch,
  all: readonly SpanEdit[],
  isSafe: (edits: readonly SpanEdit[]) => boolean,
): SpanEdit[] {
  const inside = all.filter(({ start, end }) => start >= stretch.start && end <= stretch.end);
  return isSafe(inside) ? inside : inside.filter((edit) => !isIndentation(text, edit));
}

function isIndentation(text: string, { end, newText }: SpanEdit): boolean {
  const before = text.slice(lineStart(text, end), end);
  return /^[ \t]*$/.test(before) && (before !== '' || newText.endsWith(' '));
}

type Stretch = Pick<SpanEdit, 'start' | 'end'>;

/** Whole lines; a range that ends at the start of a line does not mean that line. */
function linesOf(document: TextDocument, { start, end }: Range): Stretch {
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return {
    start: document.offsetAt({ line: start.line, character: 0 }),
    end: document.offsetAt({ line: last + 1, character: 0 }),
  };
}
