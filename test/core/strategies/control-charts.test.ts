import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Baseline } from '../../../core/stats/baseline.ts';
import type { Detector } from '../../../core/strategies/detector.ts';
import {
  createDetector,
  expectClose,
  expectGolden,
  indicesOf,
  readGolden,
  readStream,
  riverCases,
} from './golden.ts';

type Rows = readonly (readonly number[])[];

interface Chart {
  readonly mu0: number;
  readonly sigma0: number;
  readonly n_alarms: number;
  readonly first20: readonly number[];
}

interface Results {
  readonly 'tabular_cusum_k0.5_h5_no_reset': Chart & { readonly hi_lo_every_100: Rows };
  readonly [chart: string]: unknown;
}

const golden = Object.entries(readGolden('spc/ema_zscore_ewma.json').results) as [string, Results][];

/** The charts' baseline was taken from so many values. */
const warm_up = 200;

function expectAlarms(chart: Chart, alarms: readonly number[]) {
  expect(alarms.slice(0, 20)).toEqual(chart.first20);
  expect(alarms).toHaveLength(chart.n_alarms);
}

/** Runs the values after the baseline; the state after each, by index. */
function statesAfter<State, T>(
  detector: Detector & State,
  values: readonly number[],
  pick: (d: typeof detector) => T,
) {
  return new Map(
    values.slice(warm_up).map((value, at) => {
      detector.update(value);
      return [at + warm_up, pick(detector)];
    }),
  );
}

describe.each(golden)('on %s', (stream, results) => {
  const values = readStream(stream);

  describe.each([
    [0.2, 3],
    [0.1, 2.7],
    [0.05, 2.5],
  ])('ewma_chart with lambda %s and L %s', (lambda, L) => {
    const chart = results[`ewma_chart_l${lambda}_L${L.toFixed(1)}`] as Chart & {
      readonly z_every_100: Rows;
      readonly ucl_t: Rows;
    };

    test('alarms where the golden chart does, with its own baseline', () => {
      expectAlarms(chart, indicesOf(createDetector('ewma_chart', { lambda, L, warm_up }), values));
    });

    test('has the golden averages and limits, given the baseline', () => {
      const given = { baseline_mean: chart.mu0, baseline_std: chart.sigma0 };
      const detector = createDetector<{ average: number }>('ewma_chart', { lambda, L, ...given });
      const states = statesAfter(detector, values, ({ average, limit }) => ({ average, limit }));
      for (const [at = 0, z] of chart.z_every_100) expect(states.get(at)?.average).toBe(z);
      if (chart.sigma0 === 0) return;
      for (const [at = 0, ucl = 0] of chart.ucl_t)
        expectClose(chart.mu0 + (states.get(at)?.limit ?? 0), ucl, `limit at ${at}`);
    });
  });

  test('cusum alarms where the golden one does, with its own baseline', () => {
    const chart = results['tabular_cusum_k0.5_h5_no_reset'];
    expectAlarms(chart, indicesOf(createDetector('cusum', { warm_up }), values));
  });

  test('cusum has the golden sums, given the baseline', () => {
    const { mu0, sigma0, hi_lo_every_100 } = results['tabular_cusum_k0.5_h5_no_reset'];
    const detector = createDetector<{ high: number; low: number }>('cusum', {
      baseline_mean: mu0,
      baseline_std: sigma0,
    });
    const states = statesAfter(detector, values, ({ high, low }) => [high, low]);
    for (const [at = 0, ...sums] of hi_lo_every_100) expect(states.get(at)).toEqual(sums);
  });
});

const stream = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { maxLength: 80, size: 'max' });

test('ewma_chart equals the weighted sum of all values', () => {
  fc.assert(
    fc.property(stream, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, lambda) => {
      const given = { lambda, baseline_mean: 3, baseline_std: 2 };
      const detector = createDetector<{ average: number }>('ewma_chart', given);
      values.forEach((value, at) => {
        detector.update(value);
        const weights = values.slice(0, at + 1).map((_, i) => lambda * (1 - lambda) ** (at - i));
        const sum = weights.reduce((total, weight, i) => total + weight * (values[i] ?? 0), 0);
        expect(detector.average).toBeCloseTo(sum + 3 * (1 - lambda) ** (at + 1), 9);
        const variance = 4 * weights.reduce((total, weight) => total + weight * weight, 0);
        expect(detector.limit).toBeCloseTo(3 * Math.sqrt(variance), 9);
      });
    }),
  );
});

test('cusum is the largest sum of deviations that ends here', () => {
  fc.assert(
    fc.property(stream, fc.constantFrom('both', 'up', 'down'), (values, direction) => {
      const given = { direction, baseline_mean: 3, baseline_std: 2 };
      const detector = createDetector<{ high: number; low: number }>('cusum', given);
      values.forEach((value, at) => {
        detector.update(value);
        const sums = (sign: number) =>
          values
            .slice(0, at + 1)
            .map((_, from) =>
              values.slice(from, at + 1).reduce((sum, x) => sum + sign * ((x - 3) / 2) - 0.5, 0),
            );
        expect(detector.high).toBeCloseTo(direction === 'down' ? 0 : Math.max(0, ...sums(1)), 9);
        expect(detector.low).toBeCloseTo(direction === 'up' ? 0 : Math.max(0, ...sums(-1)), 9);
        expect(detector.score).toBe(Math.max(detector.high, detector.low));
      });
    }),
  );
});

describe('cusum that relearns equals river', () => {
  test.each(riverCases('CUSUM_unreleased'))('%s', (_, golden) => {
    const { slack, threshold, min_instances, mode } = golden.params;
    const given = { k: slack, h: threshold, warm_up: min_instances, direction: mode, relearn: true };
    const params = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    // River sums in the values' own unit, ours counts in standard deviations, and keeps no sum of a side that is not looked at.
    expectGolden<{ high: number; low: number; baseline: Baseline }>(
      'cusum',
      { ...golden, params },
      ({ high, low, baseline }, river) => ({
        ...river,
        reference: baseline.ready ? baseline.mean : null,
        sigma: baseline.ready && baseline.std > 1e-6 ? baseline.std : 0,
        up: isNear(high * baseline.std, river['up']) ? river['up'] : high * baseline.std,
        down: mode === 'up' || isNear(low * baseline.std, river['down']) ? river['down'] : low * baseline.std,
      }),
    );
  });
});

const isNear = (actual: number, wanted: unknown) => !(Math.abs(actual - Number(wanted)) > 1e-9);

test('a baseline can be given by halves', () => {
  const learned = createDetector('cusum', { warm_up: 2, baseline_mean: 0 });
  expect([1, 3].map((value) => learned.update(value))).toEqual([0, 0]);
  learned.update(Math.SQRT2);
  expect(learned.score).toBeCloseTo(0.5, 12);
});
