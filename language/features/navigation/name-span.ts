import type { Span } from '../../syntax/tree.ts';
import type { Mention } from './mentions.ts';

/**
 * The name itself in the text of a mention: without quotes, sigil or block header. The whole mention where the name is
 * spelled with escapes, or is not written there at all.
 */
export function nameSpan(text: string, { node, name }: Pick<Mention, 'node' | 'name'>): Span {
  const at = name === '' ? -1 : text.slice(node.start, node.end).lastIndexOf(name);
  return at < 0 ? node : { start: node.start + at, end: node.start + at + name.length };
}

/** Whether the text of a mention is an alias: no plain scalar starts so. */
export const isAlias = (text: string, { node }: Pick<Mention, 'node'>): boolean =>
  text.charAt(node.start) === '*';
