import { errorAt, type Finding } from '../finding.ts';
import { repeatedKeys } from './repeated-keys.ts';
import type { Source } from './source.ts';
import type { InheritedPair, Item, MapNode, Owner, Pair, Span } from './tree.ts';

/** Where a collection is written, and how. */
export interface CollectionPlace extends Span {
  readonly flow: boolean;
  readonly owner?: Owner;
}

/** Whether an entry brings in those of another map. */
export const isMergeKey = ({ name, key }: Pick<Pair, 'name' | 'key'>) =>
  name === '<<' && key.style === 'plain';

/** A map out of all its entries, merge keys among them, in the order of the text; and what is wrong with it. */
export function mapOf(
  entries: readonly Pair[],
  { flow, start, end, owner }: CollectionPlace,
  source: Source,
): { map: MapNode; findings: readonly Finding[] } {
  const merges = entries.filter(isMergeKey);
  const pairs = merges.length > 0 ? entries.filter((entry) => !isMergeKey(entry)) : entries;
  const findings = [...repeatedKeys(pairs, source), ...repeatedKeys(merges, source)];
  const inherited = merges.length > 0 ? inherit(merges, pairs, findings) : [];
  const map: MapNode = { kind: 'map', flow, pairs, merges, inherited, start, end };
  return { map: owner ? { ...map, owner } : map, findings };
}

function inherit(merges: readonly Pair[], own: readonly Pair[], findings: Finding[]): InheritedPair[] {
  const taken = new Set(own.map(({ name }) => name));
  const inherited: InheritedPair[] = [];
  for (const { via, map } of merges.flatMap((merge) => mergedMaps(merge, findings))) {
    for (const pair of [...map.pairs.toReversed(), ...map.inherited]) {
      if (taken.has(pair.name)) continue;
      taken.add(pair.name);
      inherited.push({ ...pair, via });
    }
  }
  return inherited;
}

function mergedMaps(merge: Pair, findings: Finding[]): { via: Span; map: MapNode }[] {
  const sources: readonly Item[] = merge.value.kind === 'seq' ? merge.value.items : [merge];
  return sources.flatMap(({ value, alias }) => {
    if (value.kind === 'map') return [{ via: alias ?? merge.alias ?? value, map: value }];
    const isReported = alias !== undefined && value.start === alias.start;
    const isTyped = value.kind === 'scalar' && value.style === 'empty';
    const message = isTyped ? '`<<` needs a value' : '`<<` takes an alias of a map, or a list of them';
    const rule = isTyped ? 'schema-missing-value' : 'yaml-bad-merge';
    if (!isReported) findings.push(errorAt(rule, merge.key, message));
    return [];
  });
}
