import type { SelectionRange } from 'vscode-languageserver-types';
import type { ReadConfig } from '../../model/read-config.ts';
import type { Node, Span } from '../../syntax/tree.ts';
import { contains, rangesIn } from './places.ts';
import { trimmed, writtenChildren } from './written-nodes.ts';

/** What to select at each offset when the selection grows: word, scalar, pair or item, map or list, …, document, file. */
export function selectionRanges(config: ReadConfig, offsets: readonly number[]): SelectionRange[] {
  const rangeIn = rangesIn(config);
  return offsets.map((offset) => {
    const spans = spansAround(config, offset);
    return spans.reduceRight<SelectionRange>((parent, span) => ({ range: rangeIn(span), parent }), {
      range: rangeIn({ start: 0, end: config.text.length }),
    });
  });
}

/** From the word to the document, each in the next and larger than it. */
function spansAround({ text, documents }: ReadConfig, offset: number): Span[] {
  const here = { start: offset, end: offset };
  const document = documents.find((candidate) => contains(candidate, here));
  const nodes = document?.root ? pathTo(document.root, offset, text) : [];
  const path = document && documents.length > 1 ? [document, ...nodes] : nodes;
  const inner = [wordAt(text, offset), ...path.toReversed()];
  const growing: Span[] = [];
  const whole = { start: 0, end: text.length };
  for (const span of inner) {
    const last = growing.at(-1) ?? here;
    const isLarger = contains(span, last) && span.end - span.start > last.end - last.start;
    if (isLarger && contains(whole, span)) growing.push(span);
  }
  return growing.filter((span) => span.end - span.start < text.length);
}

/** From a node to the innermost one at an offset: nodes, and pairs and items with their keys and dashes. */
function pathTo(node: Node, offset: number, text: string): Span[] {
  const here = { start: offset, end: offset };
  if (!contains(node, here)) return [];
  const bare = trimmed(node, text);
  const quotes = /^(["']).*\1$/s.test(text.slice(bare.start, bare.end)) && node.kind === 'scalar';
  const content = quotes ? [{ start: bare.start + 1, end: bare.end - 1 }] : [];
  const child = writtenChildren(text, node).findLast(({ span }) => contains(span, here));
  if (!child) return [bare, ...content];
  const inKey = child.key && contains(child.key, here) ? [child.key] : [];
  const below = inKey.length > 0 ? inKey : pathTo(child.node, offset, text);
  return [bare, child.span, ...below];
}

/** The word that an offset is in or at the end of; what a double click selects. */
function wordAt(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(text.charAt(start - 1))) start -= 1;
  while (end < text.length && isWord(text.charAt(end))) end += 1;
  return { start, end };
}

const isWord = (character: string) => /[\w.]/.test(character);
