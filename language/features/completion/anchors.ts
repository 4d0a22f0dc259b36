import {
  alternatives,
  itemSpecs,
  keywordsOf,
  type MapSpec,
  mapSpecs,
  type ValueSpec,
} from '../../model/spec-at.ts';
import { chainAt, slotAt } from '../../syntax/cursor/chain.ts';
import {
  type Anchor,
  isMergeKey,
  type MapNode,
  meant,
  type OutlineNode,
  type ScalarNode,
  slotsOf,
} from '../../syntax/cursor/outline.ts';
import { type Siblings, siblingsOf } from '../../syntax/cursor/place.ts';
import type { CursorContext } from '../../syntax/cursor-context.ts';

/** An anchor that an alias at the cursor may refer to, and what it stands on. */
export interface Anchored {
  readonly name: string;
  readonly node: OutlineNode;
}

/** The anchors above the cursor, the nearest first; not those around it, which would never end. */
export function anchorsAbove({ outline, word, json }: CursorContext): Anchored[] {
  if (json) return [];
  const around = new Set(chainAt(outline, word.start).links.map(slotAt));
  const isAbove = ({ start, slot }: Anchor) => start < word.start && !around.has(slot as never);
  const byName = new Map(
    outline.anchors.filter(isAbove).map((anchor) => [anchor.name, anchor.slot] as const),
  );
  return [...byName].toReversed().flatMap(([name, { value }]) => (value ? [{ name, node: value }] : []));
}

/** Whether a node may be the value at a place: whether it has the form that is wanted there. */
export function fits(spec: ValueSpec, given: OutlineNode | undefined): boolean {
  const node = meant(given);
  if (node?.type === 'scalar')
    return spec.tagOf
      ? isBranch(spec, node)
      : alternatives(spec.schema).some((schema) => takes(keywordsOf(schema), node));
  if (node?.type === 'seq') {
    const items = itemSpecs(spec);
    return items.length > 0 && node.items.every(({ value }) => items.some((item) => fits(item, value)));
  }
  if (node?.type !== 'map') return false;
  const keys = siblingsOf(node);
  return mapSpecs(spec, keys).some((form) => !lacksBranch(form) && hasAll(form, keys));
}

/** Whether a map may be merged into one of these forms, which then has the keys of both. */
export function mayMerge(spec: ValueSpec, siblings: Siblings, { node }: Anchored): boolean {
  const map = meant(node);
  if (map?.type !== 'map') return false;
  const keys = siblingsOf(map);
  return mapSpecs(spec, new Map([...keys, ...siblings])).some((form) => hasAll(form, keys));
}

const isBranch = ({ tagOf }: ValueSpec, { text }: ScalarNode) =>
  tagOf?.branches.some(({ id }) => id === text) === true;

const lacksBranch = ({ union, branch }: MapSpec) => union !== undefined && branch === undefined;

const hasAll = ({ keys, values }: MapSpec, names: Siblings) =>
  values !== undefined || [...names.keys()].every((name) => keys.some(({ key }) => key === name));

function takes({ type, enum: words }: ReturnType<typeof keywordsOf>, { text, quote }: ScalarNode): boolean {
  if (words) return words.includes(text);
  const isNumber = quote === '' && text !== '' && Number.isFinite(Number(text));
  if (type === 'number' || type === 'integer') return isNumber;
  if (type === 'boolean') return text === 'true' || text === 'false';
  return type === 'string' && !isNumber;
}

/** Keys or items that are told of an anchor beside its name. */
const shown = 3;

/** What an anchor stands on, in a line: `kind: latency, ema_alpha: 0.2`. */
export function holds({ node }: Anchored): string {
  if (node.type === 'scalar') return node.text;
  const texts = node.type === 'map' ? entryTexts(node) : [`${node.items.length} items`];
  return [
    ...texts.slice(0, shown),
    ...(texts.length > shown || slotsOf(node).length === 0 ? ['…'] : []),
  ].join(', ');
}

const entryTexts = (map: MapNode) =>
  map.entries
    .filter((entry) => !isMergeKey(entry))
    .map(({ key, value }) => (value?.type === 'scalar' ? `${key.text}: ${value.text}` : key.text));
