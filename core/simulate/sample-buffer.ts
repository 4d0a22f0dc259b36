import type { Series } from './run-result.ts';

/** Samples as growing columns: appended by the monitor, completed by the evaluation. */
export class SampleBuffer {
  index = new Uint32Array(256);
  time = new Float64Array(256);
  value = new Float64Array(256);
  score = new Float64Array(256);
  limit = new Float64Array(256);
  lower = new Float64Array(256);
  upper = new Float64Array(256);
  state = new Uint8Array(256);
  length = 0;

  append(row: number, time: number, value: number): void {
    if (this.length === this.index.length) this.#grow();
    this.index[this.length] = row;
    this.time[this.length] = time;
    this.value[this.length] = value;
    this.length += 1;
  }

  /** Forgets the samples and keeps the memory, for runs that stream. */
  clear(): void {
    this.length = 0;
  }

  /** The samples so far; views that later appends may leave behind. */
  series(): Series {
    const { length } = this;
    return {
      index: this.index.subarray(0, length),
      time: this.time.subarray(0, length),
      value: this.value.subarray(0, length),
      score: this.score.subarray(0, length),
      limit: this.limit.subarray(0, length),
      lower: this.lower.subarray(0, length),
      upper: this.upper.subarray(0, length),
      state: this.state.subarray(0, length),
    };
  }

  #grow(): void {
    const capacity = this.index.length * 2;
    const larger = (column: Float64Array<ArrayBuffer>) => {
      const copy = new Float64Array(capacity);
      copy.set(column);
      return copy;
    };
    const index = new Uint32Array(capacity);
    index.set(this.index);
    const state = new Uint8Array(capacity);
    state.set(this.state);
    this.index = index;
    this.state = state;
    this.time = larger(this.time);
    this.value = larger(this.value);
    this.score = larger(this.score);
    this.limit = larger(this.limit);
    this.lower = larger(this.lower);
    this.upper = larger(this.upper);
  }
}
