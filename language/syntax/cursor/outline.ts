/**
 * The outline of a document: what can be said of its structure when nothing is certain. Made by a plain scan that
 * takes half-typed text as it comes, it serves the features that work while people type; everything else is judged
 * on the real parse. Offsets are UTF-16 indices into the whole text.
 */
export type OutlineNode = ScalarNode | MapNode | SeqNode;
export type Container = MapNode | SeqNode;

export interface ScalarNode {
  readonly type: 'scalar';
  readonly start: number;
  readonly end: number;
  /** The value without quotes and escapes; of a block scalar, its header. */
  readonly text: string;
  readonly quote: Quote;
  /** Column of its first character; -1 in flow collections, where columns mean nothing. */
  readonly column: number;
  /** Of an alias: what its anchor stands on. */
  readonly anchored?: Slot;
}

/** How a scalar is written; `block` stands for `|` and `>`. */
export type Quote = '' | '"' | "'" | 'block';

export interface MapNode {
  readonly type: 'map';
  readonly flow: boolean;
  /** Column of the keys; -1 in flow maps. */
  readonly indent: number;
  readonly start: number;
  /** Flow: the first offset that lies outside, be it behind the closing bracket or where the scan gave up. */
  end: number;
  /** Whether a flow map has its closing bracket. */
  closed: boolean;
  readonly entries: Entry[];
}

export interface SeqNode {
  readonly type: 'seq';
  readonly flow: boolean;
  /** Column of the dashes; -1 in flow sequences. */
  readonly indent: number;
  readonly start: number;
  end: number;
  closed: boolean;
  readonly items: Item[];
}

/** Something that can hold a value: an entry of a map, an item of a sequence, or the document itself. */
export interface Slot {
  /** Offset from which on the cursor belongs to it. */
  readonly start: number;
  /** Offset of the comma behind it in flow collections; -1 where there is none. */
  comma: number;
  /** Of an item far from the cursor it is only looked for when somebody asks. */
  value?: OutlineNode | undefined;
}

export interface Entry extends Slot {
  readonly key: ScalarNode;
  /** Offset of the colon; -1 when the key is still a bare word. */
  colon: number;
}

export interface Item extends Slot {
  /** Offset of the dash; -1 in flow sequences. */
  readonly dash: number;
}

/** One document of a file: `---` separates several. */
export interface Outline extends Slot {
  /** Offset behind its last character. */
  readonly end: number;
  /** In the order of the text; of two with one name the later one counts from there on. */
  readonly anchors: readonly Anchor[];
}

/** A name that aliases refer to, and what it stands on. */
export interface Anchor {
  readonly name: string;
  /** Offset of the `&`. */
  readonly start: number;
  readonly slot: Slot;
}

/** The entries or items of a container, in order. */
export const slotsOf = (container: Container): readonly (Entry | Item)[] =>
  container.type === 'map' ? container.entries : container.items;

/** The entry of that key; the first one when it is there twice, else the one that a merge key brings in. */
export function entryOf(node: OutlineNode | undefined, key: string): Entry | undefined {
  const map = meant(node);
  if (map?.type !== 'map') return undefined;
  const isWanted = (entry: Entry) => entry.key.text === key;
  return map.entries.find(isWanted) ?? inheritedEntries(map).find(({ entry }) => isWanted(entry))?.entry;
}

/** The text of a scalar, or of the one an alias stands for; undefined for anything else. */
export function scalarText(node: OutlineNode | undefined): string | undefined {
  const scalar = meant(node);
  return scalar?.type === 'scalar' && scalar.quote !== 'block' ? scalar.text : undefined;
}

/** What a node stands for: of an alias, what its anchor stands on. */
export const meant = (node: OutlineNode | undefined): OutlineNode | undefined =>
  node?.type === 'scalar' && node.anchored ? node.anchored.value : node;

/** A key that brings in those of other maps. */
export const isMergeKey = ({ key }: Entry) => key.text === '<<' && key.quote === '';

/** An entry that a merge key brings in, and the alias that it comes by. */
export interface Inherited {
  readonly entry: Entry;
  readonly via: string;
}

/** What the merge keys of a map bring in, the first of a name being the one that counts. */
export function inheritedEntries(map: MapNode, within: readonly MapNode[] = []): Inherited[] {
  // An anchor may stand around its own alias.
  if (within.includes(map)) return [];
  const around = [...within, map];
  return map.entries.filter(isMergeKey).flatMap(({ value }) => {
    const sources = value?.type === 'seq' ? value.items.map((item) => item.value) : [value];
    return sources.flatMap((source) => {
      const merged = meant(source);
      if (merged?.type !== 'map') return [];
      const via = source?.type === 'scalar' ? source.text : '';
      const own = merged.entries.filter((entry) => entry.colon >= 0 && !isMergeKey(entry));
      const further = inheritedEntries(merged, around).map(({ entry }) => entry);
      return [...own, ...further].map((entry) => ({ entry, via }));
    });
  });
}
