import type { Chain, Link } from './chain.ts';
import { slotAt } from './chain.ts';
import { char } from './characters.ts';
import { freshSpot } from './fresh-places.ts';
import type { Entry, Item, MapNode, Outline, OutlineNode, SeqNode } from './outline.ts';
import { inheritedOf, type Layout, othersOf, pathOf, siblingsOf } from './place.ts';
import { type Line, readLine } from './read-line.ts';
import { emptyWord, type Spot, wordOf } from './spot.ts';

/** What may be written at a cursor in block style. */
export function blockSpot(text: string, offset: number, outline: Outline, chain: Chain): Spot | undefined {
  const line = readLine(text, offset, outline.start);
  if (chain.leaf && reachesInto(chain.leaf, line, offset)) return undefined;
  if (/(^|\s)#/.test(text.slice(contentEnd(line, chain, offset), offset))) return undefined;
  if (line.colon >= 0) return entrySpot(offset, chain.links, line, text);
  if (line.word ? !touches(line.word, offset) : !isFree(line, offset)) return undefined;
  return line.dash < 0 ? freshSpot(offset, outline, line) : dashSpot(offset, chain.links, line);
}

/** A flow collection that ends on this line, or a block scalar around the cursor: nothing can follow. */
function reachesInto(leaf: OutlineNode, line: Line, offset: number): boolean {
  if (leaf.type !== 'scalar') return leaf.end > line.start;
  return leaf.quote === 'block' && offset <= leaf.end;
}

/** End of the last thing on the line before the cursor; behind it only a comment can start. */
function contentEnd(line: Line, { leaf }: Chain, offset: number): number {
  const ends = [line.start, line.dash + 1, line.word?.end ?? 0, line.colon + 1, leaf?.end ?? 0];
  return Math.max(...ends.filter((end) => end <= offset));
}

const touches = (word: { start: number; end: number }, offset: number) =>
  word.start <= offset && offset <= word.end;

/** Behind the dashes, with nothing to the right: what is inserted would run into it. */
function isFree(line: Line, offset: number): boolean {
  return offset > line.dash && line.content >= line.end;
}

/** On `key: value`: the key is being written, or the value. */
function entrySpot(offset: number, links: readonly Link[], line: Line, text: string): Spot | undefined {
  const last = links.at(-1);
  const entry = last && (slotAt(last) as Entry | undefined);
  if (!line.word || entry?.key?.start !== line.word.start || last?.container.type !== 'map') return undefined;
  if (offset === line.word.start) return spotBefore(offset, links, last.container);
  if (touches(line.word, offset)) return keySpot(links, last.container, entry, '', line.word);
  if (offset <= line.colon) return undefined;
  return sameLineValue(text, offset, links, last.container, entry);
}

/** Right before a key that has its colon: another key on a line of its own, and that one below it as it is. */
function spotBefore(offset: number, links: readonly Link[], map: MapNode): Spot {
  const spot = keySpot(links, map, undefined, '', emptyWord(offset));
  const tail = `\n${' '.repeat(map.indent)}`;
  return { ...spot, places: spot.places.map((place) => ({ ...place, layout: { ...place.layout, tail } })) };
}

function keySpot(
  links: readonly Link[],
  map: MapNode,
  entry: Entry | undefined,
  lead: string,
  word: Spot['word'],
): Spot {
  const layout: Layout = { lead, tail: '', inline: false, block: { lead, column: map.indent } };
  const hasColon = entry !== undefined && entry.colon >= 0;
  const path = pathOf(links.slice(0, -1));
  const keys = { siblings: siblingsOf(map, entry), inherited: inheritedOf(map, entry) };
  return { word, places: [{ at: 'key', path, ...keys, hasColon, layout }] };
}

function sameLineValue(
  text: string,
  offset: number,
  links: readonly Link[],
  map: MapNode,
  entry: Entry,
): Spot | undefined {
  const { value } = entry;
  const isWord = value?.type === 'scalar' && value.quote !== 'block' && touches(value, offset);
  if (value !== undefined && !isWord) return undefined;
  const word = isWord ? wordOf(value) : emptyWord(offset);
  if (text.charCodeAt(word.end) === char.hash) return undefined;
  const lead = word.start === entry.colon + 1 ? ' ' : '';
  const below = { lead: `\n${' '.repeat(map.indent + 2)}`, column: map.indent + 2 };
  const layout: Layout = { lead, tail: '', inline: true, ...(isWord ? {} : { block: below, dash: below }) };
  return { word, places: [{ at: 'value', path: pathOf(links), others: [], layout }] };
}

/** Behind `- `: a scalar item, or the first key of a map. */
function dashSpot(offset: number, links: readonly Link[], line: Line): Spot | undefined {
  const at = links.findLastIndex(({ container }) => container.type === 'seq' && !container.flow);
  const link = links[at];
  const item = link && (slotAt(link) as Item | undefined);
  if (!link || item?.dash !== line.dash) return undefined;
  const word = line.word ? wordOf(line.word) : emptyWord(offset);
  const isTight = word.start === line.dash + 1;
  const column = isTight ? line.dash + 2 - line.start : word.start - line.start;
  const lead = isTight ? ' ' : '';
  const { value } = item;
  if (value?.type === 'map') return firstKey(links.slice(0, at + 1), value, column, lead, word);
  if (value !== undefined && !(value.type === 'scalar' && touches(value, offset))) return undefined;
  const layout: Layout = { lead, tail: '', inline: true, block: { lead, column } };
  const others = othersOf(link.container as SeqNode, offset);
  return { word, places: [{ at: 'value', path: pathOf(links.slice(0, at + 1)), others, layout }] };
}

/** The map goes on below; only what stands in its column belongs to it. */
function firstKey(
  links: readonly Link[],
  map: MapNode,
  column: number,
  lead: string,
  word: Spot['word'],
): Spot | undefined {
  if (map.flow || map.indent !== column) return undefined;
  const entry = map.entries.find(({ key, colon }) => key.start === word.start && colon < 0);
  return keySpot([...links, { container: map, index: -1 }], map, entry, lead, word);
}
