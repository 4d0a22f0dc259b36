import { lineStarts } from '../../syntax/lines.ts';
import type { SpanEdit } from './edits.ts';
import { blockBody, continuedLines } from './inner-lines.ts';
import type { BlockFrame, Piece } from './pieces.ts';
import { spacing } from './spacing.ts';

const maxBlankLines = 2;
const atColumnZero: ReadonlySet<string> = new Set(['doc-start', 'doc-end', 'directive']);

/** Works out where each token goes. Tokens must be asked for in order: where one stands follows from those before it. */
export class Layout {
  readonly #text: string;
  readonly #pieces: readonly Piece[];
  readonly #indent: number;
  readonly #eol: string;
  readonly #lineStart: (offset: number) => number;
  /** Column of the current token in the new text. */
  #column = 0;
  /** Column where the content of the current line starts, behind its dashes. */
  #content = 0;
  /** How far the current line has moved to the right. */
  #shift = 0;

  constructor(text: string, pieces: readonly Piece[], indent: number) {
    this.#text = text;
    this.#pieces = pieces;
    this.#indent = indent;
    this.#lineStart = lineStarts(text);
    this.#eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  }

  /** What stands before a token. */
  gap(index: number, gap: string): string {
    const piece = this.#at(index);
    const before = this.#pieces[index - 1];
    if (piece.type === 'byte-order-mark' || piece.type === 'block-body') return gap;
    const wasFirst = this.#isFirst(piece);
    const text = wasFirst ? this.#newLine(piece, index, gap) : this.#sameLine(before, piece, gap);
    this.#place(piece, index, wasFirst);
    return text;
  }

  /** Edits within a token that runs over several lines. */
  inner(index: number): SpanEdit[] {
    const { type, start, end, frame } = this.#at(index);
    const text = this.#text.slice(start, end);
    if (type === 'block-body') {
      const header = this.#headerOf(index);
      const move = frame ? frame.column - frame.oldColumn : 0;
      return blockBody(text, start, { wanted: this.#below(frame), move, isFixed: /\d/.test(header) });
    }
    if (type === 'comment' || !text.includes('\n')) return [];
    return continuedLines(text, start, { shift: this.#shift, atLeast: this.#below(frame) });
  }

  /** What stands behind the last token. */
  ending(rest: string, isAtLineStart: boolean): string {
    const last = this.#pieces.at(-1);
    if (!last || last.type === 'byte-order-mark') return '';
    // The line break that ends a block scalar is part of it, and so is its absence.
    if (last.type === 'block-body' || isAtLineStart) return '';
    return /\r?\n/.exec(rest)?.[0] ?? this.#eol;
  }

  #at(index: number): Piece {
    const piece = this.#pieces[index];
    if (!piece) throw new RangeError(`no token ${index}`);
    return piece;
  }

  #isFirst({ start }: Piece): boolean {
    return /^\uFEFF?[ \t]*$/.test(this.#text.slice(this.#lineStart(start), start));
  }

  /** How many blanks the line of an offset starts with. */
  #leadOf(offset: number): number {
    const lead = /^ *(?:\t *)*/.exec(this.#text.slice(this.#lineStart(offset), offset));
    return lead?.[0].length ?? 0;
  }

  #newLine(piece: Piece, index: number, gap: string): string {
    const breaks = gap.match(/\r?\n/g) ?? [];
    const before = this.#pieces[index - 1];
    const isTop = before === undefined || before.type === 'byte-order-mark';
    const isAtLineStart = before?.type === 'block-body';
    const kept = isTop ? 0 : maxBlankLines + (isAtLineStart ? 0 : 1);
    this.#column = this.#columnOf(piece, index);
    this.#shift = this.#column - this.#leadOf(piece.start);
    return breaks.slice(0, kept).join('') + ' '.repeat(this.#column);
  }

  #sameLine(before: Piece | undefined, piece: Piece, gap: string): string {
    if (!before) return gap;
    const space = spacing(before, piece, gap);
    this.#column += before.end - Math.max(before.start, this.#lineStart(before.end)) + space.length;
    return space;
  }

  /** Notes what follows from a token's place for those after it. */
  #place(piece: Piece, index: number, isFirst: boolean): void {
    const { type, opens, frame, flow, bracketOf } = piece;
    const next = this.#pieces[index + 1];
    if (opens && frame?.column === -1) {
      frame.column = this.#column;
      frame.oldColumn = piece.start - this.#lineStart(piece.start);
    }
    if (isFirst) this.#content = this.#column;
    if (type === 'seq-item-ind') this.#content = this.#column + 2;
    if (!bracketOf || !next || !type.endsWith('-start')) return;
    // A bracket that ends its line opens an indented block; otherwise the lines below stand under its first item.
    const hangs = this.#text.slice(piece.end, next.start).includes('\n') || next.type === 'comment';
    const first = this.#column + (type === 'flow-map-start' ? 2 : 1);
    bracketOf.childColumn = hangs ? this.#content + this.#indent : first;
    // Only the outermost bracket may close as far to the left as the keys of the block it stands in.
    const isTooFar = flow !== undefined && frame !== undefined && this.#content <= frame.column;
    const close = isTooFar ? this.#content + this.#indent : this.#content;
    bracketOf.closeColumn = hangs ? close : this.#column;
  }

  /** The column of a token that starts a line. */
  #columnOf(piece: Piece, index: number): number {
    const { type, frame, flow, opens, bracketOf } = piece;
    if (atColumnZero.has(type)) return 0;
    if (bracketOf && type.endsWith('-end')) return bracketOf.closeColumn;
    if (flow) return flow.childColumn;
    if (type === 'comment') return this.#commentColumn(piece, index);
    if (opens && frame) return frame.column === -1 ? this.#below(frame.parent, frame.kind) : frame.column;
    // The `:` of a key that was announced by `?`.
    if (type === 'map-value-ind' && frame) return frame.column;
    return this.#below(frame);
  }

  /** Where something under a key or behind a dash starts when it has a line of its own. */
  #below(frame: BlockFrame | undefined, kind?: BlockFrame['kind']): number {
    if (!frame) return kind === undefined && this.#content > 0 ? this.#content : 0;
    return frame.column + (frame.kind === 'seq' ? 2 : this.#indent);
  }

  /** A comment goes with what follows it, unless its column says that it goes with something that ends here. */
  #commentColumn(piece: Piece, index: number): number {
    const own = this.#leadOf(piece.start);
    const next = this.#near(index, 1, isNoComment);
    const nextColumn = next && !next.flow ? this.#columnOf(next, index) : 0;
    if (next && own <= this.#leadOf(next.start)) return nextColumn;
    for (let frame = this.#near(index, -1, isNoComment)?.frame; frame; frame = frame.parent) {
      if (frame.oldColumn <= own && frame.oldColumn >= 0) return Math.max(frame.column, nextColumn);
    }
    return nextColumn;
  }

  #headerOf(index: number): string {
    const header = this.#near(index, -1, ({ type }) => type === 'block-scalar-header');
    return header ? this.#text.slice(header.start, header.end) : '';
  }

  /** The nearest such token before or behind another one. */
  #near(index: number, step: 1 | -1, isWanted: (piece: Piece) => boolean): Piece | undefined {
    let at = index + step;
    for (let piece = this.#pieces[at]; piece; piece = this.#pieces[at]) {
      if (isWanted(piece)) return piece;
      at += step;
    }
    return undefined;
  }
}

const isNoComment = ({ type }: Piece) => type !== 'comment';
