import type { Link } from './chain.ts';
import { slotAt } from './chain.ts';
import { char, isBlank, isBreak, isGap, lineEnd, lineStart, skipBlanks } from './characters.ts';
import type { Container, Entry, MapNode, OutlineNode, ScalarNode, SeqNode, Slot } from './outline.ts';
import { indentedTo, inheritedOf, type Layout, othersOf, type Place, pathOf, siblingsOf } from './place.ts';
import { emptyWord, type Spot, wordOf } from './spot.ts';

/** What may be written at a cursor inside a flow collection, the last of the links. */
export function flowSpot(text: string, offset: number, links: readonly Link[]): Spot | undefined {
  const spot = spotIn(text, offset, links);
  return spot && indented(spot, text, links);
}

/** A line inside must lie deeper than the block collection around it. */
function indented(spot: Spot, text: string, links: readonly Link[]): Spot {
  const block = links.findLast(({ container }) => !container.flow);
  const start = lineStart(text, spot.word.start);
  const end = skipBlanks(text, start);
  const indent = block?.container.indent ?? -1;
  if (end < spot.word.start || spot.word.start - start > indent) return spot;
  const blanks = { start, end: spot.word.start };
  const laidOut = ({ layout }: Place) => ({ layout: indentedTo(layout, blanks, indent + 2) });
  return { ...spot, places: spot.places.map((place) => ({ ...place, ...laidOut(place) })) };
}

function spotIn(text: string, offset: number, links: readonly Link[]): Spot | undefined {
  const last = links.at(-1);
  if (!last) return undefined;
  const { container } = last;
  const slot = slotAt(last);
  if (isInComment(text, offset, container, slot)) return undefined;
  if (container.type === 'map') return mapSpot(text, offset, links, container, slot as Entry | undefined);
  return seqSpot(text, offset, links, container, slot);
}

function mapSpot(
  text: string,
  offset: number,
  links: readonly Link[],
  map: MapNode,
  entry: Entry | undefined,
): Spot | undefined {
  const isFresh = !entry || (entry.comma >= 0 && offset > entry.comma);
  if (isFresh) return keySpot(text, offset, links, map, undefined);
  // Right before a key that has its colon another one is wanted, and that one stays.
  if (offset === entry.key.start && entry.colon >= 0) return keySpot(text, offset, links, map, undefined);
  if (touches(entry.key, offset)) return keySpot(text, offset, links, map, entry);
  if (entry.colon < 0 || offset <= entry.colon) return undefined;
  const { value } = entry;
  if (value === undefined || (value.type === 'scalar' && touches(value, offset)))
    return valueSpot(offset, links, value, offset === entry.colon + 1 || value?.start === entry.colon + 1);
  return isBehind(text, value, offset) && entry.comma < 0
    ? keySpot(text, offset, links, map, undefined, value)
    : undefined;
}

function keySpot(
  text: string,
  offset: number,
  links: readonly Link[],
  map: MapNode,
  entry: Entry | undefined,
  before?: OutlineNode,
): Spot {
  const word = entry ? wordOf(entry.key) : emptyWord(offset);
  const hasColon = entry !== undefined && entry.colon >= 0;
  const tail = hasColon ? '' : commaBehind(text, word.end, map);
  const place: Place = {
    at: 'key',
    path: pathOf(links.slice(0, -1)),
    siblings: siblingsOf(map, entry),
    inherited: inheritedOf(map, entry),
    hasColon,
    layout: { ...flowLayout('', tail), ...(before ? commaAfter(text, before, offset) : {}) },
  };
  return { word, places: [place] };
}

function valueSpot(
  offset: number,
  links: readonly Link[],
  value: ScalarNode | undefined,
  isTight: boolean,
): Spot {
  const word = value ? wordOf(value) : emptyWord(offset);
  const layout = flowLayout(isTight ? ' ' : '', '');
  return { word, places: [{ at: 'value', path: pathOf(links), others: [], layout }] };
}

function seqSpot(
  text: string,
  offset: number,
  links: readonly Link[],
  seq: SeqNode,
  item: Slot | undefined,
): Spot | undefined {
  const isFresh = !item || (item.comma >= 0 && offset > item.comma);
  const value = item?.value;
  const touched = !isFresh && value?.type === 'scalar' && touches(value, offset) ? value : undefined;
  const needsComma = !isFresh && value !== undefined && isBehind(text, value, offset);
  if (!isFresh && !touched && !needsComma) return undefined;
  const word = touched ? wordOf(touched) : emptyWord(offset);
  const parent = links.slice(0, -1);
  const index = seq.items.filter(({ start }) => start < word.start).length;
  const place: Place = {
    at: 'value',
    path: [...pathOf(parent), { type: 'seq', index }],
    others: othersOf(seq, offset),
    layout: {
      ...flowLayout('', commaBehind(text, word.end, seq)),
      ...(needsComma ? commaAfter(text, value, offset) : {}),
    },
  };
  return { word, places: [place] };
}

const flowLayout = (lead: string, tail: string): Layout => ({ lead, tail, inline: true });

const touches = (scalar: ScalarNode, offset: number) => scalar.start <= offset && offset <= scalar.end;

/** Behind a scalar only with a gap: until then it is the scalar that is being written, as on the whole line of an open quote. */
function isBehind(text: string, value: OutlineNode, offset: number): boolean {
  if (value.type !== 'scalar') return offset >= value.end;
  return offset > (isOpenQuote(text, value) ? lineEnd(text, value.end) : value.end);
}

const isOpenQuote = (text: string, { start, end, quote }: ScalarNode) =>
  (quote === '"' || quote === "'") && (end - start < 2 || text[end - 1] !== quote);

/** The comma that separates the new from what stands before it: right behind that, whatever lies between. */
function commaAfter(text: string, value: OutlineNode, offset: number): Partial<Layout> {
  const { end } = value;
  const isInText = value.type === 'scalar' && isOpenQuote(text, value);
  return end < offset && !isInText ? { also: [{ start: end, end, newText: ',' }] } : { lead: ', ' };
}

/** The comma that is needed when something else follows. */
function commaBehind(text: string, offset: number, container: Container): string {
  let at = offset;
  while (at < container.end && at < text.length) {
    const code = text.charCodeAt(at);
    if (code === char.hash) at = lineEnd(text, at);
    else if (isBlank(code) || isBreak(code)) at += 1;
    else if (code === char.comma || code === char.closeBrace || code === char.closeBracket) return '';
    else return isGap(text.charCodeAt(offset)) ? ',' : ', ';
  }
  return '';
}

/** Between the last thing before the cursor and the cursor there is nothing but blanks and comments. */
function isInComment(text: string, offset: number, container: Container, slot: Slot | undefined): boolean {
  const marks = [container.start + 1, slot?.comma ?? -1, slot?.value?.end ?? -1];
  if (slot && 'key' in slot) marks.push((slot as Entry).key.end, (slot as Entry).colon + 1);
  const from = Math.max(...marks.filter((mark) => mark <= offset), 0);
  const line = text.slice(from, offset);
  return /(^|\s)#[^\r\n]*$/.test(line);
}
