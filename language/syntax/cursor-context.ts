import { blockSpot } from './cursor/block-places.ts';
import { chainAt, slotAt } from './cursor/chain.ts';
import { isFlowIndicator, isGap } from './cursor/characters.ts';
import { flowSpot } from './cursor/flow-places.ts';
import { freshJson } from './cursor/json-root.ts';
import type { MapNode, Outline, OutlineNode, ScalarNode } from './cursor/outline.ts';
import { type Frame, type Place, pathOf } from './cursor/place.ts';
import { outlineAt } from './cursor/scan-document.ts';
import type { Word } from './cursor/spot.ts';

/** Where the cursor is, as far as the text alone can say. */
export interface CursorContext {
  readonly json: boolean;
  /** The document around the cursor. */
  readonly outline: Outline;
  /** What the text inserted here replaces. */
  readonly word: Word;
  /** What may be written here; more than one where the text is ambiguous. Never empty. */
  readonly places: readonly Place[];
}

/**
 * The context of a cursor in text that need not parse; undefined where nothing can be completed, as in a comment, in
 * a block scalar, or between a value and the end of its line.
 */
export function cursorContext(text: string, offset: number, json: boolean): CursorContext | undefined {
  const outline = outlineAt(text, offset, json);
  if (!outline) return undefined;
  const chain = chainAt(outline, offset);
  const isInFlow = chain.links.at(-1)?.container.flow === true;
  const spot = isInFlow
    ? flowSpot(text, offset, chain.links)
    : json
      ? freshJson(outline, offset)
      : blockSpot(text, offset, outline, chain);
  if (!spot || spot.places.length === 0 || hasLoneReturn(text, spot.word)) return undefined;
  if (!json && spot.word.quote === '' && isInProperty(text, offset)) return undefined;
  return { json, outline, ...spot };
}

/** Whether the word before the cursor is an anchor or a tag: a name nobody can guess, and nothing may follow it closely. */
function isInProperty(text: string, offset: number): boolean {
  let start = offset;
  while (start > 0 && !isGap(text.charCodeAt(start - 1)) && !isFlowIndicator(text.charCodeAt(start - 1)))
    start -= 1;
  return start < offset && /[&!]/.test(text.charAt(start));
}

/** A return without a newline ends a line in LSP and none in YAML: what holds one cannot be given a range. */
const hasLoneReturn = (text: string, { start, end }: { readonly start: number; readonly end: number }) =>
  /\r(?!\n)/.test(text.slice(start, end));

/** The key or scalar under the cursor. */
export interface Token {
  readonly role: 'key' | 'value';
  readonly node: ScalarNode;
  /** Path to the value: of the key, or the scalar itself. */
  readonly path: readonly Frame[];
  /** The value of the key; of a value, the value itself. */
  readonly value: OutlineNode | undefined;
  /** The map of a key. */
  readonly map?: MapNode;
  readonly outline: Outline;
}

/** The key or scalar that the offset touches; undefined between them, and in comments. */
export function tokenAt(text: string, offset: number, json: boolean): Token | undefined {
  const outline = outlineAt(text, offset, json);
  if (!outline) return undefined;
  const { links, leaf } = chainAt(outline, offset);
  const path = pathOf(links);
  if (leaf?.type === 'scalar') {
    return hasLoneReturn(text, leaf) ? undefined : valueToken(leaf, offset, path, outline);
  }
  const last = links.at(-1);
  const slot = last && slotAt(last);
  if (leaf || !slot || !('key' in slot) || offset > slot.key.end || hasLoneReturn(text, slot.key))
    return undefined;
  const map = last?.container.type === 'map' ? { map: last.container } : {};
  return { role: 'key', node: slot.key, path, value: slot.value, outline, ...map };
}

/** Of a block scalar only its header is a token: the text below is the user's own. */
function valueToken(
  scalar: ScalarNode,
  offset: number,
  path: readonly Frame[],
  outline: Outline,
): Token | undefined {
  const end = scalar.quote === 'block' ? scalar.start + scalar.text.length : scalar.end;
  return offset > end ? undefined : { role: 'value', node: { ...scalar, end }, path, value: scalar, outline };
}
