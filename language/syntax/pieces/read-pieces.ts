import type { Source } from '../source.ts';
import { type Cut, cutYaml } from './cut.ts';
import type { Piece } from './piece.ts';
import { readRun } from './read-run.ts';
import { shiftPiece } from './shift.ts';

/**
 * The pieces of a text, not all of them built. Those that an earlier text has at its beginning or its end are taken from there; what is
 * between is parsed. Undefined for a text that can only be read as a whole.
 */
export function readPieces(source: Source, earlier: readonly Piece[]): Piece[] | undefined {
  const cuts = cutYaml(source.text);
  if (!cuts) return undefined;
  const known = matched(source.text, cuts, earlier);
  const pieces: Piece[] = [];
  for (let at = 0; at < cuts.length; ) {
    const piece = known[at];
    const next = piece ? [piece] : readGap(source, cuts, at, endOfGap(known, cuts, at));
    if (!next) return undefined;
    pieces.push(...next);
    at += next.length;
  }
  return pieces;
}

/** What stands at the end of the piece before may count for the first one here, so that one is parsed along. */
function readGap(source: Source, cuts: readonly Cut[], from: number, to: number): Piece[] | undefined {
  const context = cuts[from]?.isFirst ? 0 : 1;
  return readRun(source, cuts.slice(from - context, to))?.slice(context);
}

/** Where the next piece is known, or belongs to another document. */
function endOfGap(known: readonly unknown[], cuts: readonly Cut[], from: number): number {
  let at = from + 1;
  while (at < known.length && !known[at] && !cuts[at]?.isFirst) at += 1;
  return at;
}

/** For each cut the piece that stands for it, as far as one is known. */
function matched(text: string, cuts: readonly Cut[], earlier: readonly Piece[]): (Piece | undefined)[] {
  const known: (Piece | undefined)[] = new Array(cuts.length).fill(undefined);
  const most = Math.min(cuts.length, earlier.length);
  const take = (at: number, from: number): boolean => {
    const [cut, piece] = [cuts[at], earlier[from]];
    if (!cut || !piece || !isSame(text, cut, piece)) return false;
    if (!piece.faults) known[at] = cut.start === piece.cut.start ? piece : shiftPiece(piece, cut);
    return true;
  };
  let head = 0;
  while (head < most && take(head, head)) head += 1;
  let tail = 0;
  while (tail < most - head && take(cuts.length - tail - 1, earlier.length - tail - 1)) tail += 1;
  // A comment at the end of what has changed may count for what follows.
  if (tail > 0) known[cuts.length - tail] = undefined;
  return known;
}

/** The same text, in a place where the parser is in the same state before and behind it. */
function isSame(text: string, cut: Cut, { cut: other, text: known }: Piece): boolean {
  return (
    cut.end - cut.start === known.length &&
    cut.form === other.form &&
    cut.next === other.next &&
    cut.isFirst === other.isFirst &&
    (cut.start === 0) === (other.start === 0) &&
    cut.inner?.kind === other.inner?.kind &&
    cut.inner?.column === other.inner?.column &&
    text.startsWith(known, cut.start)
  );
}
