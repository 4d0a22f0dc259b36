import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDetector, expectGolden, indicesOf, riverCases } from './golden.ts';

interface State {
  readonly running: { readonly count: number; readonly mean: number };
  readonly sumIncrease: number;
  readonly sumDecrease: number;
  readonly minIncrease: number;
  readonly maxDecrease: number;
}

describe('page_hinkley equals river', () => {
  test.each(riverCases('PageHinkley'))('%s', (_, golden) => {
    expectGolden<State>('page_hinkley', golden, (detector) => ({
      n: detector.running.count,
      mean: detector.running.mean,
      sum_increase: detector.sumIncrease,
      sum_decrease: detector.sumDecrease,
      min_increase: detector.minIncrease,
      max_decrease: detector.maxDecrease,
    }));
  });
});

/** The definition, anew for every prefix since the last alarm: no state but where the present run began. */
function naive(values: readonly number[], min: number, delta: number, threshold: number, alpha: number) {
  const alarms: number[] = [];
  let start = 0;
  values.forEach((_, at) => {
    const ups: number[] = [];
    const downs: number[] = [-1];
    let up = 0;
    let down = 0;
    for (let i = start; i <= at; i++) {
      const seen = values.slice(start, i + 1);
      const deviation = (values[i] ?? 0) - seen.reduce((sum, value) => sum + value, 0) / seen.length;
      up = alpha * up + deviation - delta;
      down = alpha * down + deviation + delta;
      ups.push(up);
      downs.push(down);
    }
    const excess = Math.max(up - Math.min(...ups), Math.max(...downs) - down);
    if (at - start + 1 >= min && excess > threshold) {
      alarms.push(at);
      start = at + 1;
    }
  });
  return alarms;
}

test('page_hinkley equals its definition', () => {
  // An odd threshold keeps every excess away from it, where the last bit would decide.
  const values = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60, size: 'max' });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 12 }), (stream, min_instances) => {
      const params = { min_instances, delta: 0.1, threshold: 7.123456, alpha: 0.99 };
      expect(indicesOf(createDetector('page_hinkley', params), stream)).toEqual(
        naive(stream, min_instances, 0.1, 7.123456, 0.99),
      );
    }),
    { numRuns: 40 },
  );
});

test.each([
  [[-1.7e308, 1.7e308], 'both', [1]],
  [[-1.7e308, 1.7e308], 'up', []],
  [[0, 0, 1e308], 'both', [2]],
  [[0, 0, 1e308], 'down', []],
] as const)(
  'a sum beyond the range of numbers silences its own side only: %j %s, as river',
  (values, mode, alarms) => {
    expect(indicesOf(createDetector('page_hinkley', { min_instances: 1, mode }), values)).toEqual(alarms);
  },
);
