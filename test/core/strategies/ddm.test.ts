import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verdict } from '../../../core/strategies/detector.ts';
import { createDetector, errorStreams, expectGolden, indicesOf, riverCases } from './golden.ts';

interface State {
  readonly errors: { readonly mean: number; readonly count: number };
  readonly bestRate: number;
  readonly bestDeviation: number;
}

describe('ddm equals river', () => {
  test.each(riverCases('DDM'))('%s', (_, golden) => {
    expectGolden<State>('ddm', golden, ({ errors, bestRate, bestDeviation }) => ({
      n: errors.count,
      p: errors.mean,
      p_min: bestRate,
      s_min: bestDeviation,
    }));
  });
});

/** Rate and deviation anew for every prefix since the last alarm. */
function naive(stream: readonly number[], warmStart: number, warning: number, drift: number): number[] {
  let start = 0;
  return stream.map((_, at) => {
    const points = stream
      .slice(start, at + 1)
      .map((_value, i, run) => {
        const p = run.slice(0, i + 1).reduce((sum, value) => sum + value, 0) / (i + 1);
        return { p, s: Math.sqrt((p * (1 - p)) / (i + 1)) };
      })
      .slice(warmStart);
    const now = points.at(-1);
    if (!now) return verdict.warmingUp;
    const best = points.reduce((one, other) => (other.p + other.s <= one.p + one.s ? other : one));
    const excess = now.p + now.s - best.p;
    if (excess > drift * best.s) start = at + 1;
    if (excess > drift * best.s) return verdict.alarm;
    return excess > warning * best.s ? verdict.warning : verdict.ok;
  });
}

test('ddm equals its definition', () => {
  fc.assert(
    fc.property(errorStreams, fc.integer({ min: 1, max: 20 }), (stream, warm_start) => {
      const params = { warm_start, warning_threshold: 1.2345678, drift_threshold: 2.3456789 };
      const detector = createDetector('ddm', params);
      expect(stream.map((value) => detector.update(value))).toEqual(
        naive(stream, warm_start, 1.2345678, 2.3456789),
      );
    }),
    { numRuns: 50 },
  );
});

test('a mean that is no rate is not tested', () => {
  const detector = createDetector<State>('ddm', { warm_start: 2 });
  const said = [0, 40, 0, 0].map((value) => detector.update(value));
  expect(said.slice(2)).toEqual([verdict.ok, verdict.ok]);
  // Right answers bring the mean back into range, and with it the test.
  expect(indicesOf(detector, Array(60).fill(0))).toEqual([]);
  expect(detector.bestRate).toBeGreaterThan(0.5);
  expect(indicesOf(detector, Array(200).fill(1))).not.toEqual([]);
});
