import { char, isBlank, isBreak, skipBlanks } from './characters.ts';
import type { Container, Entry, Item, MapNode, OutlineNode, ScalarNode, SeqNode, Slot } from './outline.ts';
import { readProperties, type ScanAnchors } from './scan-anchors.ts';
import { scanScalar } from './scan-scalar.ts';

/** Where a flow collection stands. */
export interface FlowPlace {
  readonly json: boolean;
  /** Offset at which its document ends. */
  readonly end: number;
  /** Lines indented no further than this do not belong to it any more; -1 when all do. */
  readonly parentIndent: number;
  /** Those of its document. */
  readonly anchors: ScanAnchors;
}

/** The flow collection whose bracket stands at `start`, and as much of it as is there. */
export function scanFlow(text: string, start: number, place: FlowPlace): Container {
  return new FlowScanner(text, start, place).scan();
}

/** Without recursion: no nesting, however deep, may overflow the stack. */
class FlowScanner {
  readonly #text: string;
  readonly #place: FlowPlace;
  readonly #open: Container[] = [];
  #at: number;
  #anchor: Parameters<ScanAnchors['define']>[0];

  constructor(text: string, start: number, place: FlowPlace) {
    this.#text = text;
    this.#at = start;
    this.#place = place;
  }

  scan(): Container {
    const root = this.#enter();
    while (this.#open.length > 0 && this.#at < this.#place.end && !this.#isOutdented()) this.#step();
    for (const container of this.#open) container.end = this.#at + (this.#at < this.#place.end ? 0 : 1);
    return root;
  }

  #step() {
    const code = this.#text.charCodeAt(this.#at);
    if (isBlank(code) || isBreak(code)) this.#at += 1;
    else if (this.#isComment(code)) this.#skipComment(code);
    else if (code === char.openBrace || code === char.openBracket) this.#enter();
    else if (code === char.closeBrace || code === char.closeBracket) this.#leave(code);
    else if (code === char.comma) this.#comma();
    else if (code === char.colon) this.#colon();
    else if (!this.#place.json && /[&!]/.test(this.#text[this.#at] ?? '')) this.#properties();
    else this.#scalar();
  }

  /** They are told of the next node, unless the way there leads somewhere else. */
  #properties() {
    const { at, anchor } = readProperties(this.#text, this.#at, true);
    this.#anchor = anchor;
    this.#at = at;
  }

  #isComment(code: number): boolean {
    if (!this.#place.json) return code === char.hash;
    const next = this.#text[this.#at + 1];
    return code === char.slash && (next === '/' || next === '*');
  }

  #skipComment(code: number) {
    const isBlockComment = code === char.slash && this.#text[this.#at + 1] === '*';
    const close = this.#text.indexOf(isBlockComment ? '*/' : '\n', this.#at + 1);
    const stop = close < 0 ? this.#place.end : close + (isBlockComment ? 2 : 0);
    this.#at = Math.min(stop, this.#place.end);
  }

  /** A line that starts too far left ends a collection nobody closed, unless it starts with the missing bracket. */
  #isOutdented(): boolean {
    if (this.#place.parentIndent < 0 || !isBreak(this.#text.charCodeAt(this.#at - 1))) return false;
    const first = skipBlanks(this.#text, this.#at);
    const code = this.#text.charCodeAt(first);
    if (Number.isNaN(code) || isBreak(code) || code === char.hash) return false;
    if (code === char.closeBrace || code === char.closeBracket) return false;
    return first - this.#at <= this.#place.parentIndent;
  }

  #enter(): Container {
    const flow = { flow: true, indent: -1, start: this.#at, end: this.#at, closed: false } as const;
    const isMap = this.#text.charCodeAt(this.#at) === char.openBrace;
    const node: Container = isMap
      ? ({ type: 'map', ...flow, entries: [] } satisfies MapNode)
      : ({ type: 'seq', ...flow, items: [] } satisfies SeqNode);
    if (this.#open.length > 0) this.#attach(node);
    this.#open.push(node);
    this.#at += 1;
    return node;
  }

  /** Closes the nearest collection of that bracket, and those inside it that were left open. */
  #leave(code: number) {
    const type = code === char.closeBrace ? 'map' : 'seq';
    const depth = this.#open.findLastIndex((container) => container.type === type);
    const closing = this.#open[depth];
    if (closing) {
      for (const inner of this.#open.splice(depth)) inner.end = this.#at + 1;
      closing.end = this.#at + 1;
      closing.closed = true;
    }
    this.#at += 1;
  }

  #comma() {
    this.#anchor = undefined;
    const slot = this.#lastSlot();
    if (slot && slot.comma < 0) slot.comma = this.#at;
    this.#at += 1;
  }

  #colon() {
    const top = this.#open.at(-1);
    const entry = top?.type === 'map' ? top.entries.at(-1) : undefined;
    if (entry && entry.colon < 0 && entry.comma < 0) entry.colon = this.#at;
    this.#at += 1;
  }

  #scalar() {
    const style = this.#place.json ? 'json' : 'flow';
    const scalar = scanScalar(this.#text, this.#at, { column: -1, style, key: !this.#awaitsValue() });
    this.#attach(scalar);
    this.#at = Math.max(scalar.end, this.#at + 1);
  }

  #attach(node: OutlineNode) {
    const top = this.#open.at(-1);
    const linked = this.#place.anchors.linked(node);
    const isKey = top?.type === 'map' && !this.#awaitsValue();
    if (top?.type === 'seq') top.items.push(item(linked));
    else if (isKey) top.entries.push(entry(linked));
    else setValue(top?.entries.at(-1), linked);
    if (!isKey) this.#place.anchors.define(this.#anchor, this.#lastSlot());
    this.#anchor = undefined;
  }

  /** Whether the last entry of the innermost map has its colon but no value yet. */
  #awaitsValue(): boolean {
    const top = this.#open.at(-1);
    const last = top?.type === 'map' ? top.entries.at(-1) : undefined;
    return last !== undefined && last.colon >= 0 && last.comma < 0 && last.value === undefined;
  }

  #lastSlot(): Slot | undefined {
    const top = this.#open.at(-1);
    return top?.type === 'map' ? top.entries.at(-1) : top?.items.at(-1);
  }
}

function setValue(slot: Slot | undefined, value: OutlineNode) {
  if (slot) slot.value = value;
}

const item = (value: OutlineNode): Item => ({ start: value.start, comma: -1, dash: -1, value });

/** A collection where a key should stand is kept under no name. */
function entry(node: OutlineNode): Entry {
  const { start } = node;
  if (node.type === 'scalar') return { start, comma: -1, key: node, colon: -1 };
  const key: ScalarNode = { type: 'scalar', start, end: start, text: '', quote: '', column: -1 };
  return { start, comma: -1, key, colon: -1, value: node };
}
