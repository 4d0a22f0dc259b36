import { type InheritedPair, type Node, type Pair, pairOf } from '../syntax/tree.ts';

/** The way from the root of a document to a value in it: keys and 0-based list positions. */
export type InstancePath = readonly string[];

/** The path in a JSON pointer, as ajv writes it. */
export function parsePointer(pointer: string): InstancePath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The JSON pointer of a path. */
export function pointerTo(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export interface Located {
  readonly node: Node;
  /** The pair whose value the node is; undefined for list items and the root. */
  readonly pair?: Pair | InheritedPair;
}

/** The node at a path; undefined when the tree has none there. */
export function locate(root: Node | undefined, path: readonly (string | number)[]): Located | undefined {
  let located: Located | undefined = root && { node: root };
  for (const part of path) {
    if (!located) return undefined;
    located = step(located.node, part);
  }
  return located;
}

function step(node: Node, part: string | number): Located | undefined {
  if (node.kind === 'map') {
    const pair = pairOf(node, String(part));
    return pair && { node: pair.value, pair };
  }
  const item = node.kind === 'seq' ? node.items[Number(part)] : undefined;
  return item && { node: item.value };
}
