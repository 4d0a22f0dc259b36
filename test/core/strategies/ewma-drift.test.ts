import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunningMean } from '../../../core/stats/running.ts';
import type { WeightedMean } from '../../../core/stats/weighted-mean.ts';
import { createDetector, expectGolden, indicesOf, riverCases } from './golden.ts';

interface State {
  readonly recent: WeightedMean;
  readonly running: RunningMean;
  readonly variance: number;
}

describe('ewma_drift equals river', () => {
  test.each(riverCases('EWMA_unreleased'))('%s', (_, golden) => {
    expectGolden<State>('ewma_drift', golden, ({ recent, running, variance, limit }, river) => ({
      n: running.count,
      z: recent.mean,
      mean: running.mean,
      ewvar: variance,
      bound: Number.isNaN(limit) ? river['bound'] : limit,
    }));
  });
});

/** From the definition: every sum made anew over the values since the last alarm. */
function oracle(
  stream: readonly number[],
  {
    alpha,
    threshold,
    minInstances,
    mode,
  }: { alpha: number; threshold: number; minInstances: number; mode: string },
): number[] {
  const alarms: number[] = [];
  let start = 0;
  for (let end = 1; end <= stream.length; end += 1) {
    const values = stream.slice(start, end);
    const n = values.length;
    if (n < minInstances) continue;
    const weights = values.map((_, at) => (at === 0 ? 1 : alpha) * (1 - alpha) ** (n - 1 - at));
    const weighted = (power: number) =>
      values.reduce((sum, value, at) => sum + (weights[at] as number) * value ** power, 0);
    const variance = weighted(2) - weighted(1) ** 2;
    const bound = threshold * Math.sqrt(variance * (alpha / (2 - alpha)) * (1 - (1 - alpha) ** (2 * n)));
    const deviation = weighted(1) - values.reduce((sum, value) => sum + value, 0) / n;
    const isHigh = mode !== 'down' && deviation > bound;
    const isLow = mode !== 'up' && -deviation > bound;
    if (!isHigh && !isLow) continue;
    alarms.push(end - 1);
    start = end;
  }
  return alarms;
}

test('equals a recomputation from the definition', () => {
  // Noise in every stretch keeps the bound away from zero, where rounding would decide.
  const stretch = fc.tuple(
    fc.integer({ min: -20, max: 20 }),
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 40 }),
  );
  const given = fc.record({
    alpha: fc.constantFrom(0.05, 0.1, 0.3, 0.6),
    threshold: fc.constantFrom(1.5, 2, 4),
    minInstances: fc.integer({ min: 2, max: 40 }),
    mode: fc.constantFrom('both', 'up', 'down'),
  });
  let alarms = 0;
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 6 }), given, (stretches, params) => {
      const stream = stretches.flatMap(([level, noise]) => noise.map((one, at) => level + one + (at % 2)));
      const { minInstances, ...rest } = params;
      const found = indicesOf(createDetector('ewma_drift', { ...rest, min_instances: minInstances }), stream);
      alarms += found.length;
      expect(found).toEqual(oracle(stream, params));
    }),
  );
  expect(alarms).toBeGreaterThan(10);
});
