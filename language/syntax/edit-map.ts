import type { FixEdit } from '../finding.ts';
import { lineEnd, lineStart } from './lines.ts';
import type { MapNode, Node, Pair } from './tree.ts';

/**
 * The edit that takes a pair out of a map, with the comment behind it. Undefined where that would leave a list item
 * without a key, or take another comment along.
 */
export function removalOf(text: string, map: MapNode, pair: Pair): FixEdit | undefined {
  const at = map.pairs.indexOf(pair);
  if (at < 0) return undefined;
  return map.flow ? removalInFlow(text, map, at) : removalOfLines(text, map, at);
}

function removalInFlow(text: string, { pairs }: MapNode, at: number): FixEdit | undefined {
  const [before, pair, after] = [pairs[at - 1], pairs[at], pairs[at + 1]];
  if (!pair) return undefined;
  if (after) {
    const comma = text.indexOf(',', endOfPair(pair));
    const blanks = /^,[ \t]*/.exec(text.slice(comma))?.[0].length ?? 0;
    return comma < 0 || comma > after.key.start ? undefined : cut(pair.key.start, comma + blanks);
  }
  // A comment between them is about the pair before.
  if (before && text.slice(endOfPair(before), pair.key.start).includes('#')) return removalOfLine(text, pair);
  return cut(before ? endOfPair(before) : pair.key.start, endOfPair(pair));
}

/** The pair with its comment, where it has its lines for itself; the comma before it stays, which YAML allows. */
function removalOfLine(text: string, pair: Pair): FixEdit | undefined {
  const [line, end] = [lineStart(text, pair.key.start), endOfPair(pair)];
  const isAlone =
    text.slice(line, pair.key.start).trim() === '' &&
    /^[ \t]*(#.*)?$/.test(text.slice(end, lineEnd(text, end)));
  return isAlone ? cut(line, nextLine(text, end)) : undefined;
}

function removalOfLines(text: string, { pairs }: MapNode, at: number): FixEdit | undefined {
  const [pair, after] = [pairs[at], pairs[at + 1]];
  if (!pair) return undefined;
  const line = lineStart(text, pair.key.start);
  if (text.slice(line, pair.key.start).trim() === '') return cut(line, nextLine(text, endOfPair(pair)));
  // It stands behind a dash, or an anchor: the next key takes its place.
  const between = after && text.slice(endOfPair(pair), after.key.start);
  return after && !between?.includes('#') ? cut(pair.key.start, after.key.start) : undefined;
}

const cut = (start: number, end: number): FixEdit => ({ start, end, newText: '' });

/** Offset of the beginning of the next line. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0);
}

/** Where the text of a pair ends: its alias, its value, or the colon where it has none. */
export function endOfPair({ key, value, alias }: Pair): number {
  return alias?.end ?? Math.max(key.end + 1, contentEnd(value));
}

/** Where what is written of a node ends; block collections are taken to the end of the lines after them. */
export function contentEnd(node: Node): number {
  if (node.kind === 'map' && !node.flow)
    return Math.max(node.start, ...node.pairs.map(endOfPair), ...node.merges.map(endOfPair));
  if (node.kind === 'seq' && !node.flow)
    return Math.max(node.start, ...node.items.map(({ value, alias }) => alias?.end ?? contentEnd(value)));
  return node.end;
}
