/**
 * Bytes to be recognised at some place of a buffer, eight at a time. The eight are compared as doubles: two that are
 * equal have equal bytes unless they are zeros, and text without NUL holds no zero. (Nor are NaNs equal to themselves;
 * a literal with the bytes of one is never recognised, which costs time only.)
 */
export class Literal {
  readonly bytes: Uint8Array;
  readonly length: number;
  /** The bytes by eights; the last overlaps the one before. None when there are under eight bytes. */
  readonly eights: Float64Array;
  /** Of a literal under eight bytes: the first four, and the last up to four, of which `#mask` leaves what there is. */
  readonly #head: number;
  readonly #tail: number;
  readonly #tailAt: number;
  readonly #mask: number;

  /** `bytes` are of a text without NUL. */
  constructor(bytes: Uint8Array) {
    const { length } = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    this.bytes = bytes;
    this.length = length;
    this.eights = Float64Array.from({ length: length < 8 ? 0 : Math.ceil(length / 8) }, (_, i) =>
      view.getFloat64(Math.min(i * 8, length - 8), true),
    );
    const padded = new DataView(new ArrayBuffer(8));
    for (let i = 0; i < Math.min(length, 8); i++) padded.setUint8(i, bytes[i] as number);
    this.#tailAt = Math.max(0, Math.min(length, 8) - 4);
    this.#mask = length < 4 ? 2 ** (length * 8) - 1 : -1;
    this.#head = padded.getInt32(0, true) & this.#mask;
    this.#tail = padded.getInt32(this.#tailAt, true) & this.#mask;
  }

  /** Whether the bytes stand at an offset of the buffer that the view shows. */
  isAt(buffer: DataView, at: number): boolean {
    const eights = this.eights;
    const last = eights.length - 1;
    if (at + this.length > buffer.byteLength) return false;
    if (last < 0) return this.#isShortAt(buffer, at);
    for (let i = 0; i < last; i++) {
      if (buffer.getFloat64(at + i * 8, true) !== eights[i]) return false;
    }
    return buffer.getFloat64(at + this.length - 8, true) === eights[last];
  }

  #isShortAt(buffer: DataView, at: number): boolean {
    if (at + 8 > buffer.byteLength) return this.#isShortAtEnd(buffer, at);
    return (
      (buffer.getInt32(at, true) & this.#mask) === this.#head &&
      (buffer.getInt32(at + this.#tailAt, true) & this.#mask) === this.#tail
    );
  }

  #isShortAtEnd(buffer: DataView, at: number): boolean {
    for (let i = 0; i < this.length; i++) if (buffer.getUint8(at + i) !== this.bytes[i]) return false;
    return true;
  }
}
