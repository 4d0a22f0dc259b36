import type { Quote, ScalarNode } from './outline.ts';
import type { Place } from './place.ts';

/** The text that what is chosen replaces: the whole word, also when the cursor stands in the middle of it. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly quote: Quote;
}

/** A word and what may be written in its place. */
export interface Spot {
  readonly word: Word;
  readonly places: readonly Place[];
}

export const wordOf = ({ start, end, quote }: ScalarNode): Word => ({ start, end, quote });

export const emptyWord = (offset: number): Word => ({ start: offset, end: offset, quote: '' });
