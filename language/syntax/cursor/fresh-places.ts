import { type Chain, chainAt, type Link, lastSlot } from './chain.ts';
import type { Container, Entry, Outline, OutlineNode } from './outline.ts';
import { type Layout, othersOf, type Place, pathOf, siblingsOf } from './place.ts';
import type { Line } from './read-line.ts';
import { emptyWord, type Spot, wordOf } from './spot.ts';

/**
 * What may be written on a line that is blank or holds one bare word. Its column says which of the collections above
 * it continues, as it would for the parser.
 */
export function freshSpot(offset: number, outline: Outline, line: Line): Spot {
  const word = line.word ? wordOf(line.word) : emptyWord(offset);
  const column = word.start - line.start;
  const chain = chainBefore(outline, line);
  const last = chain.links.at(-1);
  const indent = last?.container.indent ?? -1;
  const fresh = { column, line, offset };
  if (isAwaiting(outline, chain, line)) {
    const below = column > indent ? [valuePlace(chain.links, column)] : [];
    if (below.length > 0) return { word, places: below };
    if (column === indent && last?.container.type === 'map')
      return { word, places: [...continuing(chain.links, fresh), dashPlace(chain.links, column)] };
  }
  return { word, places: continuing(withPending(outline, chain, line), fresh) };
}

interface Fresh {
  readonly column: number;
  readonly line: Line;
  readonly offset: number;
}

/** The block collections that the lines above leave open. */
function chainBefore(outline: Outline, line: Line): Chain {
  const { links } = chainAt(outline, line.start - 1);
  const flow = links.findIndex(({ container }) => container.flow);
  return { links: flow < 0 ? links : links.slice(0, flow) };
}

/** Whether the last key or dash above has no value yet; the bare word on this line may be taken for it. */
function isAwaiting(outline: Outline, chain: Chain, line: Line): boolean {
  const slot = lastSlot(outline, chain);
  if (!slot) return false;
  return slot.value === undefined || isWordOf(slot.value, line);
}

const isWordOf = (node: OutlineNode, line: Line) => node.type === 'scalar' && node.start === line.word?.start;

/** A collection that starts below the cursor is continued upwards by what is inserted here. */
function withPending(outline: Outline, chain: Chain, line: Line): readonly Link[] {
  const value = lastSlot(outline, chain)?.value;
  const isPending =
    value !== undefined && value.type !== 'scalar' && !value.flow && value.start >= line.start;
  return isPending ? [...chain.links, { container: value, index: -1 }] : chain.links;
}

/** The places in the collections that a line in this column continues. */
function continuing(links: readonly Link[], fresh: Fresh): Place[] {
  const { column } = fresh;
  const depth = links.findLastIndex(({ container }) => container.indent <= column);
  const fitting = links[depth];
  if (fitting && fitting.container.indent === column) return exactly(links.slice(0, depth + 1), fresh);
  // No collection has this column: the nearest deeper one is meant, else the innermost.
  const meant = links[depth + 1] ? depth + 1 : depth;
  if (!links[meant]) return [];
  return [placeIn(links.slice(0, meant + 1), fresh)];
}

function exactly(links: readonly Link[], fresh: Fresh): Place[] {
  const places = [placeIn(links, fresh)];
  const parent = links.at(-2);
  const sharesColumn = parent?.container.type === 'map' && parent.container.indent === fresh.column;
  if (sharesColumn) places.push(placeIn(links.slice(0, -1), fresh));
  return places;
}

/** A key of the innermost map, or an item of the innermost sequence. */
function placeIn(links: readonly Link[], fresh: Fresh): Place {
  const container = links.at(-1)?.container as Container;
  const { indent } = container;
  const fix = indent === fresh.column ? {} : { fix: { ...fixOf(fresh), column: indent } };
  if (container.type === 'map') {
    const entry = container.entries.find((candidate) => isBareWord(candidate, fresh.line));
    const layout: Layout = { lead: '', tail: '', inline: false, block: { lead: '', column: indent }, ...fix };
    const path = pathOf(links.slice(0, -1));
    return { at: 'key', path, siblings: siblingsOf(container, entry), hasColon: false, layout };
  }
  const index = container.items.filter(({ start }) => start < fresh.line.start).length;
  const block = { lead: '- ', column: indent + 2 };
  const layout: Layout = { lead: '- ', tail: '', inline: true, block, ...fix };
  const path = [...pathOf(links.slice(0, -1)), { type: 'seq', index } as const];
  return { at: 'value', path, others: othersOf(container, fresh.offset), layout };
}

const isBareWord = (entry: Entry, line: Line) => entry.colon < 0 && entry.key.start === line.word?.start;

/** The blanks before the word. */
const fixOf = ({ line, column }: Fresh) => ({ start: line.start, end: line.start + column });

/** The value that a key, a dash or the document above still waits for. */
function valuePlace(links: readonly Link[], column: number): Place {
  const start = { lead: '', column };
  const layout: Layout = { lead: '', tail: '', inline: true, block: start, dash: start };
  return { at: 'value', path: pathOf(links), others: [], layout };
}

/** The items of a sequence may stand in the column of the key they belong to. */
function dashPlace(links: readonly Link[], column: number): Place {
  const layout: Layout = { lead: '', tail: '', inline: false, dash: { lead: '', column } };
  return { at: 'value', path: pathOf(links), others: [], layout };
}
