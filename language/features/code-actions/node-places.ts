import type { ReadConfig } from '../../model/read-config.ts';
import type { Frame } from '../../syntax/cursor/place.ts';
import { keysOf, type Node } from '../../syntax/tree.ts';

/** A node, and the way to it through what is written. */
export interface NodePlace<N extends Node = Node> {
  readonly node: N;
  readonly path: readonly Frame[];
}

/** Every node of a file, each once, the outer ones first. */
export function nodePlaces({ documents }: ReadConfig): NodePlace[] {
  const seen = new Set<Node>();
  return documents.flatMap(({ root }) => (root ? placesIn(root, [], seen) : []));
}

function placesIn(node: Node, path: readonly Frame[], seen: Set<Node>): NodePlace[] {
  if (seen.has(node)) return [];
  seen.add(node);
  return [{ node, path }, ...below(node, path, seen)];
}

function below(node: Node, path: readonly Frame[], seen: Set<Node>): NodePlace[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'seq')
    return node.items.flatMap(({ value }, index) => placesIn(value, [...path, { type: 'seq', index }], seen));
  const siblings = keysOf(node);
  return node.pairs.flatMap(({ name, value }) =>
    placesIn(value, [...path, { type: 'map', key: name, siblings }], seen),
  );
}

export const isMapPlace = (place: NodePlace): place is NodePlace<Extract<Node, { kind: 'map' }>> =>
  place.node.kind === 'map';
