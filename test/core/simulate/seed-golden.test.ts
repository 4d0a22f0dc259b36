import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import type { LaneResult, RunResult } from '../../../core/simulate/run-result.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { ewma } from '../../../core/strategies/ewma.ts';
import { columnsOf, metricSamples } from '../../helpers/columns.ts';

/** Outputs of the seeds' own arithmetic: equality is exact, bit for bit. */
const golden = JSON.parse(
  readFileSync(new URL('../../golden/seed-strategies.json', import.meta.url), 'utf8'),
);

const bits = (values: ArrayLike<number>) =>
  Array.from(values, (value) => (Object.is(value, -0) ? '-0' : value));

function run(monitor: object, values: readonly number[], metric?: string): RunResult {
  return simulate(planOf([monitor]), metricSamples(values, metric));
}

function only(result: RunResult): LaneResult {
  const [lane] = result.monitors;
  if (!lane) throw new Error('no lane');
  return lane;
}

const messages = (result: RunResult, count: number) =>
  result.alerts.slice(0, count).map(({ message }) => message);

describe('equals the seeds', () => {
  test.each([0.1, 0.2, 0.3])('EMA of the latency, alpha %s', (ema_alpha) => {
    const lane = only(run({ kind: 'latency', ema_alpha }, golden.latency_ms));
    expect(bits(lane.series?.value ?? [])).toEqual(bits(golden[`ema_${ema_alpha}`]));
  });

  test.each([
    [0.2, 3],
    [0.05, 2.5],
    [0.5, 1.3],
  ])('EWMA band, alpha %s, k_sigma %s', (alpha, k_sigma) => {
    const expected = golden[`ewma_${alpha}_${k_sigma}`];
    const result = run(
      { kind: 'metric', metric: 'inference_latency_ms', strategy: { type: 'ewma', alpha, k_sigma } },
      golden.latency_ms,
    );
    expect(only(result).drifts).toEqual(expected.alerts);
    expect(result.alerts.map(({ event }) => event)).toEqual(expected.alerts);
  });

  test.each([
    [0.2, 3],
    [0.05, 2.5],
    [0.5, 1.3],
  ])('EWMA mean and variance, alpha %s, k_sigma %s', (alpha, k_sigma) => {
    const expected = golden[`ewma_${alpha}_${k_sigma}`];
    const detector = ewma.create(
      { alpha, k_sigma },
      { name: '', unit: '', range: [0, 1], values: 'real' },
      [],
    ) as ReturnType<typeof ewma.create> & { mean: number; variance: number };
    const states = golden.latency_ms.map((value: number) => {
      detector.update(value);
      return [detector.mean, detector.variance];
    });
    expect(bits(states.map(([mean]: number[]) => mean))).toEqual(bits(expected.mean));
    expect(bits(states.map(([, variance]: number[]) => variance))).toEqual(bits(expected.variance));
  });

  test.each([80, 100])('static bound %s, indices and messages', (bound) => {
    const expected = golden[`static_${bound}`];
    const result = run(
      { kind: 'metric', metric: 'inference_latency_ms', strategy: { type: 'static', bound } },
      golden.latency_ms,
    );
    expect(result.alerts.map(({ event }) => event)).toEqual(expected.alerts);
    expect(messages(result, expected.messages.length)).toEqual(expected.messages);
  });

  test.each([
    ['0.85', '0.03', '3'],
    ['0.87', '0.02', '2'],
    ['0.87', '0', '3'],
  ])('z-score, mean %s, std %s, threshold %s', (mean, std, z) => {
    const expected = golden[`zscore_${mean}_${std}_${z}`];
    const strategy = { type: 'z_score', baseline_mean: +mean, baseline_std: +std, z_threshold: +z };
    const result = run(
      { kind: 'metric', metric: 'confidence_mean', strategy },
      golden.confidence_mean,
      'confidence_mean',
    );
    expect(result.alerts.map(({ event }) => event)).toEqual(expected.alerts);
    expect(messages(result, expected.details.length)).toEqual(expected.details);
  });

  test.each([
    [100, 0.9],
    [50, 0.85],
  ])('sliding accuracy, window %s, threshold %s', (window, threshold) => {
    const expected = golden[`accuracy_${window}_${threshold}`];
    const events = golden.correct.map((correct: number | null) => ({
      type: 'inference_record',
      model: { version: 'v1' },
      predicted_label: 'ok',
      ...(correct === null ? {} : { ground_truth_label: correct === 1 ? 'ok' : 'bad' }),
    }));
    const config = {
      monitors: [{ kind: 'accuracy', window, strategy: { type: 'threshold', threshold } }],
      retraining: [{ on: ['accuracy'] }],
    };
    const result = simulate(planOf(config), columnsOf(events));
    expect(bits(only(result).series?.value ?? [])).toEqual(
      bits(expected.accuracy.filter((value: number | null) => value !== null)),
    );
    expect(result.retraining.map(({ event }) => event)).toEqual(expected.retrain);
    expect(result.retraining.slice(0, expected.reasons.length).map(({ reason }) => reason)).toEqual(
      expected.reasons,
    );
  });

  test('fixed threshold on a drift', () => {
    const events = golden.drift.map((drift: number) => ({
      type: 'accuracy_drift',
      model: { name: 'm', version: '1' },
      drift,
    }));
    const result = simulate(planOf([{ kind: 'accuracy_drift' }]), columnsOf(events));
    expect(result.alerts.map(({ event }) => event)).toEqual(golden['fixed_threshold_0.05']);
  });
});
