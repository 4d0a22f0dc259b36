import { Literal } from '../columns/literal.ts';

const places = 64;

/** A text that came before at some place, with its closing quote, and the code it has. */
export interface KnownText {
  readonly literal: Literal;
  readonly code: number;
}

/**
 * Finds a text that came before by the eight bytes at which it begins, so that neither its end nor its code has to be
 * looked for. A cache of the first comers: most texts of events are one of a few.
 */
export class KnownTexts {
  readonly #texts = new Array<KnownText | undefined>(places).fill(undefined);

  /** The text at an offset, if it is known. */
  at(view: DataView, at: number): KnownText | undefined {
    if (at + 8 > view.byteLength) return undefined;
    const known = this.#texts[placeOf(view, at)];
    return known?.literal.isAt(view, at) ? known : undefined;
  }

  /** Remembers the text between two offsets, behind which its quote stands, unless its place is taken. */
  add(bytes: Uint8Array, view: DataView, start: number, end: number, code: number): void {
    if (start + 8 > view.byteLength) return;
    const place = placeOf(view, start);
    if (this.#texts[place] !== undefined) return;
    this.#texts[place] = { literal: new Literal(bytes.slice(start, end + 1)), code };
  }
}

function placeOf(view: DataView, at: number): number {
  const mixed =
    Math.imul(view.getInt32(at, true), 0x9e3779b1) ^ Math.imul(view.getInt32(at + 4, true), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & (places - 1);
}
