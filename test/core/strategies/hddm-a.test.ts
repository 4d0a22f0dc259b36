import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verdict } from '../../../core/strategies/detector.ts';
import { createDetector, errorStreams, expectGolden, riverCases } from './golden.ts';

interface Mean {
  readonly mean: number;
  readonly count: number;
}

interface State {
  readonly all: Mean;
  readonly lowest: Mean;
  readonly highest: Mean;
}

describe('hddm_a equals river', () => {
  test.each(riverCases('HDDMA'))('%s', (_, golden) => {
    expectGolden<State>('hddm_a', golden, ({ all, lowest, highest }) => ({
      z: all.mean,
      z_n: all.count,
      x_min: lowest.mean,
      x_min_n: lowest.count,
      x_max: highest.mean,
      x_max_n: highest.count,
    }));
  });
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far the run's mean has risen since the cut where it was surely lowest, in units of sqrt(m / 2). */
function rise(run: readonly number[], confidence: number): number {
  const levels = run.map(
    (_, i) => mean(run.slice(0, i + 1)) + Math.sqrt(Math.log(1 / confidence) / (2 * (i + 1))),
  );
  const cut = levels.lastIndexOf(Math.min(...levels)) + 1;
  const n = run.length;
  return cut === n ? 0 : (mean(run) - mean(run.slice(0, cut))) / Math.sqrt((n - cut) / cut / n / 2);
}

function naive(stream: readonly number[], drift: number, warning: number, isTwoSided: boolean): number[] {
  let start = 0;
  return stream.map((_, at) => {
    const run = stream.slice(start, at + 1);
    const fall = rise(
      run.map((value) => -value),
      drift,
    );
    const excess = Math.max(rise(run, drift), isTwoSided ? fall : 0);
    if (excess >= Math.sqrt(Math.log(2 / drift))) {
      start = at + 1;
      return verdict.alarm;
    }
    return excess >= Math.sqrt(Math.log(2 / warning)) ? verdict.warning : verdict.ok;
  });
}

test('hddm_a equals its definition', () => {
  fc.assert(
    fc.property(errorStreams, fc.boolean(), (stream, two_sided_test) => {
      const params = { drift_confidence: 0.0123, warning_confidence: 0.0456, two_sided_test };
      const detector = createDetector('hddm_a', params);
      expect(stream.map((value) => detector.update(value))).toEqual(
        naive(stream, 0.0123, 0.0456, two_sided_test),
      );
    }),
    { numRuns: 50 },
  );
});
