import type { Item, MapNode, Node, Owner, Pair, ScalarNode, SeqNode } from '../tree.ts';
import type { Cut } from './cut.ts';
import type { Built, Marks, Piece } from './piece.ts';

/** The same piece where a later text has it. A tree that is to be built anew stays as it is. */
export function shiftPiece(piece: Piece, cut: Cut): Piece {
  const by = cut.start - piece.cut.start;
  const { built, parsed } = piece;
  const marks = shiftMarks(piece.marks, by);
  return parsed || !built ? { ...piece, cut, marks } : { ...piece, cut, marks, built: shiftBuilt(built, by) };
}

/** The tree must share no nodes, within itself or with others. */
function shiftBuilt({ content, key, value }: Built, by: number): Built {
  const moved =
    content?.kind === 'seq'
      ? { kind: content.kind, item: shiftItem(content.item, by) }
      : content && { kind: content.kind, pair: shiftPair(content.pair, by) };
  return {
    content: moved,
    ...(key ? { key: { key: shiftScalar(key.key, by), name: key.name } } : {}),
    value,
  };
}

function shiftNode(node: Node, by: number): Node {
  if (node.kind === 'scalar') return shiftScalar(node, by);
  return node.kind === 'map' ? shiftMap(node, by) : shiftSeq(node, by);
}

// Written out: these run for each node behind an edit, and spreading costs several times as much.
function shiftScalar({ kind, value, style, start, end, owner }: ScalarNode, by: number): ScalarNode {
  return owner
    ? { kind, value, style, start: start + by, end: end + by, owner: shiftOwner(owner, by) }
    : { kind, value, style, start: start + by, end: end + by };
}

function shiftMap({ kind, flow, pairs, start, end, owner }: MapNode, by: number): MapNode {
  const moved = {
    kind,
    flow,
    pairs: pairs.map((pair) => shiftPair(pair, by)),
    merges: [],
    inherited: [],
    start: start + by,
    end: end + by,
  };
  return owner ? { ...moved, owner: shiftOwner(owner, by) } : moved;
}

function shiftSeq({ kind, flow, items, start, end, owner }: SeqNode, by: number): SeqNode {
  const moved = {
    kind,
    flow,
    items: items.map((item) => shiftItem(item, by)),
    start: start + by,
    end: end + by,
  };
  return owner ? { ...moved, owner: shiftOwner(owner, by) } : moved;
}

const shiftItem = ({ value }: Item, by: number): Item => ({ value: shiftNode(value, by) });

const shiftPair = ({ key, name, value }: Pair, by: number): Pair => ({
  key: shiftScalar(key, by),
  name,
  value: shiftNode(value, by),
});

const shiftOwner = ({ start, end, what }: Owner, by: number): Owner => ({
  start: start + by,
  end: end + by,
  what,
});

function shiftMarks(marks: Marks, by: number): Marks {
  const moved: Record<string, number> = {};
  for (const [name, offset] of Object.entries(marks)) moved[name] = offset + by;
  return moved;
}
