import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { withDefaults } from '../../../core/spec/schema.ts';
import { MersenneTwister } from '../../../core/stats/mersenne-twister.ts';
import { verdict } from '../../../core/strategies/detector.ts';
import { findStrategy } from '../../../core/strategies/index.ts';
import { hover } from '../../../language/features/hover.ts';
import { cursor } from '../../helpers/cursor.ts';

const metric = { name: 'x', unit: '', range: [-Infinity, Infinity], values: 'real' } as const;

/** What hover says of one parameter of a strategy. */
function shown(type: string, params: Readonly<Record<string, unknown>>, key: string): string {
  const written = Object.entries(params).map(
    ([name, value]) => `${name}: ${name === key ? '█' : ''}${value}`,
  );
  const { document, position } = cursor(
    `- kind: latency\n  strategy: { type: ${type}, ${written.join(', ')} }`,
  );
  return (hover(document, position, 'monitor')?.contents as MarkupContent | undefined)?.value ?? '';
}

const valuesPerAlarm = (text: string) =>
  Number(/1 value in ([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN);

/** Judged values per alarm on independent normal ones, over many runs that learn anew. */
function simulated(type: string, given: Readonly<Record<string, unknown>>, runs: number, length: number) {
  const random = new MersenneTwister(5);
  const uniform = () => (random.below(2 ** 30) + 0.5) / 2 ** 30;
  const strategy = findStrategy(type);
  const params = strategy ? withDefaults(strategy.params, given) : given;
  let [judged, alarms] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const detector = strategy?.create(params, metric, []);
    for (let at = 0; at < length; at++) {
      const value = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
      const answer = detector?.update(value);
      if (answer !== verdict.warmingUp) judged += 1;
      if (answer === verdict.alarm) alarms += 1;
    }
  }
  return judged / alarms;
}

const given = { baseline_mean: 0, baseline_std: 1 };

describe('how rare hover says an alarm is on normal values', () => {
  it.each([
    ['z_score', { ...given, z_threshold: 2 }, 'z_threshold', 1, 300_000],
    ['shewhart', { ...given, k: 2 }, 'k', 1, 300_000],
    ['shewhart', { ...given, k: 2, direction: 'up' }, 'k', 1, 300_000],
    ['shewhart', { ...given, k: 2, direction: 'down' }, 'k', 1, 300_000],
    ['shewhart', { k: 2, warm_up: 5 }, 'k', 20_000, 15],
    ['shewhart', { k: 2, baseline_mean: 0, warm_up: 5 }, 'k', 20_000, 15],
    ['shewhart', { k: 2, baseline_std: 1, warm_up: 5 }, 'k', 20_000, 15],
    ['shewhart', { k: 2.5, direction: 'up' }, 'k', 8000, 90],
    ['rolling_z_score', { window: 4, z_threshold: 3 }, 'z_threshold', 1, 300_000],
    ['rolling_z_score', { window: 30, z_threshold: 2.5 }, 'z_threshold', 1, 400_000],
    ['rolling_z_score', { z_threshold: 2.5 }, 'z_threshold', 1, 400_000],
  ])('%s %j', (type, params, key, runs, length) => {
    const said = valuesPerAlarm(shown(type, params, key));
    const found = simulated(type, params, runs, length);
    // Beside the noise of the simulation, what is said is a whole number.
    expect(Math.abs(said - found)).toBeLessThan(0.5 + 0.06 * found);
  });

  it('has the figures of tables and of Student’s law', () => {
    expect(shown('shewhart', { ...given, k: 3 }, 'k')).toContain('0.27 % lies outside ±3σ: 1 value in 370');
    const up = shown('shewhart', { ...given, k: 3, direction: 'up' }, 'k');
    expect(up).toContain('0.13 % lies above +3σ: 1 value in 741');
    expect(valuesPerAlarm(shown('rolling_z_score', { window: 4, z_threshold: 3 }, 'z_threshold'))).toBe(13);
    expect(valuesPerAlarm(shown('rolling_z_score', { window: 30, z_threshold: 3 }, 'z_threshold'))).toBe(161);
  });

  it.each([
    ['ewma_chart', { ...given, L: 3 }, 'L'],
    ['ewma', { alpha: 0.05, k_sigma: 3 }, 'k_sigma'],
    ['rolling_z_score', { robust: true, z_threshold: 3.5 }, 'z_threshold'],
    ['shewhart', { relearn: true, k: 3 }, 'k'],
    ['rolling_z_score', { window: 1, z_threshold: 3 }, 'z_threshold'],
  ])('says no figure of %s %j, which has no simple one', (type, params, key) => {
    const text = shown(type, params, key);
    expect(text).toContain(`**${key}**`);
    expect(text).not.toMatch(/1 value in|normal distribution/);
  });
});
