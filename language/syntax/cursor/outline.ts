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
}

/** The entries or items of a container, in order. */
export const slotsOf = (container: Container): readonly (Entry | Item)[] =>
  container.type === 'map' ? container.entries : container.items;

/** The entry of that key; the first one when it is there twice. */
export function entryOf(node: OutlineNode | undefined, key: string): Entry | undefined {
  return node?.type === 'map' ? node.entries.find((entry) => entry.key.text === key) : undefined;
}

/** The text of a scalar; undefined for anything else. */
export const scalarText = (node: OutlineNode | undefined): string | undefined =>
  node?.type === 'scalar' && node.quote !== 'block' ? node.text : undefined;
