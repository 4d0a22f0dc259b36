import { describe, expect, it } from 'vitest';
import { parseText } from '../../../language/syntax/parse.ts';
import type { Piece } from '../../../language/syntax/pieces/piece.ts';
import type { SyntaxTree } from '../../../language/syntax/tree.ts';

/** The texts of the pieces that were parsed for a tree, because the earlier one did not have them. */
function parsedAnew(tree: SyntaxTree, { pieces: earlier = [] }: SyntaxTree): string[] | undefined {
  const isTaken = ({ parsed, built }: Piece) =>
    earlier.some((piece) => (parsed ? piece.parsed === parsed : piece.built?.value === built?.value));
  return tree.pieces?.filter((piece) => !isTaken(piece)).map(({ text }) => text);
}

function afterEdit(text: string, from: string, to: string): string[] | undefined {
  const earlier = parseText(text, 'yaml');
  return parsedAnew(parseText(text.replace(from, to), 'yaml', earlier), earlier);
}

const items = '- kind: drift\n- { kind: error }\n- kind: latency\n  id: a\n';

describe('an edit parses the item it is in, and the next one', () => {
  it.each([
    ['without anchors', `monitors:\n${items}`],
    ['with CRLF and a comment', `monitors: # these\n${items}`.replaceAll('\n', '\r\n')],
    ['with an anchor above', `x: &x { for: 1s }\nmonitors:\n- <<: *x\n  kind: drift\n${items}`],
    ['with an anchor in an item', `monitors:\n- &x\n  kind: drift\n- *x\n${items}`],
    ['with a merge key at the root', `<<: { version: 1 }\nmonitors:\n${items}`],
    ['with one among strategies', `monitors:\n${items}strategies:\n  <<: &s { a: { type: static } }\n`],
    ['before an empty document', `monitors:\n${items}---\n`],
    ['before another document', `monitors:\n${items}--- # more\nmonitors:\n- kind: accuracy\n`],
    ['behind another document', `# one\n---\n- kind: accuracy\n---\nmonitors:\n${items}`],
  ])('%s', (_, text) => {
    const lines = afterEdit(text, 'error', 'training')?.map((piece) => piece.split('\n', 1)[0]?.trim());
    expect(lines).toEqual(['- { kind: training }', '- kind: latency']);
  });
});

it('what an alias refers to may change without what has the alias being parsed again', () => {
  const text = 'x: &x { for: 1s }\nmonitors:\n- kind: drift\n- <<: *x\n  kind: error\n';
  expect(afterEdit(text, '1s', '10s')).toEqual(['x: &x { for: 10s }\n', 'monitors:\n- kind: drift\n']);
});

it('a monitor keeps its plain value while what it merges says the same', () => {
  const text = 'x: &x { for: 1s }\nmonitors:\n- kind: drift\n- <<: *x\n  kind: error\n';
  const values = ({ documents: [document] }: SyntaxTree) =>
    (document?.value as { monitors: unknown[] } | undefined)?.monitors ?? [];
  const first = parseText(text, 'yaml');
  const moved = parseText(text.replace('1s', '"1s"'), 'yaml', first);
  expect(values(moved)[1]).toBe(values(first)[1]);
  const changed = parseText(text.replace('1s', '2s'), 'yaml', moved);
  expect(values(changed)[1]).toEqual({ for: '2s', kind: 'error' });
});
