import { itemsOf, type LongList } from './long-list.ts';
import type { Shelf } from './shelf.ts';

type Numbers = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Numbers of a chunk, a power of two. */
const chunkBits = 11;
export const chunkLength = 1 << chunkBits;
const within = chunkLength - 1;

/**
 * Numbers that are appended: each costs no more than its bytes, however many there are. They lie in chunks, which may be
 * taken out of memory one by one.
 */
export class GrowingColumn<T extends Numbers> implements LongList<number> {
  length = 0;
  /** The last chunk is the one that grows; undefined are those that are out of memory. */
  #chunks: (T | undefined)[];
  #last: T;
  /** Chunks from the first one on that have been taken out of memory, or need not be. */
  #settled = 0;
  #shelf: Shelf | undefined;
  /** Where the shelf has them. */
  #places: number[] = [];
  /** The chunk that was last read from the shelf. */
  #read: { at: number; chunk: T } | undefined;
  readonly #make: (capacity: number) => T;

  /** @param make how an array of this kind is made, as in `(capacity) => new Float64Array(capacity)` */
  constructor(make: (capacity: number) => T) {
    this.#make = make;
    this.#last = make(16);
    this.#chunks = [this.#last];
  }

  push(value: number): void {
    const at = this.length & within;
    if (at === this.#last.length || (at === 0 && this.length > 0)) this.#grow(at);
    this.#last[at] = value;
    this.length += 1;
  }

  at(position: number): number {
    const chunk = this.#chunks[position >>> chunkBits] ?? this.#absent(position >>> chunkBits);
    return chunk?.[position & within] ?? Number.NaN;
  }

  [Symbol.iterator](): Iterator<number> {
    return itemsOf(this);
  }

  clear(): void {
    this.length = 0;
    this.#settled = 0;
    this.#chunks = [this.#last];
  }

  /**
   * Takes what lies before `until` out of memory, but for a rest shorter than a chunk: onto the shelf, or, without one,
   * away for good. Then only the first chunk stays.
   */
  settle(until: number, shelf: Shelf | undefined): void {
    for (; (this.#settled + 1) * chunkLength <= until; this.#settled += 1) {
      const chunk = this.#chunks[this.#settled] as T;
      if (this.#settled === 0 && !shelf) continue;
      this.#chunks[this.#settled] = undefined;
      if (!shelf) continue;
      this.#shelf = shelf;
      this.#places[this.#settled] = shelf.put(new Uint8Array(chunk.buffer));
    }
  }

  #grow(at: number): void {
    const larger = this.#make(Math.min(Math.max(16, at * 2), chunkLength));
    if (at > 0) larger.set(this.#last);
    this.#last = larger;
    this.#chunks[this.length >>> chunkBits] = larger;
  }

  /** A chunk that is not in memory; undefined where there is none. */
  #absent(at: number): T | undefined {
    if (at >= this.#settled) return undefined;
    if (this.#read?.at === at) return this.#read.chunk;
    const place = this.#places[at];
    if (!this.#shelf || place === undefined) throw new Error('this part of a list has not been kept');
    this.#read ??= { at, chunk: this.#make(chunkLength) };
    this.#shelf.get(place, new Uint8Array(this.#read.chunk.buffer));
    this.#read.at = at;
    return this.#read.chunk;
  }
}

export const floatColumn = () => new GrowingColumn((capacity) => new Float64Array(capacity));
export const rowColumn = () => new GrowingColumn((capacity) => new Uint32Array(capacity));
export const byteColumn = () => new GrowingColumn((capacity) => new Uint8Array(capacity));
