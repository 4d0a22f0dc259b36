import { effectivePairs, type MapNode, type Node } from './tree.ts';

/**
 * The value a tree stands for, as JSON would have it. What aliases share in the tree is shared in the value too.
 * @param known the values of nodes that have been asked for, which is added to
 */
export function plainValue(root: Node | undefined, known = new Map<Node, unknown>()): unknown {
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

/** Whether two plain values say the same, with their keys in the same order. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return Object.is(one, other);
  const keys = Object.keys(one);
  const others = Object.keys(other);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === others.length &&
    keys.every((key, at) => key === others[at] && isSameValue(one[key], other[key]))
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
