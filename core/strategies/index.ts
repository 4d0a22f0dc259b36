import Type, { type TObject, type TSchema } from 'typebox';
import { tagged, text } from '../spec/schema.ts';
import { adwin } from './adwin.ts';
import { allOf } from './all-of.ts';
import { anyOf } from './any-of.ts';
import { cusum } from './cusum.ts';
import { ddm } from './ddm.ts';
import type { StrategyDef } from './detector.ts';
import { eddm } from './eddm.ts';
import { ewma } from './ewma.ts';
import { ewmaChart } from './ewma-chart.ts';
import { ewmaDrift } from './ewma-drift.ts';
import { fixedThreshold } from './fixed-threshold.ts';
import { hddmA } from './hddm-a.ts';
import { hddmW } from './hddm-w.ts';
import { kswin } from './kswin.ts';
import { pValue } from './p-value.ts';
import { pageHinkley } from './page-hinkley.ts';
import { rollingZScore } from './rolling-z-score.ts';
import { shewhart } from './shewhart.ts';
import { staticStrategy } from './static.ts';
import { threshold } from './threshold.ts';
import { zScore } from './z-score.ts';

/** A strategy as it stands in a config. */
export const strategySpec: TObject = tagged({
  name: 'strategy',
  tag: 'type',
  description: 'When a value is alarming.',
  // Read when it is used: the list below holds strategies that are made of strategies.
  get branches() {
    return strategies as readonly StrategyDef[];
  },
});

/** The name of a strategy that is defined elsewhere. */
export const strategyName: TSchema = text({
  description: 'Name of a strategy under `strategies` or in an included file.',
  examples: ['latency-band'],
});

/** A strategy by name or written out. */
export const strategyOrName: TSchema = Type.Union([strategyName, strategySpec], {
  description: 'A strategy: the name of one, or one written out.',
});

/** Every strategy, in the order in which completion and docs list them. To add one: a file here and a line below. */
export const strategies = [
  staticStrategy,
  threshold,
  fixedThreshold,
  pValue,
  zScore,
  ewma,
  rollingZScore,
  shewhart,
  ewmaChart,
  ewmaDrift,
  cusum,
  pageHinkley,
  adwin,
  kswin,
  ddm,
  eddm,
  hddmA,
  hddmW,
  anyOf(strategyOrName),
  allOf(strategyOrName),
] as const;

/** The strategy of that `type`; undefined when there is none. */
export function findStrategy(id: string): StrategyDef | undefined {
  return (strategies as readonly StrategyDef[]).find((strategy) => strategy.id === id);
}
