import type { Finding } from '../finding.ts';
import type { Piece } from './pieces/piece.ts';

/** A stretch of text: UTF-16 offsets, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ScalarValue = string | number | boolean | null;

/** What a node hangs on where it is written. */
export interface Owner extends Span {
  readonly what: 'key' | 'dash';
}

interface NodeBase extends Span {
  /** Undefined for the root and for items of lists in brackets. */
  readonly owner?: Owner;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  /** `empty`: nothing is written, as after `kind:`; the value is null. */
  readonly style: 'plain' | 'quoted' | 'block' | 'empty';
}

export interface Pair {
  readonly key: ScalarNode;
  /** The key as text, whatever type YAML gives it. */
  readonly name: string;
  readonly value: Node;
  /** The alias, where the value stands elsewhere and is only referred to here. */
  readonly alias?: Span;
}

/** A pair that came in by a merge key. */
export interface InheritedPair extends Pair {
  /** What stands after the `<<:` that brought it. */
  readonly via: Span;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  /** The pairs written here, in order, repeated keys included; merge keys are not among them. */
  readonly pairs: readonly Pair[];
  /** The merge keys written here. */
  readonly merges: readonly Pair[];
  /** Pairs of merged maps that no key written here overrides. */
  readonly inherited: readonly InheritedPair[];
}

export interface Item {
  readonly value: Node;
  readonly alias?: Span;
}

export interface SeqNode extends NodeBase {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly Item[];
}

/** One shape for YAML and JSON. An alias gives the very node it refers to, so this is a graph, though never a cycle. */
export type Node = MapNode | SeqNode | ScalarNode;

export interface SyntaxDocument extends Span {
  /** Undefined where nothing is written. */
  readonly root: Node | undefined;
  /** What the root stands for, as JSON would have it; null without one. */
  readonly value: unknown;
  /** Text that could not be understood; what the tree says there is a guess. */
  readonly damage: readonly Span[];
}

export interface SyntaxTree {
  readonly documents: readonly SyntaxDocument[];
  readonly findings: readonly Finding[];
  /** What it was put together from, which the next reading need not parse again; undefined where it was parsed as a whole. */
  readonly pieces?: readonly Piece[];
  /** Then those of an earlier text, which wait for the quote or bracket that is still open to be closed. */
  readonly waiting?: readonly Piece[];
}

/** The pair that counts for a key: the last one written, else an inherited one. */
export function pairOf(map: MapNode, name: string): Pair | InheritedPair | undefined {
  // A loop: this is asked of every map on every check, and a closure each time costs as much as the rest.
  for (let at = map.pairs.length - 1; at >= 0; at -= 1) {
    const pair = map.pairs[at];
    if (pair?.name === name) return pair;
  }
  return map.inherited.length === 0 ? undefined : map.inherited.find((pair) => pair.name === name);
}

/** The pairs that count, each key once. */
export function effectivePairs(map: MapNode): readonly (Pair | InheritedPair)[] {
  if (map.inherited.length === 0 && !hasRepeats(map.pairs)) return map.pairs;
  const byName = new Map<string, Pair>(map.inherited.map((pair) => [pair.name, pair]));
  for (const pair of map.pairs) byName.set(pair.name, pair);
  return [...byName.values()];
}

/** Nearly all maps are small, and then looking is quicker than making a set. */
function hasRepeats(pairs: readonly Pair[]): boolean {
  if (pairs.length > 16) return new Set(pairs.map(({ name }) => name)).size < pairs.length;
  return pairs.some(({ name }, at) => pairs.some((other, before) => before < at && other.name === name));
}

/** Whether two stretches share a character; an empty one has only its place, and touching that counts. */
export function overlap(a: Span, b: Span): boolean {
  const isEmpty = a.start === a.end || b.start === b.end;
  return isEmpty ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end;
}

/** Whether a key of a map, or one it merges, is still without its value: what it misses may be about to come. */
export function isUnfinished({ pairs, merges }: MapNode): boolean {
  const isEmpty = pairs.some(({ value }) => value.kind === 'scalar' && value.style === 'empty');
  return isEmpty || merges.some(({ value }) => mergedNodes(value).some((node) => node.kind !== 'map'));
}

/** What a merge key merges: one node, or the items of a list. */
export function mergedNodes(value: Node): readonly Node[] {
  return value.kind === 'seq' ? value.items.map((item) => item.value) : [value];
}

/** The keys of a map with those it merges, and the text of their values; undefined where a value is no scalar. */
export const keysOf = (node: MapNode): ReadonlyMap<string, string | undefined> =>
  new Map(
    effectivePairs(node).map(({ name, value }) => [
      name,
      value.kind === 'scalar' ? String(value.value) : undefined,
    ]),
  );
