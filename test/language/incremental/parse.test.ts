import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../../language/syntax/parse.ts';
import { parseWhole } from '../../../language/syntax/parse-yaml.ts';
import { sourceOf } from '../../../language/syntax/source.ts';
import type { SyntaxTree } from '../../../language/syntax/tree.ts';
import { applied, script, starts } from './edit-scripts.ts';

/** What a tree says, without what it keeps for the next one. */
const said = ({ documents, findings }: SyntaxTree) => ({ documents, findings });

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
