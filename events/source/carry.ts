/** Rows longer than this are skipped; no more of one is ever kept. */
export const longestRow = 16 * 1024 * 1024;

/** The beginning of a row whose end has not arrived yet. */
export class Carry {
  #bytes = new Uint8Array(0);
  length = 0;
  /** The row has become too long; what was kept of it is gone. */
  isOver = false;

  get isEmpty(): boolean {
    return this.length === 0 && !this.isOver;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  add(chunk: Uint8Array, start: number, end: number): void {
    const needed = this.length + end - start;
    if (this.isOver || needed > longestRow) {
      this.isOver = true;
      this.length = 0;
      this.#bytes = new Uint8Array(0);
      return;
    }
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2, 4096));
      grown.set(this.#bytes.subarray(0, this.length));
      this.#bytes = grown;
    }
    this.#bytes.set(chunk.subarray(start, end), this.length);
    this.length = needed;
  }

  clear(): void {
    this.length = 0;
    this.isOver = false;
  }
}
