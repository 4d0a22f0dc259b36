const maxEntries = 65_536;
const maxBytes = 64;

/**
 * Remembers which code a stretch of bytes stands for, so that repeated texts need no decoding. A cache: it holds short
 * texts only and stops taking new ones when full; the dictionary behind it stays the truth.
 */
export class ByteIndex {
  #table = new Int32Array(64).fill(-1);
  #arena = new Uint8Array(256);
  #starts = new Uint32Array(33);
  #codes = new Uint32Array(32);
  #hashes = new Int32Array(32);
  #count = 0;
  #last = -1;

  /** Code of the bytes, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const last = this.#last;
    if (last >= 0 && this.#equals(last, bytes, start, end)) return this.#codes[last] as number;
    if (end - start > maxBytes) return -1;
    const slot = this.#slot(hash(bytes, start, end), bytes, start, end);
    const entry = this.#table[slot] as number;
    if (entry < 0) return -1;
    this.#last = entry;
    return this.#codes[entry] as number;
  }

  /** Whether there was room to remember the code of these bytes, which are new. */
  remember(bytes: Uint8Array, start: number, end: number, code: number): boolean {
    const length = end - start;
    if (length > maxBytes || this.#count >= maxEntries) return false;
    this.#reserve(length);
    const entry = this.#count++;
    const at = this.#starts[entry] as number;
    this.#arena.set(bytes.subarray(start, end), at);
    this.#starts[entry + 1] = at + length;
    this.#codes[entry] = code;
    const hashed = hash(bytes, start, end);
    this.#hashes[entry] = hashed;
    this.#table[this.#slot(hashed, bytes, start, end)] = entry;
    return true;
  }

  #equals(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const at = this.#starts[entry] as number;
    const length = end - start;
    if ((this.#starts[entry + 1] as number) - at !== length) return false;
    const arena = this.#arena;
    for (let i = 0; i < length; i++) if (arena[at + i] !== bytes[start + i]) return false;
    return true;
  }

  /** Position in the table of the bytes' entry, or of the free place where it belongs. */
  #slot(hashed: number, bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#table.length - 1;
    let slot = hashed & mask;
    for (;;) {
      const entry = this.#table[slot] as number;
      if (entry < 0) return slot;
      if (this.#hashes[entry] === hashed && this.#equals(entry, bytes, start, end)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #reserve(length: number): void {
    const used = this.#starts[this.#count] as number;
    if (used + length > this.#arena.length) this.#arena = grown(this.#arena, Uint8Array);
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

function hash(bytes: Uint8Array, start: number, end: number): number {
  let h = -2128831035;
  for (let i = start; i < end; i++) h = Math.imul(h ^ (bytes[i] as number), 16777619);
  return h ^ (h >>> 15);
}
