import { isSameValue, plainValue } from '../plain-value.ts';
import type { Node } from '../tree.ts';
import type { YamlTreeBuilder } from '../yaml-tree.ts';
import type { Built, Content, Parsed, Piece } from './piece.ts';

/**
 * The tree of a piece, where it is not known yet or may have changed. All pieces of a document go through one builder, in
 * the order of the text, so that an alias meets the anchors it would meet in the whole text.
 * @param values the plain values of nodes, for the pieces that refer to them
 */
export function buildPiece(piece: Piece, builder: YamlTreeBuilder, values: Map<Node, unknown>): Piece {
  const { parsed, built: earlier, ...rest } = piece;
  if (!parsed) {
    if (earlier) remember(earlier, values);
    return piece;
  }
  const ties = builder.ties;
  builder.moved = piece.cut.start - parsed.start;
  const key = parsed.key && builder.key(parsed.key, piece.cut.head);
  const content = contentOf(piece, parsed, builder);
  const fresh = content && plainValue(nodeOf(content), values);
  const value = earlier && isSameValue(earlier.value, fresh) ? earlier.value : fresh;
  const built = { content, ...(key ? { key } : {}), value };
  remember(built, values);
  return builder.ties === ties ? { ...rest, built } : { ...rest, built, parsed };
}

function contentOf({ cut }: Piece, { value, pair: given }: Parsed, builder: YamlTreeBuilder) {
  const { form, head, innerHead, inner } = cut;
  const depth = form === 'item' || form === 'entry' ? 1 : 2;
  const at = innerHead ?? head;
  if (form === 'item' || inner?.kind === 'seq')
    return { kind: 'seq', item: builder.item(value, at + 1, depth) } satisfies Content;
  const pair = given && builder.pair(given, at, depth);
  return pair && ({ kind: 'map', pair } satisfies Content);
}

const nodeOf = (content: Content): Node => (content.kind === 'seq' ? content.item.value : content.pair.value);

function remember({ content, value }: Built, values: Map<Node, unknown>): void {
  const node = content && nodeOf(content);
  if (node && node.kind !== 'scalar') values.set(node, value);
}
