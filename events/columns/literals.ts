import type { Literal } from './literal.ts';

/** A few literals in flat arrays, so that many are compared in a row without going from one object to the next. */
export class Literals {
  readonly #all: readonly Literal[];
  readonly #lengths: Int32Array;
  /** All of the literals' eights, and where those of each begin. */
  readonly #eights: Float64Array;
  readonly #firsts: Int32Array;
  /** Of those under eight bytes: two fours and which of their bits count. */
  readonly #fours: Int32Array;
  readonly #masks: Int32Array;

  constructor(all: readonly Literal[]) {
    this.#all = all;
    this.#lengths = Int32Array.from(all, ({ length }) => length);
    this.#eights = Float64Array.from(all.flatMap(({ eights }) => [...eights]));
    this.#firsts = new Int32Array(all.length + 1);
    this.#fours = new Int32Array(all.length * 2);
    this.#masks = new Int32Array(all.length * 2);
    all.forEach(({ eights, bytes }, i) => {
      this.#firsts[i + 1] = (this.#firsts[i] as number) + eights.length;
      for (let n = 0; n < Math.min(8, bytes.length); n++) {
        const four = i * 2 + (n >> 2);
        const bits = (n & 3) * 8;
        this.#fours[four] = (this.#fours[four] as number) | ((bytes[n] as number) << bits);
        this.#masks[four] = (this.#masks[four] as number) | (255 << bits);
      }
    });
  }

  /** Offset behind the i-th literal if it stands at an offset of the buffer that the view shows, else -1. */
  behind(view: DataView, i: number, start: number): number {
    const length = this.#lengths[i] as number;
    const end = start + length;
    if (end + 8 > view.byteLength) return this.#all[i]?.isAt(view, start) ? end : -1;
    if (length < 8) return this.#isShortAt(view, i * 2, start) ? end : -1;
    const last = (this.#firsts[i + 1] as number) - 1;
    let at = start;
    for (let n = this.#firsts[i] as number; n < last; n++, at += 8) {
      if (view.getFloat64(at, true) !== this.#eights[n]) return -1;
    }
    return view.getFloat64(end - 8, true) === this.#eights[last] ? end : -1;
  }

  #isShortAt(view: DataView, i: number, start: number): boolean {
    return (
      (view.getInt32(start, true) & (this.#masks[i] as number)) === this.#fours[i] &&
      (view.getInt32(start + 4, true) & (this.#masks[i + 1] as number)) === this.#fours[i + 1]
    );
  }
}
