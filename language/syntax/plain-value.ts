import { effectivePairs, type MapNode, type Node } from './tree.ts';

/** The value a tree stands for, as JSON would have it. What aliases share in the tree is shared in the value too. */
export function plainValue(root: Node | undefined): unknown {
  const known = new Map<Node, unknown>();
  const toValue = (node: Node): unknown => {
    if (node.kind === 'scalar') return node.value;
    if (!known.has(node))
      known.set(node, node.kind === 'seq' ? node.items.map((item) => toValue(item.value)) : object(node));
    return known.get(node);
  };
  // `fromEntries` makes a key such as `__proto__` a key like any other.
  const object = (map: MapNode) =>
    Object.fromEntries(effectivePairs(map).map(({ name, value }) => [name, toValue(value)]));
  return root ? toValue(root) : null;
}
