import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDetector, expectGolden, indicesOf, riverCases } from './golden.ts';

interface State {
  readonly window: { readonly width: number; readonly total: number; readonly scatter: number };
}

describe('adwin equals river', () => {
  test.each(riverCases('ADWIN'))('%s', (_, golden) => {
    expectGolden<State>('adwin', golden, ({ window }) => ({
      width: window.width,
      total: window.total,
      variance: window.scatter,
    }));
  });
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const scatter = (values: readonly number[]) => sum(values.map((value) => (value - mean(values)) ** 2));

/** ADWIN over buckets that keep their values: every statistic anew, nothing updated. Oldest bucket first. */
class NaiveAdwin {
  #buckets: number[][] = [];
  #tick = 0;

  get values() {
    return this.#buckets.flat();
  }

  update(value: number, delta: number, clock: number, maxBuckets: number, shortest: number, grace: number) {
    this.#buckets.push([value]);
    for (let size = 1; this.#ofSize(size).length > maxBuckets; size *= 2) this.#merge(size);
    this.#tick += 1;
    if (this.#tick % clock !== 0 || this.values.length <= grace) return false;
    let found = false;
    while (this.#isDivided(delta, shortest)) {
      this.#buckets.shift();
      found = true;
    }
    if (found) {
      this.#buckets = [];
      this.#tick = 0;
    }
    return found;
  }

  #ofSize(size: number) {
    return this.#buckets.filter((bucket) => bucket.length === size);
  }

  #merge(size: number) {
    const at = this.#buckets.findIndex((bucket) => bucket.length === size);
    this.#buckets.splice(at, 2, this.#buckets.slice(at, at + 2).flat());
  }

  #isDivided(delta: number, shortest: number) {
    const all = this.values;
    const confidence = Math.log((2 * Math.log(all.length)) / delta);
    return this.#buckets.some((_, at) => {
      const old = this.#buckets.slice(0, at + 1).flat();
      const young = this.#buckets.slice(at + 1).flat();
      if (old.length < shortest || young.length < Math.max(shortest, 1)) return false;
      const share = 1 / (old.length - shortest + 1) + 1 / (young.length - shortest + 1);
      const bound =
        Math.sqrt(2 * share * (scatter(all) / all.length) * confidence) + (2 / 3) * confidence * share;
      return Math.abs(mean(old) - mean(young)) > bound;
    });
  }
}

test('adwin equals its definition', () => {
  const level = fc.tuple(
    fc.integer({ min: -20, max: 20 }),
    fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 50, size: 'max' }),
  );
  const values = fc
    .array(level, { maxLength: 6, size: 'max' })
    .map((levels) => levels.flatMap(([base, noise]) => noise.map((value) => base + value / 3)));
  const given = fc.record({
    delta: fc.constantFrom(0.0123, 0.3),
    clock: fc.integer({ min: 1, max: 5 }),
    max_buckets: fc.integer({ min: 2, max: 6 }),
    min_window_length: fc.integer({ min: 1, max: 6 }),
    grace_period: fc.integer({ min: 2, max: 12 }),
  });
  fc.assert(
    fc.property(values, given, (stream, params) => {
      const naive = new NaiveAdwin();
      const { delta, clock, max_buckets, min_window_length, grace_period } = params;
      const expected = stream.flatMap((value, at) =>
        naive.update(value, delta, clock, max_buckets, min_window_length, grace_period) ? [at] : [],
      );
      const detector = createDetector<State>('adwin', params);
      expect(indicesOf(detector, stream)).toEqual(expected);
      if (expected.at(-1) === stream.length - 1) return;
      expect(detector.window.width).toBe(naive.values.length);
      expect(detector.window.total).toBeCloseTo(sum(naive.values), 6);
      expect(detector.window.scatter).toBeCloseTo(scatter(naive.values), 6);
    }),
    { numRuns: 60 },
  );
});
