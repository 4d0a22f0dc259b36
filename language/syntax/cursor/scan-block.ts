import { char, isBreak, isGap, lineEnd, skipBlanks } from './characters.ts';
import { FarItem, itemEnd } from './far-item.ts';
import type {
  Container,
  Entry,
  Item,
  MapNode,
  Outline,
  OutlineNode,
  ScalarNode,
  SeqNode,
  Slot,
} from './outline.ts';
import { readProperties, ScanAnchors } from './scan-anchors.ts';
import { scanFlow } from './scan-flow.ts';
import { scanScalar } from './scan-scalar.ts';

/** The outline of one YAML document, which lies between two offsets, for questions about a third; with NaN for it, nothing is put off. */
export function scanBlock(text: string, start: number, end: number, cursor: number): Outline {
  const anchors = new ScanAnchors();
  const root: Outline = { start, end, comma: -1, anchors: anchors.all };
  new BlockScanner(text, root, anchors, cursor).scan(start, end);
  return root;
}

/** Items this deep are scanned at once: to look for the ends of all lists around a line costs as much as there are lists. */
const deepest = 8;

/** Line by line; a stack holds the block collections that the next line may continue. */
class BlockScanner {
  readonly #text: string;
  readonly #root: Outline;
  readonly #cursor: number;
  readonly #open: Container[] = [];
  readonly #anchors: ScanAnchors;
  #at = 0;
  #lineStart = 0;

  constructor(text: string, root: Outline, anchors: ScanAnchors, cursor: number) {
    this.#text = text;
    this.#root = root;
    this.#anchors = anchors;
    this.#cursor = cursor;
  }

  /** Scans what lies between two offsets, the second of them the start of a line or the end of the document. */
  scan(start: number, end: number): void {
    this.#at = this.#lineStart = start;
    while (this.#at < end) {
      this.#at = skipBlanks(this.#text, this.#at);
      this.#content();
      this.#at = this.#lineStart = lineEnd(this.#text, this.#at) + 1;
    }
  }

