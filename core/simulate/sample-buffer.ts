/** Samples of one metric on one model, as columns of equal length. */
export interface Samples {
  /** Row of the event each sample came from. */
  readonly index: Uint32Array;
  /** Milliseconds since the epoch. */
  readonly time: Float64Array;
  readonly value: Float64Array;
}

/** Samples as growing columns. */
export class SampleBuffer implements Samples {
  index = new Uint32Array(0);
  time = new Float64Array(0);
  value = new Float64Array(0);
  length = 0;

  append(row: number, time: number, value: number): void {
    if (this.length === this.index.length) this.#resize(Math.max(256, this.length * 2));
    this.index[this.length] = row;
    this.time[this.length] = time;
    this.value[this.length] = value;
    this.length += 1;
  }

  /** Forgets the samples and keeps the memory, for runs that stream. */
  clear(): void {
    this.length = 0;
  }

  /** Makes room for so many more at once. */
  reserve(samples: number): void {
    const wanted = this.length + samples;
    if (wanted > this.index.length) this.#resize(Math.max(wanted, this.index.length * 2));
  }

  /** Gives back the room that was kept for more, where it is worth the copy. */
  trim(): void {
    if (this.length < this.index.length * 0.9) this.#resize(this.length);
  }

  /** Uses the rows and times of another buffer that has the same; whether it had. */
  shareWith(other: SampleBuffer): boolean {
    if (other.length !== this.length) return false;
    for (let at = 0; at < this.length; at += 1) {
      if (this.index[at] !== other.index[at] || this.time[at] !== other.time[at]) return false;
    }
    this.index = other.index;
    this.time = other.time;
    return true;
  }

  #resize(capacity: number): void {
    const index = new Uint32Array(capacity);
    const time = new Float64Array(capacity);
    const value = new Float64Array(capacity);
    index.set(this.index.subarray(0, this.length));
    time.set(this.time.subarray(0, this.length));
    value.set(this.value.subarray(0, this.length));
    this.index = index;
    this.time = time;
    this.value = value;
  }
}
