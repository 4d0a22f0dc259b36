/**
 * Bytes to be recognised at some place of a buffer, eight at a time. The eight are compared as doubles: two that are
 * equal have equal bytes unless they are zeros, and text without NUL holds no zero. (Nor are NaNs equal to themselves;
 * a literal with the bytes of one is never recognised, which costs time only.)
 */
export class Literal {
  readonly bytes: Uint8Array;
  readonly length: number;
  /** The bytes by eights; the last overlaps the one before. None when there are under eight bytes. */
  readonly #eights: Float64Array;
  /** Of a literal under eight bytes: two fours, and which of their bits are its own. */
  readonly #head: number;
  readonly #next: number;
  readonly #headMask: number;
  readonly #nextMask: number;

  /** `bytes` are of a text without NUL. */
  constructor(bytes: Uint8Array) {
    const { length } = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    this.bytes = bytes;
    this.length = length;
    this.#eights = Float64Array.from({ length: length < 8 ? 0 : Math.ceil(length / 8) }, (_, i) =>
      view.getFloat64(Math.min(i * 8, length - 8), true),
    );
    const padded = new DataView(new ArrayBuffer(8));
    for (let i = 0; i < Math.min(length, 8); i++) padded.setUint8(i, bytes[i] as number);
    this.#head = padded.getInt32(0, true);
    this.#next = padded.getInt32(4, true);
    this.#headMask = maskOf(length);
    this.#nextMask = maskOf(length - 4);
  }

  /** Whether the bytes stand at an offset of the buffer that the view shows. */
  isAt(buffer: DataView, at: number): boolean {
    if (at + Math.max(8, this.length) > buffer.byteLength) return this.#isAtEnd(buffer, at);
    return this.behind(buffer, at) >= 0;
  }

  /**
   * Offset behind the bytes if they stand at an offset, else -1. The buffer must go on for eight bytes, and for as many
   * as the literal has.
   */
  behind(buffer: DataView, start: number): number {
    const eights = this.#eights;
    const last = eights.length - 1;
    const end = start + this.length;
    if (last < 0) return this.#isShortAt(buffer, start) ? end : -1;
    for (let i = 0, at = start; i < last; i++, at += 8) {
      if (buffer.getFloat64(at, true) !== eights[i]) return -1;
    }
    return buffer.getFloat64(end - 8, true) === eights[last] ? end : -1;
  }

  #isShortAt(buffer: DataView, at: number): boolean {
    return (
      (buffer.getInt32(at, true) & this.#headMask) === this.#head &&
      (buffer.getInt32(at + 4, true) & this.#nextMask) === this.#next
    );
  }

  #isAtEnd(buffer: DataView, at: number): boolean {
    if (at + this.length > buffer.byteLength) return false;
    for (let i = 0; i < this.length; i++) if (buffer.getUint8(at + i) !== this.bytes[i]) return false;
    return true;
  }
}

/** The bits of the first so many bytes of a number of four. */
export function maskOf(bytes: number): number {
  if (bytes >= 4) return -1;
  return bytes <= 0 ? 0 : 2 ** (bytes * 8) - 1;
}
