import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Rolling, RollingCount, RollingMean, RollingSum } from '../../../core/stats/rolling.ts';
import { RollingQuantile } from '../../../core/stats/rolling-quantile.ts';
import { SlidingShare } from '../../../core/stats/sliding-share.ts';
import { SlidingWindow } from '../../../core/stats/sliding-window.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** numpy's default quantile, the plain way. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const low = sorted[Math.floor(position)] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? Number.NaN;
  return low + (high - low) * (position - Math.floor(position));
}

const statistics: [string, () => Rolling, (window: readonly number[]) => number][] = [
  ['sum', () => new RollingSum(), sum],
  ['mean', () => new RollingMean(), (window) => sum(window) / window.length],
  ['count', () => new RollingCount(), (window) => window.length],
  ['median', () => new RollingQuantile(0.5), (window) => quantile(window, 0.5)],
  ['p95', () => new RollingQuantile(0.95), (window) => quantile(window, 0.95)],
  ['min', () => new RollingQuantile(0), (window) => Math.min(...window)],
  ['max', () => new RollingQuantile(1), (window) => Math.max(...window)],
];

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

describe.each(statistics)('%s over a sliding window', (_, create, naive) => {
  test('of so many values equals the plain computation', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 70 }), (stream, size) => {
        const window = new SlidingWindow({ values: size }, create());
        stream.forEach((value, at) => {
          expect(window.update(value, at)).toBeCloseTo(
            naive(stream.slice(Math.max(0, at + 1 - size), at + 1)),
            6,
          );
        });
      }),
    );
  });

  test('of so much time equals the plain computation', () => {
    const timed = fc.array(
      fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 50 })),
      {
        minLength: 1,
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(timed, fc.integer({ min: 1, max: 100 }), (stream, ms) => {
        const window = new SlidingWindow({ ms }, create());
        let now = 0;
        const seen: [number, number][] = [];
        for (const [value, pause] of stream) {
          now += pause;
          seen.push([value, now]);
          const inside = seen.filter(([, time]) => now - time < ms).map(([inner]) => inner);
          expect(window.update(value, now)).toBeCloseTo(naive(inside), 6);
        }
      }),
    );
  });
});

test('a sum forgets large values without a trace', () => {
  const window = new SlidingWindow({ values: 2 }, new RollingSum());
  for (const value of [1e17, 1, 0.1, 0.2]) window.update(value, 0);
  expect(window.update(0.3, 0)).toBeCloseTo(0.5, 15);
});

test('a sliding share equals the plain computation', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(0 as const, 1 as const)),
      fc.integer({ min: 1, max: 20 }),
      (stream, size) => {
        const share = new SlidingShare(size);
        stream.forEach((value, at) => {
          const window = stream.slice(Math.max(0, at + 1 - size), at + 1);
          expect(share.update(value)).toBe(sum(window) / window.length);
        });
      },
    ),
  );
});
