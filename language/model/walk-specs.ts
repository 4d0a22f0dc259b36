import {
  effectivePairs,
  type MapNode,
  type Node,
  type Pair,
  type ScalarNode,
  type Span,
} from '../syntax/tree.ts';
import type { DocumentFormatId } from './document-format.ts';
import { itemSpecs, type KeySpec, mapSpecs, rootSpec, type ValueSpec } from './spec-at.ts';

/** A key or scalar of a document, with what the specs know of its place. */
export type Token =
  | {
      readonly role: 'key';
      readonly node: ScalarNode;
      readonly name: string;
      readonly spec: KeySpec | FreeKey;
    }
  | { readonly role: 'value'; readonly node: ScalarNode; readonly spec: ValueSpec };

/** A key that the user chose, and what its value is. */
export type FreeKey = ValueSpec & { readonly role: 'free' };

/**
 * The keys and scalars that are written in a tree and that the specs have a place for, in the order of the text. Nodes
 * that stand elsewhere and are only referred to by an alias are not walked again.
 * @param within the stretch that is asked about: nodes that do not touch it may be left out
 */
export function* walkSpecs(
  root: Node | undefined,
  format: DocumentFormatId,
  within: Span = everywhere,
): Generator<Token> {
  if (root) yield* walkNode(root, [rootSpec(format)], within);
}

const everywhere: Span = { start: 0, end: Number.POSITIVE_INFINITY };

const isBeside = (node: Span, { start, end }: Span) => node.end < start || node.start > end;

function* walkNode(node: Node, specs: readonly ValueSpec[], within: Span): Generator<Token> {
  if (isBeside(node, within)) return;
  if (node.kind === 'map') {
    yield* walkMap(node, specs, within);
  } else if (node.kind === 'seq') {
    const items = specs.flatMap(itemSpecs);
    for (const { value, alias } of node.items) if (!alias) yield* walkNode(value, items, within);
  } else {
    const spec = specs.find((candidate) => candidate.tagOf) ?? specs[0];
    if (spec && node.style !== 'empty') yield { role: 'value', node, spec };
  }
}

function* walkMap(map: MapNode, specs: readonly ValueSpec[], within: Span): Generator<Token> {
  const siblings = siblingsIn(map);
  const maps = specs.flatMap((spec) => mapSpecs(spec, siblings));
  for (const { key, name, value, alias } of map.pairs) {
    const known = maps.flatMap(({ keys }) => keys.filter((spec) => spec.key === name));
    const free = maps.flatMap(({ values }): FreeKey[] =>
      values ? [{ schema: values, key: name, siblings, isFree: true, role: 'free' }] : [],
    );
    const found = known.length > 0 ? known : free;
    const [spec] = found;
    if (spec) yield { role: 'key', node: key, name, spec };
    if (!alias) yield* walkNode(value, found, within);
  }
}

/** The keys of a map, inherited ones too, with the text of their values. */
function siblingsIn(map: MapNode): ReadonlyMap<string, string | undefined> {
  const textOf = ({ value }: Pair) =>
    value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
  return new Map(effectivePairs(map).map((pair) => [pair.name, textOf(pair)]));
}
