import { maskOf } from '../columns/literal.ts';

const placeBits = 6;
const places = 1 << placeBits;
/** A text whose place is taken goes to one of the next ones. */
const tries = 4;
/** Bytes of a known text at most, its closing quote included. */
const longest = 64;
/** Numbers there are about each place: four of the text's beginning, its length, its code. */
const stride = 8;
const eightsOfPlace = longest / 8;

/** Bytes that must follow the beginning of a text that is looked for. */
export const knownReach: number = longest + 8;

/**
 * Finds a text that came before by the eight bytes at which it begins, so that neither its end nor its code has to be
 * looked for. A cache of the first comers: most texts of events are one of a few.
 */
export class KnownTexts {
  /**
   * By place: the text's first eight bytes as two numbers, its quote included, which of their bits are its own, its
   * length and its code. A place without a text has the length -1.
   */
  readonly #table = new Int32Array(places * stride);
  /** What follows the eight bytes of longer texts, by eights that may overlap. */
  readonly #rests = new Float64Array(places * eightsOfPlace);

  constructor() {
    for (let i = 0; i < places; i++) this.#table[i * stride + 4] = -1;
  }

  /** Place of the text that begins at an offset; -1 if it is not known. {@link knownReach} bytes must be there. */
  at(view: DataView, at: number): number {
    const table = this.#table;
    const head = view.getInt32(at, true);
    const next = view.getInt32(at + 4, true);
    let place = placeOf(head, next);
    for (let i = 0; i < tries; i++) {
      const entry = place * stride;
      const isHead =
        (head & (table[entry + 2] as number)) === table[entry] &&
        (next & (table[entry + 3] as number)) === table[entry + 1];
      const length = table[entry + 4] as number;
      if (length < 0) return -1;
      if (isHead && (length < 8 || this.#hasRest(view, at, place, length))) return place;
      place = (place + 1) & (places - 1);
    }
    return -1;
  }

  lengthOf(place: number): number {
    return this.#table[place * stride + 4] as number;
  }

  codeOf(place: number): number {
    return this.#table[place * stride + 5] as number;
  }

  /** Remembers the text between two offsets, behind which its quote stands, if it is short and there is room. */
  add(view: DataView, start: number, end: number, code: number): void {
    const table = this.#table;
    const length = end - start;
    if (length >= longest || this.at(view, start) >= 0) return;
    const head = view.getInt32(start, true);
    const next = view.getInt32(start + 4, true);
    let place = placeOf(head, next);
    for (let i = 1; i < tries && this.lengthOf(place) >= 0; i++) place = (place + 1) & (places - 1);
    if (this.lengthOf(place) >= 0) return;
    const entry = place * stride;
    table[entry + 2] = maskOf(length + 1);
    table[entry + 3] = maskOf(length + 1 - 4);
    table[entry] = head & (table[entry + 2] as number);
    table[entry + 1] = next & (table[entry + 3] as number);
    table[entry + 4] = length;
    table[entry + 5] = code;
    const last = end - 7;
    let rest = place * eightsOfPlace;
    for (let at = start + 8; at < end + 1; at += 8) {
      this.#rests[rest++] = view.getFloat64(Math.min(at, last), true);
    }
  }

  #hasRest(view: DataView, start: number, place: number, length: number): boolean {
    const last = start + length - 7;
    let rest = place * eightsOfPlace;
    for (let at = start + 8; at < last; at += 8) {
      if (view.getFloat64(at, true) !== this.#rests[rest++]) return false;
    }
    return view.getFloat64(last, true) === this.#rests[rest];
  }
}

/** The upper bits of a product hang on all bits of its factors. */
function placeOf(head: number, next: number): number {
  return Math.imul(head ^ Math.imul(next, 0x85ebca6b), 0x9e3779b1) >>> (32 - placeBits);
}
