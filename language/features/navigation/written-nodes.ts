import type { Item, Node, Pair, SeqNode, Span } from '../../syntax/tree.ts';

/** A node that stands where its parent has it: what an alias or a merge key brings stands elsewhere. */
export interface WrittenChild {
  readonly node: Node;
  /** The node with its key, or with the dash of its item. */
  readonly span: Span;
  readonly key?: Span;
}

/** What is written inside a node, in the order of the text. An alias is a child without children. */
export function writtenChildren(text: string, node: Node): readonly WrittenChild[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'seq') return itemChildren(text, node);
  const pairs = [...node.pairs, ...node.merges].toSorted((a, b) => a.key.start - b.key.start);
  return pairs.map((pair) => {
    const value = inPlace(pair);
    const whole = { start: pair.key.start, end: Math.max(pair.key.end, value.end) };
    return { node: value, key: pair.key, span: trimmed(whole, text) };
  });
}

function itemChildren(text: string, { items, flow, start }: SeqNode): WrittenChild[] {
  let from = start;
  return items.map((item) => {
    const value = inPlace(item);
    const dash = flow ? value.start : dashAfter(text, from, value.start);
    from = Math.max(from, value.end);
    return { node: value, span: trimmed({ start: dash, end: Math.max(dash, value.end) }, text) };
  });
}

/** The value itself; in place of an alias, a scalar that covers just the alias. */
function inPlace({ value, alias }: Pair | Item): Node {
  return alias ? { kind: 'scalar', value: null, style: 'plain', ...alias } : value;
}

/** The dash of an item: the first that is not in a comment; before the item there may be an anchor and a tag too. */
function dashAfter(text: string, from: number, item: number): number {
  let at = from;
  while (at < item && text[at] !== '-') {
    if (text[at] === '#') while (at < item && text[at] !== '\n' && text[at] !== '\r') at += 1;
    else at += 1;
  }
  return at;
}

/** Without the line breaks that the YAML library counts to the end of what is written in blocks. */
export const trimmed = ({ start, end }: Span, text: string): Span => ({
  start,
  end: start + text.slice(start, end).trimEnd().length,
});
