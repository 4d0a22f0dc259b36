import { describe, expect, test } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { columnsOf, metricSamples } from '../../helpers/columns.ts';
import { expectClose, readGolden } from '../stats/golden.ts';

type Rows = readonly (readonly [index: number, value: number])[];
type Results = Readonly<Record<string, Rows & number>>;

const streamOf = (name: string): readonly number[] => readGolden(`inputs/${name}.json`).values;

const spc = Object.entries(readGolden('spc/ema_zscore_ewma.json').results) as [string, Results][];

/** Statistics of a window that has filled; before that pandas says nothing, and ours tells of what there is. */
function expectRows(rows: Rows | undefined, values: ArrayLike<number>) {
  expect(rows?.length).toBeGreaterThan(10);
  for (const [at, wanted] of rows ?? []) {
    if (!Number.isNaN(wanted)) expectClose(values[at], wanted, `at ${at}`);
  }
}

describe.each(spc)('pandas on %s', (stream, results) => {
  const columns = metricSamples(streamOf(stream), 'x');
  const measured = (monitor: object) =>
    simulate(planOf([{ kind: 'metric', metric: 'x', ...monitor }]), columns).monitors[0]?.series?.value ?? [];

  test.each([0.05, 0.1, 0.3])('moving average, alpha %s', (ema_alpha) => {
    const values = measured({ aggregate: 'ema', ema_alpha });
    expectRows(results[`ewm_mean_adjustFalse_a${ema_alpha}`], values);
    expectRows(results[`finch_mean_a${ema_alpha}`], values);
  });

  test.each([50, 200])('rolling mean, median and 95th percentile, window %s', (window) => {
    expectRows(results[`rolling_mean_w${window}`], measured({ aggregate: 'mean', window }));
    expectRows(results[`rolling_median_w${window}`], measured({ aggregate: 'median', window }));
    expectRows(results[`rolling_p95_linear_w${window}`], measured({ aggregate: 'p95', window }));
  });
});

test.each([50, 100, 200])('accuracy over a window of %s', (window) => {
  // The file speaks of another stream too, which is not here.
  const results: Results = readGolden('spc/accuracy_window.json').results.correct_drop;
  const records = streamOf('correct_drop').map((correct) => ({
    type: 'inference_record' as const,
    predicted_label: 'a',
    ground_truth_label: correct === 1 ? 'a' : 'b',
  }));
  const { series } = simulate(planOf([{ kind: 'accuracy', window }]), columnsOf(records)).monitors[0] ?? {};
  const shares = series?.value ?? new Float64Array(0);
  expectRows(results[`accuracy_w${window}`], shares);
  for (const bound of [0.85, 0.8]) {
    const first = shares.findIndex((share, at) => at >= window - 1 && share < bound);
    expect(first).toBe(results[`first_below_${bound}_w${window}`]);
  }
});
