import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planOf } from '../../../core/simulate/plan.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { MersenneTwister } from '../../../core/stats/mersenne-twister.ts';
import { readEvents } from '../../../events/read-events.ts';
import { source } from '../../events/helpers.ts';
import { check } from '../helpers/check.ts';

const rows = 20_000;
const weekMs = 7 * 86_400_000;

/** A week of values, one every half a minute, that nothing is wrong with. */
function calm(value: (uniform: () => number) => object): string {
  const random = new MersenneTwister(5);
  const uniform = () => (random.below(2 ** 30) + 0.5) / 2 ** 30;
  const at = (row: number) => new Date(Date.UTC(2026, 0, 1) + (row * weekMs) / (rows - 1)).toISOString();
  return Array.from({ length: rows }, (_, row) =>
    JSON.stringify({ ...value(uniform), timestamp: at(row) }),
  ).join('\n');
}

const normal = (uniform: () => number) =>
  Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
const values = calm((uniform) => ({ type: 'metric_sample', metric: 'x', value: 10 + 2 * normal(uniform) }));
const pValues = calm((uniform) => ({
  type: 'concept_drift',
  model: { name: 'a', version: '1' },
  p_value: uniform(),
}));

/** What the rule says, and how often the monitor alerts in the simulation of that very week. */
async function toldAndSeen(monitor: string, events: string) {
  const text = `preview: { events: [e.ndjson] }\ndefaults: { repeat: once }\nmonitors:\n  - ${monitor}\n`;
  const { problems } = await check(text, 'a.monitor.yaml', { 'e.ndjson': events });
  const message = problems.find(({ rule }) => rule === 'noisy-alarm')?.message ?? '';
  const told = Number(/^About ([\d,]+) /.exec(message)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  const { columns } = await readEvents([source('e.ndjson', events)]);
  const run = simulate(planOf(parse(text)), columns);
  return { told, seen: run.monitors[0]?.alerts.length ?? Number.NaN };
}

const metric = (strategy: string, rest = '') => `{ kind: metric, metric: x, strategy: ${strategy}${rest} }`;
const baseline = 'baseline_mean: 10, baseline_std: 2';

describe('noisy-alarm tells about as many alarms as a calm week has, within a quarter', () => {
  it.each([
    ['z_score', metric(`{ type: z_score, ${baseline}, z_threshold: 2.5 }`), values],
    ['shewhart', metric(`{ type: shewhart, ${baseline}, k: 2.5 }`), values],
    ['shewhart on one side', metric(`{ type: shewhart, ${baseline}, k: 2, direction: up }`), values],
    [
      'z_score on an average',
      `{ kind: metric, metric: x, aggregate: ema, strategy: { type: z_score, baseline_mean: 10, baseline_std: 0.4588, z_threshold: 2 } }`,
      values,
    ],
    ['ewma_chart', metric(`{ type: ewma_chart, ${baseline}, L: 2.5 }`), values],
    ['cusum', metric(`{ type: cusum, ${baseline}, h: 4 }`), values],
    ['p_value', '{ kind: drift, threshold: 0.02 }', pValues],
    ['with a cooldown', '{ kind: drift, threshold: 0.05, cooldown: 1h }', pValues],
  ])('%s', async (_, monitor, events) => {
    const { told, seen } = await toldAndSeen(monitor, events);
    expect(seen).toBeGreaterThan(50);
    expect(told / seen).toBeGreaterThan(0.8);
    expect(told / seen).toBeLessThan(1.25);
  });
});

describe('noisy-alarm is silent', () => {
  const told = async (monitor: string, events = values) => (await toldAndSeen(monitor, events)).told;

  it('where alarms are rare, or must last', async () => {
    expect(await told(metric(`{ type: z_score, ${baseline}, z_threshold: 5 }`))).toBeNaN();
    expect(await told(metric(`{ type: z_score, ${baseline}, z_threshold: 2 }`, ', for: 5m'))).toBeNaN();
  });

  it('where the sample speaks against what the formula assumes', async () => {
    const square = calm((uniform) => ({ type: 'metric_sample', metric: 'x', value: 8 + 4 * uniform() }));
    expect(await told(metric(`{ type: z_score, ${baseline}, z_threshold: 2.5 }`), square)).toBeNaN();
    expect(await told(metric('{ type: cusum, baseline_mean: 100, baseline_std: 2, h: 4 }'))).toBeNaN();
    const average = '{ kind: metric, metric: x, aggregate: ema, strategy: { type: cusum } }';
    expect(await told(average)).toBeNaN();
  });

  it('where the sample leaves the band far more often than by chance', async () => {
    expect(
      await told(metric('{ type: z_score, baseline_mean: 14, baseline_std: 2, z_threshold: 2.5 }')),
    ).toBeNaN();
    const drifting = calm((uniform) => ({
      type: 'concept_drift',
      model: { name: 'a', version: '1' },
      p_value: uniform() / 5,
    }));
    expect(await told('{ kind: drift, threshold: 0.02 }', drifting)).toBeNaN();
  });

  it('of a Shewhart chart that learns its baseline', async () => {
    expect(await told(metric(`{ type: shewhart, ${baseline}, k: 2.5, relearn: true }`))).toBeNaN();
    expect(await told(metric('{ type: shewhart, k: 2.5 }'))).toBeNaN();
  });

  it('where no formula is known', async () => {
    expect(await told(metric('{ type: page_hinkley }'))).toBeNaN();
    expect(await told(metric('{ type: static, bound: 12 }'))).toBeNaN();
  });
});

it('noisy-alarm says what several models give each, and together', async () => {
  const two = calm((uniform) => ({
    type: 'concept_drift',
    model: { name: uniform() < 0.5 ? 'a' : 'b', version: '1' },
    p_value: uniform(),
  }));
  const text = 'preview: { events: [e.ndjson] }\nmonitors: [{ kind: drift, threshold: 0.02 }]\n';
  const { problems } = await check(text, 'a.monitor.yaml', { 'e.ndjson': two });
  const { message } = problems.find(({ rule }) => rule === 'noisy-alarm') ?? {};
  expect(message).toMatch(/^About 200 false alarms a week per model, 390 of all 2, at the rate/);
});
