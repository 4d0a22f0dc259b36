/** Bytes to be recognised at some place of a buffer, four at a time. */
export class Literal {
  readonly bytes: Uint8Array;
  readonly length: number;
  /** The bytes as little-endian words; the last one overlaps the one before. None when there are under four bytes. */
  readonly #words: Int32Array;

  constructor(bytes: Uint8Array) {
    const { length } = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    this.bytes = bytes;
    this.length = length;
    this.#words = Int32Array.from({ length: length < 4 ? 0 : Math.ceil(length / 4) }, (_, i) =>
      view.getInt32(Math.min(i * 4, length - 4), true),
    );
  }

  /** Whether the bytes stand at an offset of the buffer that the view shows. */
  isAt(buffer: DataView, at: number): boolean {
    const words = this.#words;
    const last = words.length - 1;
    if (at + this.length > buffer.byteLength) return false;
    if (last < 0) return this.#isShortAt(buffer, at);
    for (let i = 0; i < last; i++) {
      if (buffer.getInt32(at + i * 4, true) !== words[i]) return false;
    }
    return buffer.getInt32(at + this.length - 4, true) === words[last];
  }

  #isShortAt(buffer: DataView, at: number): boolean {
    for (let i = 0; i < this.length; i++) if (buffer.getUint8(at + i) !== this.bytes[i]) return false;
    return true;
  }
}
