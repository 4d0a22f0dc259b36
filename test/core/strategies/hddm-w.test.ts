import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verdict } from '../../../core/strategies/detector.ts';
import { createDetector, errorStreams, expectGolden, riverCases } from './golden.ts';

interface Weighted {
  readonly mean: number;
  readonly bound: number;
}

interface Cut {
  readonly before: Weighted;
  readonly after: Weighted;
  readonly level: number;
}

interface State {
  readonly all: Weighted;
  readonly rise: Cut;
  readonly fall: Cut;
}

describe('hddm_w equals river', () => {
  test.each(riverCases('HDDMW'))('%s', (_, golden) => {
    const stateOf = ({ all, rise, fall }: State) => ({
      total: all.mean,
      total_ibc: all.bound,
      s1_incr: rise.before.mean,
      s2_incr: rise.after.mean,
      s2_incr_ibc: rise.after.bound,
      s1_decr: fall.before.mean,
      s2_decr: fall.after.mean,
      incr_cut: rise.level,
      decr_cut: -fall.level,
    });
    expectGolden<State>('hddm_w', golden, stateOf, ['incr_cut', 'decr_cut']);
  });
});

const lambda = 0.0789;

/** Weighted mean and sum of squared weights, from the definition: the first value has what weight is left over. */
function weighted(values: readonly number[]) {
  const weights = values.map((_, i) => (i === 0 ? 1 : lambda) * (1 - lambda) ** (values.length - 1 - i));
  const mean = weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0);
  // The bound does not know of the seeding: it starts from 1 and takes in every value with weight lambda.
  const bound = values.reduce((sum) => lambda ** 2 + (1 - lambda) ** 2 * sum, 1);
  return { mean, bound };
}

/** How far the weighted mean has risen since the cut where it was surely lowest, in units of its bound. */
function rise(run: readonly number[], confidence: number): number {
  const levels = run.map((_, i) => {
    const { mean, bound } = weighted(run.slice(0, i + 1));
    return mean + Math.sqrt((bound * Math.log(1 / confidence)) / 2);
  });
  const cut = levels.indexOf(Math.min(...levels)) + 1;
  if (cut === run.length) return 0;
  const before = weighted(run.slice(0, cut));
  const after = weighted(run.slice(cut));
  return (after.mean - before.mean) / Math.sqrt((before.bound + after.bound) / 2);
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
    if (excess > Math.sqrt(Math.log(1 / drift))) {
      start = at + 1;
      return verdict.alarm;
    }
    return excess > Math.sqrt(Math.log(1 / warning)) ? verdict.warning : verdict.ok;
  });
}

test('hddm_w equals its definition', () => {
  fc.assert(
    fc.property(errorStreams, fc.boolean(), (stream, two_sided_test) => {
      const params = {
        drift_confidence: 0.0123,
        warning_confidence: 0.0456,
        lambda_val: lambda,
        two_sided_test,
      };
      const detector = createDetector('hddm_w', params);
      expect(stream.map((value) => detector.update(value))).toEqual(
        naive(stream, 0.0123, 0.0456, two_sided_test),
      );
    }),
    { numRuns: 30 },
  );
});
