import {
  type Container,
  type Entry,
  type Item,
  type Outline,
  type OutlineNode,
  type Slot,
  slotsOf,
} from './outline.ts';

/** One step from the document down to the cursor: a container, and which of its slots the way goes through. */
export interface Link {
  readonly container: Container;
  /** Index of the slot that starts last before the cursor; -1 when all start behind it. */
  readonly index: number;
}

/** The containers around an offset, outermost first, and the value in which the way ends. */
export interface Chain {
  readonly links: readonly Link[];
  /** What stands in the last slot and starts before the offset: a scalar, or a flow collection that ended. */
  readonly leaf?: OutlineNode;
}

/**
 * The way down to an offset. Of the block collections before the offset those are taken that are still open, whatever
 * the column; indentation is for the caller to judge.
 */
export function chainAt(outline: Outline, offset: number): Chain {
  const links: Link[] = [];
  let node = outline.value;
  while (node !== undefined && node.start <= offset) {
    if (node.type === 'scalar' || hasEnded(node, offset)) return { links, leaf: node };
    if (node.flow && node.start === offset) return { links };
    const index = lastBefore(slotsOf(node), offset);
    links.push({ container: node, index });
    node = slotsOf(node)[index]?.value;
  }
  return { links };
}

/** The slot in which the chain ends: of the innermost container, or the document itself. */
export function lastSlot(outline: Outline, { links }: Chain): Slot | undefined {
  const last = links.at(-1);
  return last ? slotAt(last) : outline;
}

export const slotAt = ({ container, index }: Link): Entry | Item | undefined => slotsOf(container)[index];

const hasEnded = (container: Container, offset: number) => container.flow && offset >= container.end;

/** Slots are in order, so the last one that starts at or before the offset is found by halving. */
function lastBefore(slots: readonly Slot[], offset: number): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slots[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
