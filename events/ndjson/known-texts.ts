import { Literal } from '../columns/literal.ts';

const places = 64;

/**
 * Finds a text that came before by the eight bytes at which it begins, so that neither its end nor its code has to be
 * looked for. A cache of the first comers: most texts of events are one of a few.
 */
export class KnownTexts {
  /**
   * By place: the text's first eight bytes as two numbers, its quote included, and which of their bits are its own. A
   * place without a text has a 1 there and no bits, which nothing equals.
   */
  readonly #heads = new Int32Array(places * 2).fill(1);
  readonly #masks = new Int32Array(places * 2);
  /** Bytes of the text; -1 where there is none. */
  readonly #lengths = new Int32Array(places).fill(-1);
  readonly #codes = new Int32Array(places);
  /** Texts that do not fit into the eight bytes, with their closing quote. */
  readonly #longs = new Array<Literal | undefined>(places).fill(undefined);

  /** Place of the text that begins at an offset; -1 if it is not known. */
  at(view: DataView, at: number): number {
    if (at + 8 > view.byteLength) return -1;
    const head = view.getInt32(at, true);
    const next = view.getInt32(at + 4, true);
    const place = placeOf(head, next);
    const isHead =
      (head & (this.#masks[place * 2] as number)) === this.#heads[place * 2] &&
      (next & (this.#masks[place * 2 + 1] as number)) === this.#heads[place * 2 + 1];
    if (!isHead) return -1;
    const length = this.#lengths[place] as number;
    return length < 8 || this.#isLongAt(view, at, place) ? place : -1;
  }

  lengthOf(place: number): number {
    return this.#lengths[place] as number;
  }

  codeOf(place: number): number {
    return this.#codes[place] as number;
  }

  /** Remembers the text between two offsets, behind which its quote stands, unless its place is taken. */
  add(bytes: Uint8Array, view: DataView, start: number, end: number, code: number): void {
    if (start + 8 > view.byteLength) return;
    const head = view.getInt32(start, true);
    const next = view.getInt32(start + 4, true);
    const place = placeOf(head, next);
    if (this.#lengths[place] !== -1) return;
    const length = end - start;
    this.#masks[place * 2] = maskOf(length + 1);
    this.#masks[place * 2 + 1] = maskOf(length + 1 - 4);
    this.#heads[place * 2] = head & (this.#masks[place * 2] as number);
    this.#heads[place * 2 + 1] = next & (this.#masks[place * 2 + 1] as number);
    this.#lengths[place] = length;
    this.#codes[place] = code;
    if (length >= 8) this.#longs[place] = new Literal(bytes.slice(start, end + 1));
  }

  #isLongAt(view: DataView, at: number, place: number): boolean {
    return this.#longs[place]?.isAt(view, at) === true;
  }
}

/** The bits of so many bytes of a number of four. */
function maskOf(bytes: number): number {
  if (bytes >= 4) return -1;
  return bytes <= 0 ? 0 : 2 ** (bytes * 8) - 1;
}

function placeOf(head: number, next: number): number {
  const mixed = Math.imul(head, 0x9e3779b1) ^ Math.imul(next, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & (places - 1);
}
