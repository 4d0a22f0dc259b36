/** How many values a second each strategy takes. */
import { withDefaults } from '../../core/spec/schema.ts';
import type { Detector, StrategyDef } from '../../core/strategies/detector.ts';
import { strategies } from '../../core/strategies/index.ts';
import type { Bench, Case } from './kit.ts';
import { randomNumbers } from './sample-events.ts';

const samples = 1_000_000;
const metric = { name: 'x', unit: '', range: [-Infinity, Infinity], values: 'real' } as const;

/** Million values a second that a strategy must take at least. */
const targets: Readonly<Record<string, number>> = {
  static: 50,
  threshold: 50,
  fixed_threshold: 50,
  p_value: 50,
  z_score: 50,
  ewma: 50,
  adwin: 5,
};

/** Parameters for strategies that have no defaults, chosen so that they seldom alarm. */
const params: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  static: { bound: 0.999 },
  threshold: { threshold: 0.001 },
  fixed_threshold: { threshold: 0.999 },
  p_value: { threshold: 0.001 },
  z_score: { baseline_mean: 0.5, baseline_std: 0.29, z_threshold: 3 },
  ewma: { alpha: 0.05, k_sigma: 3 },
};

export async function run(bench: Bench): Promise<void> {
  const random = randomNumbers(1);
  const numbers = Float64Array.from({ length: samples }, random);
  const errors = numbers.map((value) => (value > 0.95 ? 1 : 0));
  const simple = (strategies as unknown as readonly StrategyDef[]).filter(
    (strategy) => !('strategies' in strategy.params.properties),
  );
  await bench.compare({
    title: 'values through `update`, one strategy at a time',
    cases: simple.map((strategy) => caseOf(strategy, isBinary(strategy.id) ? errors : numbers)),
    baseline: 'static',
    work: { amount: samples, unit: 'samples' },
    targets: Object.entries(targets).map(([name, millions]) => ({ name, perSecond: millions * 1e6 })),
  });
}

const isBinary = (id: string) => ['ddm', 'eddm', 'hddm_a', 'hddm_w'].includes(id);

function caseOf(strategy: StrategyDef, values: Float64Array): Case {
  const given = withDefaults(strategy.params, params[strategy.id] ?? {});
  const loop = ownLoop(strategy.id);
  return { name: strategy.id, run: () => loop(strategy.create(given, metric, []), values) };
}

type Loop = (detector: Detector, values: Float64Array) => number;

/** A loop compiled for one detector class alone. Equal source would share compiled code, hence the name in it. */
const ownLoop = (name: string) =>
  new Function(
    'detector',
    'values',
    `let sum = 0; /* ${name} */ for (let i = 0; i < values.length; i++) sum += detector.update(values[i]); return sum;`,
  ) as Loop;
