import type { Link } from './chain.ts';
import { slotAt } from './chain.ts';
import {
  type Entry,
  inheritedEntries,
  isMergeKey,
  type MapNode,
  type SeqNode,
  scalarText,
} from './outline.ts';

/** The keys of a map with the text of their values; undefined where a value is no scalar. */
export type Siblings = ReadonlyMap<string, string | undefined>;

/** Keys that a map merges: the text of their values, and the alias they come by. */
export type InheritedKeys = ReadonlyMap<string, { readonly text: string | undefined; readonly via: string }>;

/** One step of a path from the root: into the value of a key, or into an item. */
export type Frame =
  | { readonly type: 'map'; readonly key: string; readonly siblings: Siblings }
  | { readonly type: 'seq'; readonly index: number };

/** Something that may be written at the cursor. Where text is ambiguous there are several. */
export type Place = KeyPlace | ValuePlace;

export interface KeyPlace {
  readonly at: 'key';
  /** Path to the map that gets the key. */
  readonly path: readonly Frame[];
  /** The other keys of that map, before and after the cursor, those of merged maps among them. */
  readonly siblings: Siblings;
  /** Those of the siblings that stand in merged maps only, and may be overridden here. */
  readonly inherited: InheritedKeys;
  /** The colon is there already: only the key is to be written. */
  readonly hasColon: boolean;
  readonly layout: Layout;
}

export interface ValuePlace {
  readonly at: 'value';
  /** Path to the value. */
  readonly path: readonly Frame[];
  /** The other scalars, when the value is an item of a list. */
  readonly others: readonly string[];
  readonly layout: Layout;
}

/** How what is inserted must be laid out to mean what it should. */
export interface Layout {
  /** Text that must stand before the word, such as a missing space or a comma. */
  readonly lead: string;
  /** Text that must follow it. */
  readonly tail: string;
  /** Where a block map may start, or where the key itself stands; undefined where only flow style is possible. */
  readonly block?: BlockStart;
  /** Where a block sequence may start. */
  readonly dash?: BlockStart;
  /** Whether a scalar or a flow collection may stand here. */
  readonly inline: boolean;
  /** What else must change, and where: the line's indentation, or a comma that is missing further back. */
  readonly also?: readonly Change[];
}

/** Text to put in the place of a stretch that the word does not touch. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface BlockStart {
  readonly lead: string;
  /** Column of the keys or dashes. */
  readonly column: number;
}

/** The layout on a line whose blanks before the word, here a stretch, are to be as many as `column`. */
export function indentedTo(
  layout: Layout,
  { start, end }: { readonly start: number; readonly end: number },
  column: number,
): Layout {
  const newText = ' '.repeat(column);
  if (start < end) return { ...layout, also: [...(layout.also ?? []), { start, end, newText }] };
  // Two edits at the same place would have no order.
  const { block } = layout;
  const wide = { ...layout, lead: newText + layout.lead };
  return block ? { ...wide, block: { ...block, lead: newText + block.lead } } : wide;
}

/** The path through all these links, including the slot of the last one. */
export function pathOf(links: readonly Link[]): Frame[] {
  const frames: Frame[] = [];
  for (const link of links) {
    const slot = slotAt(link);
    const { container, index } = link;
    if (container.type === 'seq') frames.push({ type: 'seq', index: Math.max(index, 0) });
    else if (slot && 'key' in slot)
      frames.push({ type: 'map', key: slot.key.text, siblings: siblingsOf(container) });
  }
  return frames;
}

/** The keys of a map and the text of their values, without the entry that is being written. */
export function siblingsOf(map: MapNode, except?: Entry): Siblings {
  const siblings = ownKeys(map, except);
  for (const [key, { text }] of inheritedIn(map, except, siblings)) siblings.set(key, text);
  return siblings;
}

/** Of these keys those that merged maps bring in. */
export const inheritedOf = (map: MapNode, except?: Entry): InheritedKeys =>
  inheritedIn(map, except, ownKeys(map, except));

function ownKeys(map: MapNode, except: Entry | undefined): Map<string, string | undefined> {
  const keys = new Map<string, string | undefined>();
  for (const entry of map.entries) {
    const counts = entry !== except && entry.colon >= 0 && !keys.has(entry.key.text) && !isMergeKey(entry);
    if (counts) keys.set(entry.key.text, scalarText(entry.value));
  }
  return keys;
}

function inheritedIn(map: MapNode, except: Entry | undefined, own: Siblings): InheritedKeys {
  const keys = new Map<string, { readonly text: string | undefined; readonly via: string }>();
  if (!map.entries.some(isMergeKey)) return keys;
  for (const { entry, via } of inheritedEntries(map)) {
    const { text } = entry.key;
    if (entry !== except && !own.has(text) && !keys.has(text))
      keys.set(text, { text: scalarText(entry.value), via });
  }
  return keys;
}

/** The scalars of a sequence, without the item that is being written. */
export function othersOf(seq: SeqNode, offset: number): string[] {
  const others: string[] = [];
  for (const { value } of seq.items) {
    // As it is written: an alias is told apart from other aliases, not from what it stands for.
    const text = value?.type === 'scalar' && value.quote !== 'block' ? value.text : undefined;
    const isTouched = value !== undefined && value.start <= offset && offset <= value.end;
    if (text !== undefined && !isTouched) others.push(text);
  }
  return others;
}
