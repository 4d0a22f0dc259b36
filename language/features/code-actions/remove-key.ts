import type { Fix } from '../../finding.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { endOfPair, removalOf } from '../../syntax/edit-map.ts';
import type { MapNode, Pair, Span } from '../../syntax/tree.ts';
import { code } from '../../validate/wording.ts';
import { isMapPlace, nodePlaces } from './node-places.ts';

/**
 * The fixes that take out the key a finding marks; of a key that is there twice the one or the other. Where both say the same it does
 * not matter which, and the later one goes.
 */
export function removalsOf(span: Span, { text, ...config }: ReadConfig): Fix[] {
  const maps = nodePlaces({ text, ...config }).filter(isMapPlace);
  for (const { node } of maps) {
    const own = node.pairs.find(({ key }) => key.start === span.start && key.end === span.end);
    if (!own) continue;
    const earlier = node.pairs.find((pair) => pair.name === own.name && pair.key.start < own.key.start);
    const isSame = earlier !== undefined && valueText(earlier, text) === valueText(own, text);
    const removed = earlier && !isSame ? [own, earlier] : [own];
    return removed.flatMap((pair) => removal(pair, node, text, isSame, removed.length > 1));
  }
  return [];
}

function removal(pair: Pair, map: MapNode, text: string, isCertain: boolean, isChoice: boolean): Fix[] {
  const written = text.slice(pair.key.start, endOfPair(pair));
  // What has an anchor may be used elsewhere.
  const edit = /(?:^|[\s,[{])&/.test(written) ? undefined : removalOf(text, map, pair);
  const line = text.slice(0, pair.key.start).split('\n').length;
  const title = isChoice
    ? `Remove ${code(firstLine(written))} from line ${line}`
    : `Remove ${code(pair.name)}`;
  return edit ? [{ title, edits: [edit], isCertain }] : [];
}

const valueText = (pair: Pair, text: string) => text.slice(pair.key.end, endOfPair(pair));

const firstLine = (text: string) => text.replace(/\s*[\r\n].*$/s, ' …');
