import type { Item, MapNode, Node, Owner, Pair, ScalarNode, SeqNode } from '../tree.ts';
import type { Cut } from './cut.ts';
import type { Marks, Piece } from './piece.ts';

/** The same piece where a later text has it. It must be free of trouble, and so shares no nodes within itself. */
export function shiftPiece({ content, key, marks, ...piece }: Piece, cut: Cut): Piece {
  const by = cut.start - piece.cut.start;
  return {
    ...piece,
    cut,
    content:
      content.kind === 'seq'
        ? { kind: 'seq', item: shiftItem(content.item, by) }
        : { kind: 'map', pair: shiftPair(content.pair, by) },
    ...(key ? { key: { key: shiftScalar(key.key, by), name: key.name } } : {}),
    marks: shiftMarks(marks, by),
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
