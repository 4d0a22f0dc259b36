import { chainAt, type Link, lastSlot } from './chain.ts';
import { type Container, type Entry, type Outline, type OutlineNode, slotsOf } from './outline.ts';
import { indentedTo, inheritedOf, type Layout, othersOf, type Place, pathOf, siblingsOf } from './place.ts';
import type { Line } from './read-line.ts';
import { emptyWord, type Spot, wordOf } from './spot.ts';

/**
 * What may be written on a line that is blank or holds one bare word. Its column says which of the collections above
 * it continues, as it would for the parser.
 */
export function freshSpot(offset: number, outline: Outline, line: Line): Spot {
  const word = line.word ? wordOf(line.word) : emptyWord(offset);
  const typed = word.start - line.start;
  const links = openAbove(outline, line);
  const next = links.findLastIndex((link) => goesOn(link, line));
  const column = Math.max(typed, links[next]?.container.indent ?? -1);
  const fresh = { column, typed, next, line, offset };
  return {
    word,
    places: isAwaiting(outline, links, line) ? awaited(links, fresh) : continuing(links, fresh),
  };
}

interface Fresh {
  /** Column of the word or cursor. */
  readonly typed: number;
  /** The column it counts for: no line may break up the collection that the next line continues. */
  readonly column: number;
  /** Index of the collection that the next line continues; -1 when it continues none. */
  readonly next: number;
  readonly line: Line;
  readonly offset: number;
}

/** The block collections that the lines above leave open, and the one that starts below as the value of the last. */
function openAbove(outline: Outline, line: Line): readonly Link[] {
  const chain = chainAt(outline, line.start - 1).links;
  const flow = chain.findIndex(({ container }) => container.flow);
  const links = flow < 0 ? chain : chain.slice(0, flow);
  const value = lastSlot(outline, { links })?.value;
  const isBelow = value !== undefined && value.type !== 'scalar' && !value.flow && value.start >= line.start;
  return isBelow ? [...links, { container: value, index: -1 }] : links;
}

/** Whether the collection has slots below the cursor; the bare word on this line is none. */
function goesOn({ container, index }: Link, line: Line): boolean {
  const next = slotsOf(container)[index + 1];
  const isOwn = next !== undefined && 'key' in next && isBareWord(next, line);
  return (isOwn ? slotsOf(container)[index + 2] : next) !== undefined;
}

/** Whether the last key or dash above has no value yet; the bare word on this line may be taken for it. */
function isAwaiting(outline: Outline, links: readonly Link[], line: Line): boolean {
  const last = links.at(-1);
  if (last?.index === -1) return false;
  const slot = lastSlot(outline, { links });
  return slot !== undefined && (slot.value === undefined || isWordOf(slot.value, line));
}

const isWordOf = (node: OutlineNode, line: Line) => node.type === 'scalar' && node.start === line.word?.start;

/** Deeper than the key or dash that awaits a value, it is that value; in the column of the key a list may be. */
function awaited(links: readonly Link[], fresh: Fresh): Place[] {
  const container = links.at(-1)?.container;
  const indent = container?.indent ?? -1;
  if (fresh.column > indent) return [valuePlace(links, fresh.column)];
  const places = continuing(links, fresh);
  const mayBeList = container?.type === 'map' && fresh.typed === indent;
  return mayBeList ? [...places, dashPlace(links, indent)] : places;
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
  const sharesColumn = parent?.container.type === 'map' && parent.container.indent === fresh.typed;
  if (sharesColumn && fresh.next < links.length - 1) places.push(placeIn(links.slice(0, -1), fresh));
  return places;
}

/** A key of the innermost map, or an item of the innermost sequence. */
function placeIn(links: readonly Link[], fresh: Fresh): Place {
  const container = links.at(-1)?.container as Container;
  const { indent } = container;
  const laidOut = (layout: Layout) =>
    indent === fresh.typed ? layout : indentedTo(layout, blanksOf(fresh), indent);
  if (container.type === 'map') {
    const entry = container.entries.find((candidate) => isBareWord(candidate, fresh.line));
    const layout = laidOut({ lead: '', tail: '', inline: false, block: { lead: '', column: indent } });
    const path = pathOf(links.slice(0, -1));
    const keys = { siblings: siblingsOf(container, entry), inherited: inheritedOf(container, entry) };
    return { at: 'key', path, ...keys, hasColon: false, layout };
  }
  const index = container.items.filter(({ start }) => start < fresh.line.start).length;
  const block = { lead: '- ', column: indent + 2 };
  const layout = laidOut({ lead: '- ', tail: '', inline: true, block });
  const path = [...pathOf(links.slice(0, -1)), { type: 'seq', index } as const];
  return { at: 'value', path, others: othersOf(container, fresh.offset), layout };
}

const isBareWord = (entry: Entry, line: Line) => entry.colon < 0 && entry.key.start === line.word?.start;

/** The blanks before the word. */
const blanksOf = ({ line, typed }: Fresh) => ({ start: line.start, end: line.start + typed });

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
