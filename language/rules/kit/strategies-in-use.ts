import type { RelatedSpan } from '../../finding.ts';
import {
  type ConfigFacts,
  type MonitorFacts,
  type Reference,
  type StrategyFacts,
  type StrategyUse,
  withParts,
} from '../../model/facts.ts';
import type { Resolution } from '../../model/resolve.ts';
import { type MapNode, pairOf, type Span } from '../../syntax/tree.ts';
import type { RuleContext } from './rule.ts';
import { metricOnSample } from './sample-of.ts';

/** A strategy at work on a monitor. */
export interface StrategyInUse {
  readonly monitor: MonitorFacts;
  readonly strategy: StrategyFacts;
  /** Marks one of its parameters, or the name or alias where the strategy stands elsewhere. */
  place(key: string): { readonly span: Span; readonly related?: readonly RelatedSpan[] };
  /** The strategy stands in the monitor itself, so that it can be changed for this monitor alone. */
  readonly isInline: boolean;
}

/**
 * Every strategy of every monitor with all its parts, names resolved; names that are not known are left out. The metrics of the
 * monitors have the limits that hold on the sample.
 */
export function strategiesInUse(context: RuleContext): readonly StrategyInUse[] {
  // Half of the rules ask.
  return context.config.left.memory.derived(usedBy, context, () => findInUse(context));
}

function findInUse(context: RuleContext): StrategyInUse[] {
  const { config, resolution } = context;
  return config.facts.monitors.flatMap((given) => {
    const metric = metricOnSample(context, given);
    const monitor = metric === given.metric ? given : { ...given, metric };
    return monitor.strategies.flatMap((use) => usedBy(monitor, use, resolution));
  });
}

function usedBy(monitor: MonitorFacts, use: StrategyUse, resolution: Resolution): StrategyInUse[] {
  if (use.form === 'name') return namedIn(monitor, use.reference, use.reference.text, resolution, []);
  const { strategy, alias } = use;
  const itself = {
    monitor,
    strategy,
    isInline: alias === undefined,
    place: (key: string) => placeIn(strategy, key, alias),
  };
  const parts = strategy.parts.map((part) => (part.form === 'inline' && alias ? { ...part, alias } : part));
  return [itself, ...parts.flatMap((part) => usedBy(monitor, part, resolution))];
}

function placeIn(strategy: StrategyFacts, key: string, alias: Span | undefined) {
  const span = parameterSpan(strategy, key);
  return alias ? { span: alias, related: [{ span, message: 'the strategy' }] } : { span };
}

/**
 * A strategy that stands elsewhere, with all its parts: all are marked at the reference in this config.
 * @param within names that lead here; a strategy that is a part of itself is not followed again
 */
function namedIn(
  monitor: MonitorFacts,
  reference: Reference,
  name: string,
  resolution: Resolution,
  within: readonly string[],
): StrategyInUse[] {
  const named = within.includes(name) ? undefined : resolution.strategies.get(name);
  if (!named) return [];
  const { uri } = named;
  const all: StrategyFacts[] = [
    named,
    ...withParts(named.parts).flatMap((part) => (part.form === 'inline' ? [part.strategy] : [])),
  ];
  const elsewhere = all.map((strategy) => ({
    monitor,
    strategy,
    isInline: false,
    place: (key: string) => ({
      span: reference.span,
      related: [{ uri, span: parameterSpan(strategy, key), message: 'the strategy' }],
    }),
  }));
  const further = withParts(named.parts).flatMap((part) =>
    part.form === 'name'
      ? namedIn(monitor, reference, part.reference.text, resolution, [...within, name])
      : [],
  );
  return [...elsewhere, ...further];
}

/** Every strategy written out in this file, used or not, parts of combinations too. */
export function strategiesWritten({ config: { facts, left } }: RuleContext): readonly StrategyFacts[] {
  return left.memory.derived(findWritten, facts, () => findWritten(facts));
}

function findWritten({ monitors, strategies }: ConfigFacts): StrategyFacts[] {
  const named = strategies.map((strategy) => ({ form: 'inline', strategy }) as const);
  const uses = withParts([...monitors.flatMap((monitor) => monitor.strategies), ...named]);
  const seen = new Set<MapNode>();
  return uses
    .flatMap((use) => (use.form === 'inline' ? [use.strategy] : []))
    .filter(({ node }) => !seen.has(node) && seen.add(node));
}

/** The value of a parameter; where the file leaves it to the default, the strategy's type. */
export function parameterSpan({ node }: StrategyFacts, key: string): Span {
  return pairOf(node, key)?.value ?? pairOf(node, 'type')?.value ?? node;
}

/** Whether the monitor has an `all_of` at work: then no single strategy in it says when the monitor alarms. */
export const needsAllOf = (monitor: MonitorFacts, uses: readonly StrategyInUse[]): boolean =>
  uses.some((use) => use.monitor === monitor && use.strategy.definition?.id === 'all_of');
