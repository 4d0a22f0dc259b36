import { effectivePairs, type Node } from '../syntax/tree.ts';

/**
 * The value a tree stands for, as JSON would have it. What aliases share in the tree is shared in the value too.
 * Objects have no prototype, so that a key such as `__proto__` is a key like any other.
 */
export function plainValue(root: Node | undefined): unknown {
  const known = new Map<Node, unknown>();
  const toValue = (node: Node): unknown => {
    if (node.kind === 'scalar') return node.value;
    if (!known.has(node))
      known.set(node, node.kind === 'seq' ? node.items.map((item) => toValue(item.value)) : object(node));
    return known.get(node);
  };
  const object = (map: Node & { kind: 'map' }) => {
    const result: Record<string, unknown> = Object.create(null);
    for (const { name, value } of effectivePairs(map)) result[name] = toValue(value);
    return result;
  };
  return root ? toValue(root) : null;
}
