/** More rows than any stream fills: row r holds buckets of 2^r values. */
const maxRows = 50;

/** Rounded once, as in the reference. */
const twoThirds = 2 / 3;

/**
 * The window of ADWIN (Bifet and Gavaldà, 2007): an exponential histogram. Row r holds up to `maxBuckets` + 1 buckets,
 * the oldest first, each the sum and the scatter (sum of squared distances from its mean) of 2^r values.
 *
 * Arithmetic in river's order (>= 0.22), so that width, total and scatter are equal bit for bit.
 */
export class AdaptiveWindow {
  width = 0;
  total = 0;
  /** Sum of squared distances from the mean. */
  scatter = 0;
  /** Of the last test: the difference of means at the cut closest to its bound, and that bound. */
  difference = Number.NaN;
  bound = Number.NaN;
  readonly #delta: number;
  readonly #minLength: number;
  readonly #capacity: number;
  readonly #totals: Float64Array;
  readonly #scatters: Float64Array;
  readonly #counts = new Int32Array(maxRows);
  #rows = 1;
  /** How far the closest difference is above its bound. */
  #closest = -Infinity;

  constructor(delta: number, maxBuckets: number, minLength: number) {
    this.#delta = delta;
    this.#minLength = minLength;
    this.#capacity = maxBuckets + 1;
    this.#totals = new Float64Array(maxRows * this.#capacity);
    this.#scatters = new Float64Array(maxRows * this.#capacity);
  }

  add(value: number) {
    this.#append(0, value, 0);
    this.width += 1;
    if (this.width > 1) {
      const distance = value - this.total / (this.width - 1);
      this.scatter += ((this.width - 1) * distance * distance) / this.width;
    }
    this.total += value;
    if (this.#counts[0] === this.#capacity) this.#compress();
  }

  /** Drops buckets from the old end until no cut of the window tells its sides apart; whether there was one. */
  cut(): boolean {
    if (!this.#isDivided()) return false;
    const { difference, bound } = this;
    do this.#dropOldest();
    while (this.#isDivided());
    this.difference = difference;
    this.bound = bound;
    return true;
  }

  reset() {
    this.width = this.total = this.scatter = 0;
    this.difference = this.bound = Number.NaN;
    this.#counts.fill(0);
    this.#rows = 1;
  }

  /** Merges the two oldest buckets of each full row into one of the next. */
  #compress() {
    for (let row = 0, size = 1; this.#counts[row] === this.#capacity; row++, size *= 2) {
      const first = row * this.#capacity;
      const total = this.#totals[first] ?? 0;
      const nextTotal = this.#totals[first + 1] ?? 0;
      const gap = total / size - nextTotal / size;
      const scatter =
        (this.#scatters[first] ?? 0) + (this.#scatters[first + 1] ?? 0) + size * 0.5 * gap * gap;
      if (row + 1 === this.#rows) this.#rows += 1;
      this.#append(row + 1, total + nextTotal, scatter);
      this.#dropFirst(row, 2);
    }
  }

  #append(row: number, total: number, scatter: number) {
    const count = this.#counts[row] ?? 0;
    const at = row * this.#capacity + count;
    this.#totals[at] = total;
    this.#scatters[at] = scatter;
    this.#counts[row] = count + 1;
  }

  /** Rows are so short that a loop beats `copyWithin`. */
  #dropFirst(row: number, dropped: number) {
    const count = (this.#counts[row] ?? 0) - dropped;
    const first = row * this.#capacity;
    for (let at = first; at < first + count; at++) {
      this.#totals[at] = this.#totals[at + dropped] ?? 0;
      this.#scatters[at] = this.#scatters[at + dropped] ?? 0;
    }
    this.#counts[row] = count;
  }

  /** Whether the means before and after some cut, tried from the old end, differ by more than their bound. */
  #isDivided(): boolean {
    const confidence = Math.log((2 * Math.log(this.width)) / this.#delta);
    const shortest = this.#minLength;
    this.#closest = -Infinity;
    let oldCount = 0;
    let newCount = this.width;
    let oldTotal = 0;
    let newTotal = this.total;
    for (let row = this.#rows - 1; row >= 0; row--) {
      const size = 2 ** row;
      const first = row * this.#capacity;
      const end = first + (this.#counts[row] ?? 0);
      for (let at = first; at < end; at++) {
        const total = this.#totals[at] ?? 0;
        oldCount += size;
        newCount -= size;
        oldTotal += total;
        newTotal -= total;
        if (newCount < shortest || newCount === 0) return false;
        if (oldCount < shortest) continue;
        const difference = Math.abs(oldTotal / oldCount - newTotal / newCount);
        if (this.#exceeds(difference, oldCount, newCount, confidence)) return true;
      }
    }
    return false;
  }

  /** difference > sqrt(2 m V/W D) + 2/3 D m, m = 1/(n0 - L + 1) + 1/(n1 - L + 1), D = ln(2 ln(W) / delta). */
  #exceeds(difference: number, oldCount: number, newCount: number, confidence: number): boolean {
    const share = 1 / (oldCount - this.#minLength + 1) + 1 / (newCount - this.#minLength + 1);
    const variance = this.scatter / this.width;
    const bound = Math.sqrt(2 * share * variance * confidence) + twoThirds * confidence * share;
    if (difference - bound > this.#closest) {
      this.#closest = difference - bound;
      this.difference = difference;
      this.bound = bound;
    }
    return difference > bound;
  }

  #dropOldest() {
    const row = this.#rows - 1;
    const first = row * this.#capacity;
    const size = 2 ** row;
    const total = this.#totals[first] ?? 0;
    this.width -= size;
    this.total -= total;
    const gap = total / size - this.total / this.width;
    this.scatter -= (this.#scatters[first] ?? 0) + (size * this.width * gap * gap) / (size + this.width);
    this.#dropFirst(row, 1);
    if (this.#counts[row] === 0) this.#rows -= 1;
  }
}
