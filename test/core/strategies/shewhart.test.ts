import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Baseline } from '../../../core/stats/baseline.ts';
import { createDetector, expectGolden, indicesOf, readGolden, readStream, riverCases } from './golden.ts';

interface State {
  readonly baseline: Baseline;
}

/** river's parameters under our names. */
const ours = ({ k, min_instances, mode }: Readonly<Record<string, unknown>>) => ({
  relearn: true,
  ...(k === undefined ? {} : { k }),
  ...(min_instances === undefined ? {} : { warm_up: min_instances }),
  ...(mode === undefined ? {} : { direction: mode }),
});

describe('shewhart that relearns equals river', () => {
  test.each(riverCases('Shewhart_unreleased'))('%s', (_, golden) => {
    // A baseline that does not vary at all has a least spread here.
    expectGolden<State>('shewhart', { ...golden, params: ours(golden.params) }, ({ baseline }, river) => ({
      ...river,
      center: baseline.ready ? baseline.mean : 0,
      sigma: baseline.ready && baseline.std > 1e-6 ? baseline.std : 0,
    }));
  });
});

interface Chart {
  readonly n_alarms: number;
  readonly first20: readonly number[];
}

const charts = Object.entries(readGolden('spc/ema_zscore_ewma.json').results) as [
  string,
  Record<string, Chart>,
][];

test.each(charts)('shewhart with the baseline of the first 200 values, on %s', (stream, results) => {
  const chart = results['shewhart_k3_frozen200'];
  const alarms = indicesOf(createDetector('shewhart', { warm_up: 200 }), readStream(stream));
  expect(alarms.slice(0, 20)).toEqual(chart?.first20);
  expect(alarms).toHaveLength(chart?.n_alarms ?? -1);
});

test('shewhart looks at the sides it is told to', () => {
  const values = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60, size: 'max' });
  fc.assert(
    fc.property(values, fc.constantFrom('both', 'up', 'down'), (stream, direction) => {
      const detector = createDetector('shewhart', { direction, baseline_mean: 1, baseline_std: 2 });
      const wanted = stream.flatMap((value, at) => {
        const isHigh = direction !== 'down' && value > 7;
        const isLow = direction !== 'up' && value < -5;
        return isHigh || isLow ? [at] : [];
      });
      expect(indicesOf(detector, stream)).toEqual(wanted);
    }),
  );
});
