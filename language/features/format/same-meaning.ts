import { parseText } from '../../syntax/parse.ts';
import type { Item, MapNode, Node, Pair, Span, SyntaxTree } from '../../syntax/tree.ts';

/** A text with its tree. */
export interface Read {
  readonly text: string;
  readonly tree: SyntaxTree;
}

/**
 * Whether a YAML text that has the same tokens as another says the same: documents, structure, values, aliases and the order of
 * keys. What both have in common is not parsed again.
 */
export function meansTheSame(old: Read, text: string): boolean {
  const tree = parseText(text, 'yaml', old.tree);
  return (
    tree.documents.every(({ damage }) => damage.length === 0) &&
    errorsOf(tree).join() === errorsOf(old.tree).join() &&
    alike(old.tree.documents, tree.documents, (a, b) => sameNode(a.root, b.root, old.text, text))
  );
}

const errorsOf = ({ findings }: SyntaxTree) =>
  findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);

function sameNode(a: Node | undefined, b: Node | undefined, textA: string, textB: string): boolean {
  const sameValue = (one: Item, other: Item) =>
    one.alias || other.alias
      ? nameOf(one.alias, textA) === nameOf(other.alias, textB)
      : sameNode(one.value, other.value, textA, textB);
  if (a?.kind === 'map' && b?.kind === 'map')
    return alike(written(a), written(b), (one, other) => one.name === other.name && sameValue(one, other));
  if (a?.kind === 'seq' && b?.kind === 'seq') return alike(a.items, b.items, sameValue);
  if (a?.kind === 'scalar' && b?.kind === 'scalar') return Object.is(a.value, b.value);
  return a === b;
}

/** Aliases stand for themselves: what they refer to could be of any size. */
const nameOf = (alias: Span | undefined, text: string) => alias && text.slice(alias.start, alias.end);

const written = ({ pairs, merges }: MapNode): readonly Pair[] =>
  merges.length === 0 ? pairs : [...pairs, ...merges];

const alike = <T>(a: readonly T[], b: readonly T[], isSame: (one: T, other: T) => boolean) =>
  a.length === b.length && a.every((one, at) => isSame(one, b[at] as T));
