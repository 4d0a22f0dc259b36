import type { Item, Pair } from '../tree.ts';
import type { Faults } from '../yaml-errors.ts';
import type { YamlNode, YamlPair } from '../yaml-tree.ts';
import type { Cut } from './cut.ts';

/** A part of the text that was parsed on its own, with its place in the text it was last found in. */
export interface Piece {
  readonly cut: Cut;
  /** What was parsed. */
  readonly text: string;
  /** What the parser says of the collections that begin or end here. */
  readonly marks: Marks;
  /** What the parser finds wrong in it. Undefined for a piece that is parsed to the same wherever it stands. */
  readonly faults?: Faults;
  /**
   * What the parser makes of it, to build its tree from: before that is built, and for as long as it must be built anew
   * for every text, because it refers to other pieces, or they to it, or there is something to be told of it.
   */
  readonly parsed?: Parsed;
  /** Undefined before it is built, and of a blank document. Of an earlier text as long as there is `parsed`. */
  readonly built?: Built;
}

/** An item or entry as the parser gives it; of an opening that of its inner collection. */
export interface Parsed {
  /** Where the piece stood then. */
  readonly start: number;
  readonly value: YamlNode;
  readonly pair?: YamlPair;
  /** The key of an opening. */
  readonly key?: YamlNode;
}

export interface Built {
  /** The item or entry; of an opening that of its inner collection. Undefined for an entry without a key. */
  readonly content: Content | undefined;
  /** The key of an opening. */
  readonly key?: Pick<Pair, 'key' | 'name'>;
  /** The plain value of the item or entry. It stays the very same while the text does and all that it refers to. */
  readonly value: unknown;
}

export type Content =
  | { readonly kind: 'seq'; readonly item: Item }
  | { readonly kind: 'map'; readonly pair: Pair };

/** Offsets. */
export interface Marks {
  readonly documentStart?: number;
  readonly rootStart?: number;
  readonly innerStart?: number;
  readonly innerEnd?: number;
  readonly rootEnd?: number;
  readonly documentEnd?: number;
}

/** Whether the tree of a piece hangs together with others, or has something to tell. */
export const isTied = ({ parsed }: Piece) => parsed !== undefined;

export const noFaults: Faults = { errors: [], warnings: [] };
