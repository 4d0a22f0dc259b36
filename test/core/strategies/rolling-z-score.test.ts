import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDetector, expectClose, indicesOf, readGolden, readStream } from './golden.ts';

type Rows = readonly (readonly [index: number, value: number | 'NaN' | 'Infinity'])[];

const golden = Object.entries(readGolden('spc/ema_zscore_ewma.json').results) as [
  string,
  Record<string, unknown>,
][];

describe.each(golden)('rolling_z_score on %s', (stream, results) => {
  const values = readStream(stream);

  function expectScores(rows: Rows, window: number, robust: boolean, compare: typeof expectClose) {
    const detector = createDetector('rolling_z_score', { window, robust });
    const scores = values.map((value) => {
      detector.update(value);
      return detector.score;
    });
    // Where the window stands still there is no score (0/0) or an infinite one; ours divides by the least spread.
    for (const [at, z] of rows) {
      if (z === 'NaN') expect(scores[at]).toBe(at < window ? Number.NaN : 0);
      else if (z === 'Infinity') expect(scores[at]).toBeGreaterThan(1e4);
      else compare(scores[at], z, `z at ${at}`);
    }
  }

  test.each([50, 200])('has the scores and alarms of pandas, window %s', (window) => {
    expectScores(results[`zscore_vs_previous_${window}_ddof1`] as Rows, window, false, expectClose);
    const alarms = indicesOf(createDetector('rolling_z_score', { window }), values);
    expect(alarms.slice(0, 10)).toEqual(results[`zscore_abs_gt3_first10_w${window}`]);
    expect(alarms).toHaveLength(results[`zscore_abs_gt3_count_w${window}`] as number);
  });

  test.each([50, 200])('robust, has the MAD scores, window %s', (window) => {
    expectScores(results[`robust_z_mad_${window}`] as Rows, window, true, (actual, z, what) =>
      expect(actual, what).toBe(z),
    );
  });
});

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
};

function naive(window: readonly number[], value: number, robust: boolean): number {
  if (robust) {
    const center = median(window);
    const deviation = median(window.map((x) => Math.abs(x - center)));
    return (0.6744897501960817 * (value - center)) / Math.max(deviation, 0.6744897501960817e-6);
  }
  const mean = window.reduce((sum, x) => sum + x, 0) / window.length;
  const squares = window.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return (value - mean) / Math.max(Math.sqrt(squares / (window.length - 1)), 1e-6);
}

test.each([false, true])('rolling_z_score equals the plain computation, robust %s', (robust) => {
  const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -1e6, max: 1e6 })), {
    maxLength: 120,
    size: 'max',
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 20 }), (stream, window) => {
      const detector = createDetector('rolling_z_score', { window, robust });
      stream.forEach((value, at) => {
        detector.update(value);
        if (at < window) expect(detector.score).toBeNaN();
        else {
          const wanted = naive(stream.slice(at - window, at), value, robust);
          expect(Math.abs(detector.score - wanted)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(wanted)));
        }
      });
    }),
  );
});
