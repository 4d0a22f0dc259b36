import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ksExact } from '../../../core/stats/ks-exact.ts';
import { MersenneTwister } from '../../../core/stats/mersenne-twister.ts';
import { RandomSample } from '../../../core/stats/random-sample.ts';
import { createDetector, expectGolden, indicesOf, riverCases } from './golden.ts';

interface State {
  readonly pValue: number;
  readonly window: { readonly count: number; readonly isFull: boolean };
}

describe('kswin equals river', () => {
  test.each(riverCases('KSWIN'))('%s', (_, golden) => {
    expectGolden<State>('kswin', golden, ({ pValue, window, score }, river) => ({
      p_value: pValue,
      window_len: window.count,
      // After a drift river keeps the old statistic until the next test; ours is NaN, as after every reset.
      statistic: window.isFull ? score : river['statistic'],
      n: river['n'],
    }));
  });
});

/** The largest difference of the two shares of values up to x, over all x. */
function distance(one: readonly number[], other: readonly number[]): number {
  const share = (values: readonly number[], x: number) => values.filter((value) => value <= x).length;
  return Math.max(...[...one, ...other].map((x) => Math.abs(share(one, x) - share(other, x)))) / one.length;
}

test('kswin equals its definition', () => {
  const values = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 90, size: 'max' });
  fc.assert(
    fc.property(
      values,
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      (stream, size, more) => {
        const [window_size, seed, alpha] = [2 * size + more, 7, 0.07];
        const newSample = () => new RandomSample(new MersenneTwister(seed), window_size - size, size);
        let sample = newSample();
        let window: number[] = [];
        const expected = stream.flatMap((value, at) => {
          window = [...window, value].slice(-window_size);
          if (window.length < window_size) return [];
          const older = Array.from(sample.draw(), (age) => window[age] ?? 0);
          const d = distance(older, window.slice(-size));
          if (ksExact(d, size, size) > alpha || d <= 0.1) return [];
          window = [];
          sample = newSample();
          return [at];
        });
        const params = { alpha, window_size, stat_size: size, seed };
        expect(indicesOf(createDetector('kswin', params), stream)).toEqual(expected);
      },
    ),
  );
});

test('a stat_size above half the window counts as half', () => {
  const stream = [...Array(20).fill(1), ...Array(9).fill(2)];
  const alarms = (stat_size: number) =>
    indicesOf(createDetector('kswin', { window_size: 20, stat_size }), stream);
  expect(alarms(10)).not.toEqual([]);
  expect(alarms(500)).toEqual(alarms(10));
});
