import type { FixEdit } from '../../finding.ts';
import type { NamedStrategy } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { nextLine, removalOf } from '../../syntax/edit-map.ts';
import { indentation, lineEnd, lineStart } from '../../syntax/lines.ts';
import { type MapNode, type Pair, pairOf, type Span } from '../../syntax/tree.ts';
import type { StrategyText } from './strategy-text.ts';

/** How a definition is taken away. */
export interface Removal {
  readonly edits: readonly FixEdit[];
  readonly span: Span;
  /** Its comments that are no part of the text of the strategy. */
  readonly comments: readonly string[];
}

/**
 * Takes a definition from under `strategies`, and that too if it was the last. Undefined where it is not written there as
 * such, or a comment that is not the definition's own would go.
 */
export function definitionRemoval(
  { name, node }: NamedStrategy,
  strategy: StrategyText,
  config: ReadConfig,
): Removal | undefined {
  const root = config.documents[0]?.root;
  const all = root?.kind === 'map' ? pairOf(root, 'strategies') : undefined;
  if (root?.kind !== 'map' || !all || all.alias || all.value.kind !== 'map') return undefined;
  const map = all.value;
  const own = map.pairs.find((pair) => pair.name === name);
  if (!own || own.alias || own.value !== node || map.merges.length > 0) return undefined;
  const isOnly = map.pairs.length === 1;
  if (map.flow) return fromFlow(isOnly ? root : map, isOnly ? all : own, map, config.text);
  return fromBlock(own, strategy, isOnly ? all : undefined, config.text);
}

function fromFlow(holder: MapNode, pair: Pair, map: MapNode, text: string): Removal | undefined {
  if (/(?:^|\s)#/.test(text.slice(map.start, map.end))) return undefined;
  const edit = removalOf(text, holder, pair);
  // What stands behind it on the line would go with it.
  if (!edit || text.slice(edit.start, edit.end).includes('#')) return undefined;
  return { edits: [edit], span: edit, comments: [] };
}

function fromBlock(
  { key }: Pair,
  strategy: StrategyText,
  all: Pair | undefined,
  text: string,
): Removal | undefined {
  if (text.slice(lineStart(text, key.start), key.start).trim() !== '') return undefined;
  const top = firstComment(text, key.start);
  const last = strategy.flow ? lineEnd(text, strategy.span.end) : strategy.span.end;
  const head = text.slice(top, lineStart(text, key.start)).split(/\r\n|\n|\r/);
  const behindKey = text.slice(key.end, strategy.span.start);
  const behind = strategy.flow ? text.slice(strategy.span.end, last) : '';
  const comments = [...head, ...behindKey.split(/\r\n|\n|\r/), behind]
    .map((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1])
    .filter((comment) => comment !== undefined);
  const start = all ? wholeStart(all, top, text) : top;
  if (start === undefined) return undefined;
  const edit = { start, end: nextLine(text, last), newText: '' };
  return { edits: [edit], span: edit, comments };
}

/** Offset of the first line of the comments right above a key, which are indented as it is. */
function firstComment(text: string, key: number): number {
  const column = key - lineStart(text, key);
  let top = lineStart(text, key);
  while (top > 0) {
    const line = lineStart(text, beforeBreak(text, top));
    const { start, end } = indentation(text, line);
    if (text[end] !== '#' || end - start !== column) return top;
    top = line;
  }
  return top;
}

const beforeBreak = (text: string, line: number) => (text.startsWith('\r\n', line - 2) ? line - 2 : line - 1);

/** Where `strategies` itself begins, with the blank line before it. */
function wholeStart({ key }: Pair, top: number, text: string): number | undefined {
  const line = lineStart(text, key.start);
  if (text.slice(line, key.start).trim() !== '' || text.slice(key.end, top).includes('#')) return undefined;
  const above = line > 0 ? lineStart(text, beforeBreak(text, line)) : line;
  return text.slice(above, line).trim() === '' ? above : line;
}
