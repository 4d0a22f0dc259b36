import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../../language/syntax/parse.ts';
import { parseWhole } from '../../../language/syntax/parse-yaml.ts';
import { sourceOf } from '../../../language/syntax/source.ts';
import type { Node, SyntaxTree } from '../../../language/syntax/tree.ts';
import { applied, script, starts } from './edit-scripts.ts';

/** What a tree says, without what it keeps for the next one. */
const said = ({ documents, findings }: SyntaxTree) => ({ documents, findings, shared: sharedIn(documents) });

/** For each place where a node stands, in order, the first place where the very same node stands. */
function sharedIn(documents: SyntaxTree['documents']): number[] {
  const first = new Map<Node, number>();
  const places: number[] = [];
  const visit = (node: Node) => {
    const known = first.get(node);
    places.push(known ?? places.length);
    if (known !== undefined) return;
    first.set(node, places.length - 1);
    for (const child of childrenOf(node)) visit(child);
  };
  for (const { root } of documents) if (root) visit(root);
  return places;
}

const childrenOf = (node: Node): readonly Node[] => {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'seq') return node.items.map(({ value }) => value);
  return [...node.pairs, ...node.merges, ...node.inherited].flatMap(({ key, value }) => [key, value]);
};

const yaml = starts.filter(({ path }) => path.endsWith('.yaml'));

describe.each(yaml)('$path', ({ text: start }) => {
  it('parsed anew after every edit, or with what is left of the last tree, is the same', () => {
    fc.assert(
      fc.property(script, (edits) => {
        let text = start;
        let tree = parseText(text, 'yaml');
        for (const edit of edits) {
          text = applied(text, edit);
          tree = parseText(text, 'yaml', tree);
          expect(said(tree), JSON.stringify(text)).toEqual(said(parseWhole(sourceOf(text))));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('cut off anywhere is the same', () => {
    let tree = parseText(start, 'yaml');
    for (let length = start.length; length >= 0; length -= 1) {
      const text = start.slice(0, length);
      tree = parseText(text, 'yaml', tree);
      expect(said(tree), JSON.stringify(text)).toEqual(said(parseWhole(sourceOf(text))));
    }
  });
});
