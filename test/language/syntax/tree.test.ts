import { describe, expect, it } from 'vitest';
import { parseText, type SyntaxLanguage } from '../../../language/syntax/parse.ts';
import { effectivePairs, type Node } from '../../../language/syntax/tree.ts';

/** The tree as text: every node as what is written for it. */
function shape(node: Node | undefined, text: string): unknown {
  if (!node) return undefined;
  if (node.kind === 'scalar') return node.style === 'empty' ? '∅' : text.slice(node.start, node.end);
  if (node.kind === 'seq') return node.items.map((item) => shape(item.value, text));
  return Object.fromEntries(
    effectivePairs(node).map(({ key, value }) => [text.slice(key.start, key.end), shape(value, text)]),
  );
}

const shapeOf = (text: string, language: SyntaxLanguage = 'yaml') =>
  parseText(text, language).documents.map(({ root }) => shape(root, text));

describe('the tree', () => {
  it('keeps exact places with CRLF, a BOM and astral characters', () => {
    expect(shapeOf('\uFEFFa: "😀"\r\n😀b:\r\n  - x # 😀\r\n  - {c: 1.50}\r\n')).toEqual([
      { a: '"😀"', '😀b': ['x', { c: '1.50' }] },
    ]);
    expect(shapeOf('\uFEFF{"😀": [1e3, "a\\n"]}', 'json')).toEqual([{ '"😀"': ['1e3', '"a\\n"'] }]);
  });

  it('knows the dash of an item, before an anchor and a tag too', () => {
    for (const lead of ['- ', '-\n  ', '- &a\n  ', '- !!map &a\n  ', '- &a { b: 1 }\n- &-\n  ']) {
      const text = `${lead}kind: x\n`;
      const [document] = parseText(text, 'yaml').documents;
      const last = document?.root?.kind === 'seq' ? document.root.items.at(-1)?.value : undefined;
      const start = text.lastIndexOf('\n-') + 1;
      expect(last?.owner, text).toEqual({ what: 'dash', start, end: start + 1 });
    }
  });

  it('has a node where nothing is written yet', () => {
    expect(shapeOf('a:\nb:\n  -\n  - c:\nd: {e, f: }\n')).toEqual([
      { a: '∅', b: ['∅', { c: '∅' }], d: { e: '∅', f: '∅' } },
    ]);
  });

  it('gives every document of a stream, and no root to one in which nothing is written', () => {
    expect(shapeOf('a: 1\n---\n# nothing\n---\n- b\n')).toEqual([{ a: '1' }, undefined, ['b']]);
    expect(shapeOf('')).toEqual([undefined]);
  });

  it('follows aliases by reference and merges maps, the nearest key winning', () => {
    const text = 'a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: [*a, *b], x: 5}\nd: *a\n';
    expect(shapeOf(text)).toEqual([
      { a: { x: '1', y: '2' }, b: { y: '3', z: '4' }, c: { x: '5', y: '2', z: '4' }, d: { x: '1', y: '2' } },
    ]);
    const root = parseText(text, 'yaml').documents[0]?.root;
    if (root?.kind !== 'map') throw new Error('no map');
    expect(root.pairs[3]?.value).toBe(root.pairs[0]?.value);
    expect(root.pairs[3]?.alias).toEqual({ start: text.lastIndexOf('*a'), end: text.lastIndexOf('*a') + 2 });
  });

  it('resolves scalars as YAML 1.2 does', () => {
    const root = parseText('[1, 0o14, 0x1f, 1e-3, true, yes, on, ~, null, .inf, "1", 2026-03-02]', 'yaml')
      .documents[0]?.root;
    const values =
      root?.kind === 'seq' ? root.items.map(({ value }) => value.kind === 'scalar' && value.value) : [];
    expect(values).toEqual([1, 12, 31, 1e-3, true, 'yes', 'on', null, null, Infinity, '1', '2026-03-02']);
  });
});
