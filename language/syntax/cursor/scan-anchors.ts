import { isFlowIndicator, isGap, skipBlanks } from './characters.ts';
import type { Anchor, OutlineNode, Slot } from './outline.ts';

/** The anchors of a document, as a scan comes by them. */
export class ScanAnchors {
  readonly all: Anchor[] = [];
  readonly #byName = new Map<string, Slot>();

  /** An anchor that has been read, with the slot whose value it stands on. */
  define(read: Omit<Anchor, 'slot'> | undefined, slot: Slot | undefined): void {
    if (!read || read.name === '' || !slot) return;
    this.all.push({ ...read, slot });
    this.#byName.set(read.name, slot);
  }

  /** A node with what it refers to, when it is an alias of an anchor above. */
  linked<N extends OutlineNode>(node: N): N {
    if (node.type !== 'scalar' || node.quote !== '' || !node.text.startsWith('*')) return node;
    const anchored = this.#byName.get(node.text.slice(1));
    return anchored ? { ...node, anchored } : node;
  }
}

/** Anchors and tags before a node: where they end, and the anchor if there is one. They say nothing about structure. */
export function readProperties(text: string, start: number, isFlow: boolean) {
  let at = start;
  let anchor: Omit<Anchor, 'slot'> | undefined;
  while (text[at] === '&' || text[at] === '!') {
    const from = at;
    while (!isGap(text.charCodeAt(at)) && !(isFlow && isFlowIndicator(text.charCodeAt(at)))) at += 1;
    if (text[from] === '&') anchor = { name: text.slice(from + 1, at), start: from };
    at = skipBlanks(text, at);
  }
  return { at, anchor };
}
