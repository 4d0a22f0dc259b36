import type { Finding } from '../../finding.ts';
import type { Item, Pair } from '../tree.ts';
import type { Faults } from '../yaml-errors.ts';
import type { Cut } from './cut.ts';

/** A part of the text that was parsed on its own, with its place in the text it was last found in. */
export interface Piece {
  readonly cut: Cut;
  /** What was parsed. */
  readonly text: string;
  /** The item or entry; of an opening that of its inner collection. */
  readonly content: Content;
  /** The plain value of the item, or of the entry. It stays the very same while the text does. */
  readonly value: unknown;
  /** The key of an opening. */
  readonly key?: Pick<Pair, 'key' | 'name'>;
  /** What the parser says of the collections that begin or end here. */
  readonly marks: Marks;
  /** What is wrong in it. Undefined for a piece that means the same wherever it stands. */
  readonly trouble?: Trouble;
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

export interface Trouble extends Faults {
  readonly findings: readonly Finding[];
}

export const noTrouble: Trouble = { errors: [], warnings: [], findings: [] };
