import { describe, expect, it } from 'vitest';
import { cusumStartShare, leavingShare } from '../../../core/stats/false-alarms.ts';
import { MersenneTwister } from '../../../core/stats/mersenne-twister.ts';
import { verdict } from '../../../core/strategies/detector.ts';
import { findStrategy } from '../../../core/strategies/index.ts';

const metric = { name: 'x', unit: '', range: [-Infinity, Infinity], values: 'real' } as const;

/** Normal values with a correlation from each to the next (Box and Muller). */
function normals(count: number, seed: number, correlation = 0): Float64Array {
  const random = new MersenneTwister(seed);
  const uniform = () => (random.below(2 ** 30) + 0.5) / 2 ** 30;
  let before = 0;
  return Float64Array.from({ length: count }, () => {
    const fresh = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    before = correlation * before + Math.sqrt(1 - correlation * correlation) * fresh;
    return before;
  });
}

/** Share of the values with which a strategy starts to alarm. */
function startsOf(type: string, params: object, values: Float64Array): number {
  const detector = findStrategy(type)?.create(params as Record<string, unknown>, metric, []);
  let starts = 0;
  let wasAlarm = false;
  for (const value of values) {
    const isAlarm = detector?.update(value) === verdict.alarm;
    if (isAlarm && !wasAlarm) starts += 1;
    wasAlarm = isAlarm;
  }
  return starts / values.length;
}

const baseline = { baseline_mean: 0, baseline_std: 1, warm_up: 30 };

describe('values that leave a band', () => {
  it('of independent values: in it times out of it', () => {
    for (const [z, tail] of [
      [1, 0.3173105],
      [2, 0.0455003],
      [3, 0.0026998],
    ] as const)
      expect(leavingShare(-z, z)).toBeCloseTo(tail * (1 - tail), 6);
    expect(leavingShare(-Infinity, 0)).toBeCloseTo(0.25, 6);
    expect(leavingShare(1, 1)).toBe(0);
  });

  it('of values that never change are none, nearly; the sides do not matter', () => {
    expect(leavingShare(-2, 2, 0.999)).toBeLessThan(leavingShare(-2, 2, 0.9) / 5);
    expect(leavingShare(-Infinity, 1.5, 0.7)).toBeCloseTo(leavingShare(-1.5, Infinity, 0.7), 9);
  });

  it.each([
    [2, 0],
    [2, 0.5],
    [2, 0.9],
    [2, 0.98],
    [2.5, 0.8],
    [2, -0.5],
  ])('band of %d, correlation %d: as often as simulated, within a tenth', (z, correlation) => {
    const values = normals(400_000, 7, correlation);
    const simulated = startsOf('z_score', { ...baseline, z_threshold: z }, values);
    const told = leavingShare(-z, z, correlation);
    expect(told / simulated).toBeGreaterThan(0.9);
    expect(told / simulated).toBeLessThan(1.1);
  });

  it.each([
    [0.2, 2.5],
    [0.1, 2.2],
    [0.5, 2.5],
    [1, 2.5],
  ])('ewma_chart with lambda %d, L %d: as often as simulated, within a tenth', (lambda, L) => {
    const simulated = startsOf('ewma_chart', { ...baseline, lambda, L }, normals(400_000, 11));
    const told = leavingShare(-L, L, 1 - lambda);
    expect(told / simulated).toBeGreaterThan(0.9);
    expect(told / simulated).toBeLessThan(1.1);
  });
});

describe('a CUSUM', () => {
  it.each([
    [0.5, 4, 'both'],
    [0.5, 5, 'both'],
    [0.5, 3, 'up'],
    [0.25, 6, 'both'],
    [0.15, 8, 'up'],
    [1, 2, 'down'],
  ])('k %d, h %d, %s: starts as often as simulated, within a quarter', (k, h, direction) => {
    const simulated = startsOf('cusum', { ...baseline, k, h, direction }, normals(800_000, 13));
    const told = cusumStartShare(k, h, direction === 'both' ? 2 : 1) ?? Number.NaN;
    expect(told / simulated).toBeGreaterThan(0.8);
    expect(told / simulated).toBeLessThan(1.25);
  });

  it('without an allowance has no rate', () => {
    expect(cusumStartShare(0, 5, 2)).toBeUndefined();
  });
});
