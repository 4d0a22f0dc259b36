import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FoldingRange } from 'vscode-languageserver-types';
import type { ReadConfig } from '../../model/read-config.ts';
import type { Node, Span } from '../../syntax/tree.ts';
import { writtenChildren } from './written-nodes.ts';

/** Lines, 0-based, both included. */
interface Fold {
  readonly first: number;
  readonly last: number;
}

/** What can be folded: items, keys with what is below them, lists and maps in brackets, documents, comments. */
export function foldingRanges(config: ReadConfig): FoldingRange[] {
  const { text, documents } = config;
  const lines = TextDocument.create('', '', 0, text);
  const roots = documents.flatMap(({ root }) => root ?? []);
  const blocks = roots.flatMap((root) => [
    ...(roots.length > 1 ? [foldOf(root, root, text, lines)] : []),
    ...foldsIn(root, text, lines),
  ]);
  const scalars = roots.flatMap((root) => longScalars(root, text));
  return [
    ...widest(blocks).map(({ first, last }) => ({ startLine: first, endLine: last })),
    ...commentFolds(lines, scalars).map(({ first, last }) => ({
      ...{ startLine: first, endLine: last, kind: 'comment' },
    })),
  ];
}

function foldsIn(node: Node, text: string, lines: TextDocument): Fold[] {
  const children = writtenChildren(text, node).flatMap((child) => [
    foldOf(child.span, child.node, text, lines),
    ...foldsIn(child.node, text, lines),
  ]);
  const isFlow = node.kind !== 'scalar' && node.flow;
  return isFlow ? [foldOf(node, node, text, lines), ...children] : children;
}

/** A closing bracket on a line of its own stays to be seen. */
function foldOf({ start, end }: Span, node: Node, text: string, lines: TextDocument): Fold {
  const close = start + text.slice(start, end).trimEnd().length;
  const at = lines.positionAt(Math.max(start, close - 1));
  const before = text.slice(lines.offsetAt({ line: at.line, character: 0 }), close);
  const isFlow = node.kind !== 'scalar' && node.flow;
  const isAlone = isFlow && /^[\s\]}]*$/.test(before);
  return { first: lines.positionAt(start).line, last: at.line - (isAlone ? 1 : 0) };
}

/** Of folds that start on the same line, the one that hides most; none that hides nothing. */
function widest(folds: readonly Fold[]): Fold[] {
  const byLine = new Map<number, Fold>();
  for (const fold of folds) {
    if (fold.last > (byLine.get(fold.first)?.last ?? fold.first)) byLine.set(fold.first, fold);
  }
  return [...byLine.values()].toSorted((a, b) => a.first - b.first);
}

/** Texts over several lines, in which a `#` starts no comment. */
function longScalars(node: Node, text: string): Span[] {
  if (node.kind === 'scalar') return /[\r\n]/.test(text.slice(node.start, node.end)) ? [node] : [];
  return writtenChildren(text, node).flatMap((child) => longScalars(child.node, text));
}

/** Two or more lines of comment after one another. */
function commentFolds(lines: TextDocument, scalars: readonly Span[]): Fold[] {
  const folds: Fold[] = [];
  const text = lines.getText();
  let first = -1;
  for (let line = 0; line <= lines.lineCount; line += 1) {
    const start = lines.offsetAt({ line, character: 0 });
    const end = lines.offsetAt({ line: line + 1, character: 0 });
    const isComment =
      /^\uFEFF?[ \t]*#/.test(text.slice(start, end)) &&
      !scalars.some((scalar) => scalar.start < start && start < scalar.end);
    if (isComment && first < 0) first = line;
    if (isComment) continue;
    if (first >= 0 && line - first > 1) folds.push({ first, last: line - 1 });
    first = -1;
  }
  return folds;
}
