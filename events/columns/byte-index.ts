import { decodeUtf8 } from '../values/utf8.ts';

const maxEntries = 65_536;
const maxBytes = 64;

/** Remembers which code a stretch of bytes stands for. It holds short texts only and takes no new ones when full. */
export class ByteIndex {
  #table = new Int32Array(64).fill(-1);
  #arena = new Uint8Array(256);
  #arenaView = viewOf(this.#arena);
  #starts = new Uint32Array(33);
  #codes = new Uint32Array(32);
  #hashes = new Int32Array(32);
  #count = 0;
  #last = -1;
  /** Of what was looked for last: its hash, the place where it belongs, and all its bytes, one over the other. */
  #hashed = 0;
  #slot = 0;
  #bits = 0;
  #bytes = new Uint8Array(0);
  #view = viewOf(this.#bytes);

  /** Texts remembered so far. */
  get count(): number {
    return this.#count;
  }

  hasRoom(length: number): boolean {
    return length <= maxBytes && this.#count < maxEntries;
  }

  /** Code of the bytes, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    this.#look(bytes);
    const last = this.#last;
    if (last >= 0 && this.#equals(last, start, end)) return this.#codes[last] as number;
    if (end - start > maxBytes) return -1;
    this.#hash(start, end);
    this.#findSlot(start, end);
    const entry = this.#table[this.#slot] as number;
    if (entry < 0) return -1;
    this.#last = entry;
    return this.#codes[entry] as number;
  }

  /** Whether the bytes that were not found just now are ASCII. */
  get isAscii(): boolean {
    return (this.#bits & 0x80808080) === 0;
  }

  /** Remembers the code of the bytes that were not found just now, and answers whether there was room. */
  remember(bytes: Uint8Array, start: number, end: number, code: number): boolean {
    const length = end - start;
    if (!this.hasRoom(length)) return false;
    this.#look(bytes);
    this.#reserve(length);
    const entry = this.#count++;
    const at = this.#starts[entry] as number;
    this.#copy(start, length, at);
    this.#starts[entry + 1] = at + length;
    this.#codes[entry] = code;
    this.#hashes[entry] = this.#hashed;
    this.#table[this.#slot] = entry;
    return true;
  }

  /** The texts remembered from the n-th on, which must all be ASCII: decoded at once, which is cheap. */
  asciiFrom(first: number): readonly string[] {
    const begin = this.#starts[first] as number;
    const all = decodeUtf8(this.#arena, begin, this.#starts[this.#count]);
    const texts: string[] = [];
    for (let i = first; i < this.#count; i++) {
      texts.push(all.slice((this.#starts[i] as number) - begin, (this.#starts[i + 1] as number) - begin));
    }
    return texts;
  }

  #look(bytes: Uint8Array): void {
    if (bytes === this.#bytes) return;
    this.#bytes = bytes as Uint8Array<ArrayBuffer>;
    this.#view = viewOf(bytes);
  }

  #equals(entry: number, start: number, end: number): boolean {
    const at = this.#starts[entry] as number;
    const length = end - start;
    if ((this.#starts[entry + 1] as number) - at !== length) return false;
    const words = length & ~3;
    for (let i = 0; i < words; i += 4) {
      if (this.#arenaView.getInt32(at + i, true) !== this.#view.getInt32(start + i, true)) return false;
    }
    for (let i = words; i < length; i++) {
      if (this.#arena[at + i] !== this.#bytes[start + i]) return false;
    }
    return true;
  }

  #copy(start: number, length: number, at: number): void {
    const words = length & ~3;
    for (let i = 0; i < words; i += 4) {
      this.#arenaView.setInt32(at + i, this.#view.getInt32(start + i, true), true);
    }
    for (let i = words; i < length; i++) this.#arena[at + i] = this.#bytes[start + i] as number;
  }

  #hash(start: number, end: number): void {
    const words = start + ((end - start) & ~3);
    let hash = end - start;
    let bits = 0;
    let at = start;
    for (; at < words; at += 4) {
      const word = this.#view.getInt32(at, true);
      bits |= word;
      hash = Math.imul(hash ^ word, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    for (; at < end; at++) {
      const byte = this.#bytes[at] as number;
      bits |= byte;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    this.#bits = bits;
    this.#hashed = hash ^ (hash >>> 13);
  }

  /** Finds the place in the table of the bytes that were hashed just now, or the free one where they belong. */
  #findSlot(start: number, end: number): void {
    const mask = this.#table.length - 1;
    const hashed = this.#hashed;
    let slot = hashed & mask;
    for (;;) {
      const entry = this.#table[slot] as number;
      if (entry < 0 || (this.#hashes[entry] === hashed && this.#equals(entry, start, end))) break;
      slot = (slot + 1) & mask;
    }
    this.#slot = slot;
  }

  #reserve(length: number): void {
    const used = this.#starts[this.#count] as number;
    if (used + length > this.#arena.length) {
      this.#arena = grown(this.#arena, Uint8Array);
      this.#arenaView = viewOf(this.#arena);
    }
    if (this.#count === this.#codes.length) {
      this.#codes = grown(this.#codes, Uint32Array);
      this.#hashes = grown(this.#hashes, Int32Array);
      this.#starts = grown(this.#starts, Uint32Array);
    }
    if (this.#count * 2 >= this.#table.length) this.#rehash();
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 2).fill(-1);
    const mask = table.length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      let slot = (this.#hashes[entry] as number) & mask;
      while ((table[slot] as number) >= 0) slot = (slot + 1) & mask;
      table[slot] = entry;
    }
    this.#table = table;
    this.#slot = this.#hashed & mask;
    while ((table[this.#slot] as number) >= 0) this.#slot = (this.#slot + 1) & mask;
  }
}

interface Growable<T> {
  readonly length: number;
  set(array: T): void;
}

function grown<T extends Growable<T>>(array: T, kind: new (length: number) => T): T {
  const next = new kind(array.length * 2 + 1);
  next.set(array);
  return next;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
