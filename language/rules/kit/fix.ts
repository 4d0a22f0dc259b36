import type { Fix } from '../../finding.ts';
import { removalOf } from '../../syntax/edit-map.ts';
import { type MapNode, pairOf, type Span } from '../../syntax/tree.ts';
import { code } from '../../validate/wording.ts';

/** The fixes of a finding, as a part of it; none where none can be made. */
export const fixesFrom = (...fixes: readonly (Fix | undefined)[]) => {
  const made = fixes.filter((fix) => fix !== undefined);
  return made.length > 0 ? { fixes: made } : {};
};

/** Writes another value in the place of one. */
export function changeTo(span: Span, newText: string, isCertain = false): Fix {
  const { start, end } = span;
  return { title: `Change to ${code(newText)}`, edits: [{ start, end, newText }], isCertain };
}

/** Takes a key with its value out of the map it is written in. */
export function removeKey(text: string, map: MapNode, name: string, isCertain = false): Fix | undefined {
  const pair = pairOf(map, name);
  const edit = pair && removalOf(text, map, pair);
  return edit && { title: `Remove ${code(name)}`, edits: [edit], isCertain };
}
