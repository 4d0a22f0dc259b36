import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { parseSeries } from '../../../core/spec/series-notation.ts';
import { findStrategy } from '../../../core/strategies/index.ts';
import { metricSamples } from '../../helpers/columns.ts';
import { expand, readStream, riverCases } from '../strategies/golden.ts';

/** What the result lists of one strategy: the rows that river flags, and no others. */
function marks(strategy: object, values: readonly number[]) {
  const plan = planOf([{ kind: 'metric', metric: 'x', strategy }]);
  const [lane] = simulate(plan, metricSamples(values, 'x')).monitors;
  return { drifts: lane?.drifts, warnings: lane?.warnings };
}

describe.each([
  ['adwin', 'ADWIN'],
  ['page_hinkley', 'PageHinkley'],
  ['kswin', 'KSWIN'],
  ['ddm', 'DDM'],
  ['eddm', 'EDDM'],
  ['hddm_a', 'HDDMA'],
  ['hddm_w', 'HDDMW'],
])('a run lists the drifts and warnings of river: %s', (type, file) => {
  test.each(riverCases(file))('%s', (_, { params, stream, drift_indices, warning_runs }) => {
    expect(marks({ ...params, type }, readStream(stream))).toEqual({
      drifts: drift_indices,
      warnings: expand(warning_runs ?? []),
    });
  });
});

// Outputs of river's source: one side warns at the very value at which the other alarms.
test.each([
  ['hddm_a', [1, ...Array(14).fill(0), 1, 1], [16], [[3, 16]]],
  ['hddm_w', [...Array(16).fill(0.5), ...Array(22).fill(0), 1, 1], [39], [[22, 39]]],
] as const)('%s, two-sided, warns and alarms at once', (type, values, drifts, runs) => {
  const params = { drift_confidence: 0.2, warning_confidence: 0.5, two_sided_test: true };
  const warnings = expand(runs);
  expect(marks({ type, ...params }, values)).toEqual({ drifts, warnings });
  for (const combined of [
    [{ type, ...params }],
    [
      { type: 'static', bound: 9 },
      { type, ...params },
    ],
  ]) {
    expect(marks(combined, values)).toEqual({ drifts, warnings });
    if (combined.length > 1)
      expect(marks({ type: 'any_of', strategies: combined }, values)).toEqual({ drifts, warnings });
  }
});

// Outputs of river's source at the ends of the ranges that it takes.
test.each([
  ['ddm', { warm_start: 0 }, [0, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1], [1, 4], []],
  [
    'eddm',
    { warm_start: 0, alpha: 1, beta: 0.5 },
    parseSeries('0x1 1 0x2 1 0x1 1 0x1 1 0x2 1 0 1'),
    [],
    expand([[9, 18]]),
  ],
  ['page_hinkley', { min_instances: 0, threshold: 1 }, [3, 0, 5, 0, 9, 1], [1, 3, 5], []],
  ['kswin', { alpha: 1, window_size: 8, stat_size: 4, seed: 42 }, parseSeries('1x9 2 1x7 3'), [10, 19], []],
] as const)('takes the ends of what river takes: %s %j', (type, params, values, drifts, warnings) => {
  const accepts = new Ajv({ strict: false, useDefaults: true }).compile(findStrategy(type)?.params ?? false);
  expect(accepts({ ...params })).toBe(true);
  expect(marks({ type, ...params }, values)).toEqual({ drifts, warnings });
});
