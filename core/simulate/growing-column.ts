type Numbers = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** A typed array that grows by appending: a number costs no more than its bytes, however many there are. */
export class GrowingColumn<T extends Numbers> {
  length = 0;
  #values: T;
  readonly #make: (capacity: number) => T;

  /** @param make how an array of this kind is made, as in `(capacity) => new Float64Array(capacity)` */
  constructor(make: (capacity: number) => T) {
    this.#make = make;
    this.#values = make(16);
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow();
    this.#values[this.length] = value;
    this.length += 1;
  }

  at(position: number): number {
    return this.#values[position] ?? Number.NaN;
  }

  /** What was appended so far; a view that later appends may leave behind. */
  values(): T {
    return this.#values.subarray(0, this.length) as T;
  }

  clear(): void {
    this.length = 0;
  }

  #grow(): void {
    const larger = this.#make(this.#values.length * 2);
    larger.set(this.#values);
    this.#values = larger;
  }
}

export const floatColumn = () => new GrowingColumn((capacity) => new Float64Array(capacity));
export const rowColumn = () => new GrowingColumn((capacity) => new Uint32Array(capacity));
export const byteColumn = () => new GrowingColumn((capacity) => new Uint8Array(capacity));
