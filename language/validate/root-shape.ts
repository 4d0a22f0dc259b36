import { errorAt, type Finding, type FixEdit } from '../finding.ts';
import type { DocumentFormatId } from '../model/document-format.ts';
import { lineBreakIn, lineEnd } from '../syntax/lines.ts';
import { type MapNode, type Node, pairOf, type Span } from '../syntax/tree.ts';
import { gluedDashes } from './layout-slips.ts';

/**
 * A config or strategy file that is something else as a whole: one mistake, where the schema would count each of its keys.
 */
export function misfit(root: Node, format: DocumentFormatId, text: string): Finding | undefined {
  if (format === 'strategy' && root.kind === 'map') return looseNames(root, text);
  if (format !== 'monitor' || root.kind !== 'map' || pairOf(root, 'monitors')) return undefined;
  const glued = gluedDashes(root);
  if (glued) return glued;
  const item = missingDash(root, { tag: 'kind', name: 'monitor' }, text);
  if (item) return item;
  const type = root.pairs.find((pair) => pair.name === 'type');
  if (!type) return undefined;
  const message =
    'This is a strategy, and this file is a monitor config; name it `*.strategy.yaml` and include it';
  return errorAt('schema-wrong-type', type.key, message);
}

/** Named strategies that do not stand below `strategies`: `slow: { type: static, bound: 3 }` at the root. */
function looseNames(root: MapNode, text: string): Finding | undefined {
  const named = root.pairs.filter(({ value }) => value.kind === 'map' && pairOf(value, 'type'));
  const [first, last] = [named[0], named.at(-1)];
  if (!first || !last || pairOf(root, 'strategies') || pairOf(root, 'type')) return undefined;
  const message = 'Named strategies stand below `strategies`';
  const stretch = { start: first.key.start, end: last.value.end };
  const isAll = root.pairs.slice(root.pairs.indexOf(first)).every((pair) => named.includes(pair));
  const edits = [
    { start: stretch.start, end: stretch.start, newText: `strategies:${lineBreakIn(text)}  ` },
    ...indented(stretch, text),
  ];
  const fixes = [{ title: 'Put them below `strategies`', edits, isCertain: true }];
  return { ...errorAt('schema-missing-key', first.key, message), ...(isAll && !root.flow ? { fixes } : {}) };
}

/** A map where a list of such maps is asked for. */
export function missingDash(
  map: MapNode,
  { tag, name }: { readonly tag: string; readonly name: string },
  text: string,
): Finding | undefined {
  const found = map.pairs.find((pair) => pair.name === tag);
  if (!found) return undefined;
  const message = `A ${name} is an item of a list; put ${map.flow ? 'brackets around' : '`- ` before'} it`;
  const edits = map.flow ? bracketed(map) : itemised(map, text);
  const fixes = [{ title: 'Make it an item of a list', edits, isCertain: true }];
  return { ...errorAt('schema-wrong-type', found.key, message), fixes };
}

/** The first line gets a dash, and all others of the map are indented as far. */
const itemised = (map: Node, text: string): FixEdit[] => [
  { start: map.start, end: map.start, newText: '- ' },
  ...indented(map, text),
];

/** Two blanks before all lines but the first. */
function indented({ start, end }: Span, text: string): FixEdit[] {
  const breaks = [...text.slice(start, end).matchAll(/\r\n|\r|\n/g)];
  const starts = breaks.map((match) => start + match.index + match[0].length);
  const written = starts.filter((at) => at < end && !/^\s*$/.test(text.slice(at, lineEnd(text, at))));
  return written.map((at) => ({ start: at, end: at, newText: '  ' }));
}

const bracketed = ({ start, end }: Node): FixEdit[] => [
  { start, end: start, newText: '[' },
  { start: end, end, newText: ']' },
];
