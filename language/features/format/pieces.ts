import { type CST, Parser } from 'yaml';

/** A block collection as the layout sees it. Columns of the new layout are filled in while lines are laid out. */
export interface BlockFrame {
  readonly kind: 'map' | 'seq';
  readonly parent: BlockFrame | undefined;
  /** Column of its keys or dashes in the old text. */
  oldColumn: number;
  /** The same in the new text; -1 until its first line is laid out. */
  column: number;
}

/** A flow collection: where lines within it start, once its bracket is laid out. */
export interface FlowFrame {
  childColumn: number;
  closeColumn: number;
}

/** A token that is not white space, with what it stands in. */
export interface Piece {
  readonly type: CST.Token['type'] | 'block-body';
  readonly start: number;
  /** Trailing blanks of comments do not count. */
  readonly end: number;
  readonly frame: BlockFrame | undefined;
  /** It is the first of an item or entry of its frame. */
  readonly opens: boolean;
  /** The flow collection it stands in; brackets stand in the one around theirs. */
  readonly flow: FlowFrame | undefined;
  /** Of a bracket: its collection. */
  readonly bracketOf?: FlowFrame;
}

interface Inside {
  readonly frame: BlockFrame | undefined;
  readonly flow: FlowFrame | undefined;
}

/** The tokens of a text in order, by way of the library's lossless syntax tree. */
export function piecesOf(text: string): Piece[] {
  const collector = new Collector();
  for (const token of new Parser().parse(text)) collector.token(token, { frame: undefined, flow: undefined });
  return collector.pieces;
}

const blanks: ReadonlySet<string> = new Set(['space', 'newline', 'doc-mode', 'flow-error-end']);

class Collector {
  readonly pieces: Piece[] = [];
  /** The next piece that is no comment is the first of a slot of this frame. */
  #opening: BlockFrame | undefined;

  token(token: CST.Token | null | undefined, inside: Inside): void {
    if (!token) return;
    if (token.type === 'flow-collection') {
      this.#flow(token, inside);
      return;
    }
    if (token.type === 'document') {
      this.#all(token.start, inside);
      this.token(token.value, inside);
    } else if (token.type === 'block-map') this.#entries(token, frameIn('map', inside));
    else if (token.type === 'block-seq') this.#entries(token, frameIn('seq', inside));
    else if (token.type === 'block-scalar') this.#blockScalar(token, inside);
    else this.#add(token.type, token.offset, 'source' in token ? token.source : '', inside);
    if ('end' in token) this.#all(token.end, inside);
  }

  #entries({ items }: CST.BlockMap | CST.BlockSequence, frame: BlockFrame): void {
    const inside = { frame, flow: undefined };
    for (const item of items) {
      this.#opening = frame;
      this.#all(item.start, inside);
      this.#slot(item, inside);
      this.#opening = undefined;
    }
  }

  #slot(item: { key?: CST.Token | null; sep?: CST.SourceToken[]; value?: CST.Token }, inside: Inside): void {
    this.token(item.key, inside);
    this.#all(item.sep, inside);
    this.token(item.value, inside);
  }

  #flow({ start, items, end: [close, ...rest] }: CST.FlowCollection, inside: Inside): void {
    const flow = { childColumn: 0, closeColumn: 0 };
    this.#add(start.type, start.offset, start.source, inside, flow);
    for (const item of items) {
      this.#all(item.start, { ...inside, flow });
      this.#slot(item, { ...inside, flow });
    }
    if (close) this.#add(close.type, close.offset, close.source, inside, flow);
    this.#all(rest, inside);
  }

  #blockScalar({ offset, props, source }: CST.BlockScalar, inside: Inside): void {
    for (const token of props) this.token(token, inside);
    const before = props.at(-1);
    const start = before && 'source' in before ? before.offset + before.source.length : offset;
    if (source !== '') this.#add('block-body', start, source, inside);
  }

  #all(tokens: readonly CST.SourceToken[] | undefined, inside: Inside): void {
    for (const token of tokens ?? []) this.#add(token.type, token.offset, token.source, inside);
  }

  #add(type: Piece['type'], start: number, source: string, inside: Inside, bracketOf?: FlowFrame): void {
    if (blanks.has(type) || source === '') return;
    const isComment = type === 'comment';
    const opens = !isComment && this.#opening !== undefined && this.#opening === inside.frame;
    if (!isComment) this.#opening = undefined;
    const end = start + (isComment ? source.trimEnd() : source).length;
    this.pieces.push({ type, start, end, ...inside, opens, ...(bracketOf ? { bracketOf } : {}) });
  }
}

const frameIn = (kind: BlockFrame['kind'], { frame }: Inside): BlockFrame => ({
  kind,
  parent: frame,
  oldColumn: -1,
  column: -1,
});
