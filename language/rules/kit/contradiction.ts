import type { MetricInfo } from '../../../core/spec/metric.ts';
import type { StrategyFacts, StrategyUse } from '../../model/facts.ts';
import type { Resolution } from '../../model/resolve.ts';
import { type AlarmSide, alarmSideOf } from './alarm-side.ts';

/** Two parts of an `all_of` with fixed bounds that no value passes at once. */
export interface Contradiction {
  /** In the order of the config. */
  readonly bounds: readonly [first: Bounded, second: Bounded];
  readonly message: string;
}

/** A part, and the bound it has. */
export interface Bounded {
  readonly part: StrategyFacts;
  readonly side: AlarmSide;
}

/** The first contradiction among the parts of a strategy that alarms only where all of them do. */
export function contradictionIn(
  strategy: StrategyFacts,
  metric: MetricInfo,
  { strategies }: Resolution,
): Contradiction | undefined {
  const bounded = partsOf(strategy, strategies, []).flatMap((part): Bounded[] => {
    const side = alarmSideOf(part, metric);
    return side ? [{ part, side }] : [];
  });
  for (const [at, second] of bounded.entries()) {
    const first = bounded
      .slice(0, at)
      .find((earlier) => areApart(earlier, second) || areApart(second, earlier));
    if (!first) continue;
    const message = `\`${metric.name}\` is never ${words(first.side)} and ${words(second.side)} at once, so \`all_of\` never alarms`;
    return { bounds: [first, second], message };
  }
  return undefined;
}

/** What must alarm at once: the parts of an `all_of`, and those of each `all_of` among them. */
function partsOf(
  { definition, parts }: StrategyFacts,
  named: Resolution['strategies'],
  within: readonly StrategyFacts[],
): readonly StrategyFacts[] {
  if (definition?.id !== 'all_of') return [];
  return parts.flatMap((use) => {
    const part = strategyOf(use, named);
    if (!part || within.includes(part)) return [];
    return [part, ...partsOf(part, named, [...within, part])];
  });
}

const strategyOf = (use: StrategyUse, named: Resolution['strategies']) =>
  use.form === 'inline' ? use.strategy : named.get(use.reference.text);

/** Whether the values that one alarms on all lie above those of the other. */
function areApart(high: Bounded, low: Bounded): boolean {
  const [{ side: up, bound: from }, { side: down, bound: to }] = [high.side, low.side];
  if ((up !== 'above' && up !== 'from') || (down !== 'below' && down !== 'upTo')) return false;
  // It rounds values to 32 bits, and so may take for its bound what lies a little below.
  if (high.side.isRounded) return Math.fround(to) < from;
  return to < from || (to === from && (up === 'above' || down === 'below'));
}

const words = ({ side, given }: AlarmSide) =>
  ({ above: `above ${given}`, from: `${given} or more`, below: `below ${given}`, upTo: `${given} or less` })[
    side
  ];
