import type { Outline } from './outline.ts';
import { emptyWord, type Spot, wordOf } from './spot.ts';

/** A JSON document that does not have its outermost bracket yet. */
export function freshJson(outline: Outline, offset: number): Spot | undefined {
  const { value } = outline;
  const isWord = value?.type === 'scalar' && value.start <= offset && offset <= value.end;
  if (value !== undefined && !isWord) return undefined;
  const layout = { lead: '', tail: '', inline: true };
  const word = isWord ? wordOf(value) : emptyWord(offset);
  return { word, places: [{ at: 'value', path: [], others: [], layout }] };
}