  get #column(): number {
    return this.#at - this.#lineStart;
  }

  /** Whether nothing but a comment is left on the line. */
  #isLineDone(): boolean {
    const code = this.#text.charCodeAt(this.#at);
    return this.#at >= this.#root.end || isBreak(code) || code === char.hash;
  }

  #content() {
    while (this.#text.charCodeAt(this.#at) === char.dash && isGap(this.#text.charCodeAt(this.#at + 1)))
      this.#dash();
    if (this.#isLineDone()) return;
    const isDirective = this.#column === 0 && this.#text.charCodeAt(this.#at) === char.percent;
    if (!isDirective) this.#keyOrValue();
  }

  #dash() {
    const { start, dash } = { start: this.#at + 1, dash: this.#at };
    const column = this.#column;
    const seq = this.#seqAt(column);
    const isPlain = seq.indent === column && this.#open.length <= deepest;
    const end = isPlain ? itemEnd(this.#text, start, column, this.#root.end) : undefined;
    const isFar = end !== undefined && (this.#cursor < this.#lineStart || this.#cursor > end);
    if (isFar) {
      seq.items.push(new FarItem(dash, () => this.#farValue(start, end, dash - column)));
      this.#at = isBreak(this.#text.charCodeAt(end - 1)) ? end - 1 : end;
    } else {
      seq.items.push({ start, dash, comma: -1 });
      this.#at = skipBlanks(this.#text, start);
    }
  }

  /** The value of an item as it would have been found on the way: what is below it can only belong to it. */
  #farValue(start: number, end: number, lineStart: number): OutlineNode | undefined {
    const item: Item = { start, dash: start - 1, comma: -1 };
    const scanner = new BlockScanner(this.#text, this.#root, this.#anchors, this.#cursor);
    const indent = start - 1 - lineStart;
    scanner.#open.push({ type: 'seq', ...blockAt(indent, start - 1), items: [item] });
    scanner.#lineStart = lineStart;
    scanner.#at = skipBlanks(this.#text, start);
    scanner.#content();
    const next = lineEnd(this.#text, scanner.#at) + 1;
    if (next < end) scanner.scan(next, end);
    return item.value;
  }

  #keyOrValue() {
    const anchor = this.#properties();
    if (this.#isLineDone()) return this.#anchors.define(anchor, this.#slot());
    const column = this.#column;
    const collection = this.#flowOrBlockScalar();
    if (collection) return this.#bare(column, collection, anchor);
    const scalar = scanScalar(this.#text, this.#at, { column, style: 'block', key: true });
    const colon = skipBlanks(this.#text, scalar.end);
    const isKey = this.#text.charCodeAt(colon) === char.colon && colon < this.#root.end;
    this.#at = Math.max(scalar.end, this.#at + 1);
    // Before a key the anchor stands on the key alone, which nobody refers to.
    if (isKey) this.#entry(column, scalar, colon);
    else this.#bare(column, this.#anchors.linked(scalar), anchor);
  }

  #entry(column: number, key: ScalarNode, colon: number) {
    const entry: Entry = { start: key.start, comma: -1, key, colon };
    this.#mapAt(column, key.start).entries.push(entry);
    this.#at = skipBlanks(this.#text, colon + 1);
    this.#anchors.define(this.#properties(), entry);
    if (this.#isLineDone()) return;
    entry.value = this.#flowOrBlockScalar() ?? this.#plainValue();
  }

  #plainValue(): ScalarNode {
    const scalar = scanScalar(this.#text, this.#at, { column: this.#column, style: 'block', key: false });
    this.#at = scalar.end;
    return this.#anchors.linked(scalar);
  }

  #properties() {
    const { at, anchor } = readProperties(this.#text, this.#at, false);
    this.#at = at;
    return anchor;
  }

  #flowOrBlockScalar(): OutlineNode | undefined {
    const code = this.#text.charCodeAt(this.#at);
    if (code === char.openBrace || code === char.openBracket) return this.#flow();
    return code === char.pipe || code === char.greater ? this.#blockScalar() : undefined;
  }

  #flow(): Container {
    const parentIndent = this.#open.at(-1)?.indent ?? -1;
    const place = { json: false, end: this.#root.end, parentIndent, anchors: this.#anchors };
    const node = scanFlow(this.#text, this.#at, place);
    // A collection that was given up reaches to the start of a line that must still be read.
    this.#at = node.closed ? node.end : node.end - 1;
    return node;
  }

  #blockScalar(): ScalarNode {
    const start = this.#at;
    const parentIndent = this.#open.at(-1)?.indent ?? -1;
    let end = lineEnd(this.#text, start);
    let next = end + 1;
    while (next < this.#root.end) {
      const first = skipBlanks(this.#text, next);
      const isContent = !isGap(this.#text.charCodeAt(first));
      if (isContent && first - next <= parentIndent) break;
      const stop = lineEnd(this.#text, first);
      // Blank lines behind the last line of text are not taken in: the cursor may stand there to go on.
      if (isContent) end = stop;
      next = stop + 1;
    }
    this.#at = end;
    const text = this.#text.slice(start, lineEnd(this.#text, start));
    return { type: 'scalar', start, end, text, quote: 'block', column: start - this.#lineStart };
  }

  /** A word or collection without a colon: the value that is awaited, or a key whose colon is still to come. */
  #bare(column: number, node: OutlineNode, anchor: Parameters<ScanAnchors['define']>[0]) {
    this.#close(column);
    const top = this.#open.at(-1);
    const slot = this.#slot();
    if (top?.type === 'map' && top.indent === column) {
      if (node.type === 'scalar') top.entries.push(bareEntry(node));
    } else if (slot && slot.value === undefined && (top?.indent ?? -1) < column) {
      slot.value = node;
      this.#anchors.define(anchor, slot);
    }
  }

  /** The slot that the next value would fill. */
  #slot(): Slot | undefined {
    const top = this.#open.at(-1);
    if (!top) return this.#root;
    return top.type === 'map' ? top.entries.at(-1) : top.items.at(-1);
  }

  /** Leaves the collections that lie deeper than `column`. */
  #close(column: number) {
    while ((this.#open.at(-1)?.indent ?? -1) > column) this.#open.pop();
  }

  #seqAt(column: number): SeqNode {
    this.#close(column);
    const top = this.#open.at(-1);
    if (top?.type === 'seq' && top.indent === column) return top;
    const slot = this.#slot();
    const value = slot?.value;
    // A column between two others fits nothing; the sequence that is there already is the best guess.
    if (value?.type === 'seq' && !value.flow && value.indent > column) return this.#reopen(value);
    const seq: SeqNode = { type: 'seq', ...blockAt(column, this.#at), items: [] };
    if (slot && value === undefined) slot.value = seq;
    return this.#reopen(seq);
  }

  #mapAt(column: number, start: number): MapNode {
    this.#close(column);
    const [below, above] = [this.#open.at(-2), this.#open.at(-1)];
    // `- x` may stand in the column of the key it belongs to; a key in that column ends the sequence.
    const endsSeq = above?.type === 'seq' && above.indent === column;
    if (endsSeq && below?.type === 'map' && below.indent === column) this.#open.pop();
    const top = this.#open.at(-1);
    if (top?.type === 'map' && top.indent === column) return top;
    return this.#reopen(
      top?.indent === column ? this.#newMap(column, start) : this.#mapInSlot(column, start),
    );
  }

  /** The map that a key deeper than the innermost collection belongs to. */
  #mapInSlot(column: number, start: number): MapNode {
    const top = this.#open.at(-1);
    const slot = this.#slot();
    const value = slot?.value;
    if (value?.type === 'map' && !value.flow) return value;
    if (top?.type === 'map' && value !== undefined && !isBareWord(value, column)) return top;
    const map = this.#newMap(column, value?.start ?? start);
    // A word where now a map starts was the first key of that map, half typed.
    if (value?.type === 'scalar' && isBareWord(value, column)) map.entries.push(bareEntry(value));
    if (slot && (value === undefined || value.type === 'scalar')) slot.value = map;
    return map;
  }

  #newMap(column: number, start: number): MapNode {
    return { type: 'map', ...blockAt(column, start), entries: [] };
  }

  #reopen<C extends Container>(container: C): C {
    if (this.#open.at(-1) !== container) this.#open.push(container);
    return container;
  }
}

const blockAt = (indent: number, start: number) => ({ flow: false, indent, start, end: -1, closed: true });

const isBareWord = (node: OutlineNode, column: number) =>
  node.type === 'scalar' && node.quote !== 'block' && node.column === column;

const bareEntry = (key: ScalarNode): Entry => ({ start: key.start, comma: -1, key, colon: -1 });
