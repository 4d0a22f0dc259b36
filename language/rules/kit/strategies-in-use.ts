import type { RelatedSpan } from '../../finding.ts';
import type { ConfigFacts, MonitorFacts, StrategyFacts } from '../../model/facts.ts';
import { type MapNode, pairOf, type Span } from '../../syntax/tree.ts';
import type { RuleContext } from './rule.ts';

/** A strategy at work on a monitor. */
export interface StrategyInUse {
  readonly monitor: MonitorFacts;
  readonly strategy: StrategyFacts;
  /** Marks one of its parameters, or the name where the strategy stands elsewhere. */
  place(key: string): { readonly span: Span; readonly related?: readonly RelatedSpan[] };
  /** The strategy stands in the monitor itself, so that it can be changed for this monitor alone. */
  readonly isInline: boolean;
}

/** Every strategy of every monitor, names resolved; names that are not known are left out. */
export function strategiesInUse({ config, resolution }: RuleContext): readonly StrategyInUse[] {
  // Half of the rules ask.
  return config.left.memory.derived(findInUse, resolution, () => findInUse({ config, resolution }));
}

function findInUse({ config, resolution }: RuleContext): StrategyInUse[] {
  return config.facts.monitors.flatMap((monitor) =>
    monitor.strategies.flatMap((use): StrategyInUse[] => {
      if (use.form === 'inline') {
        const { strategy } = use;
        return [
          { monitor, strategy, isInline: true, place: (key) => ({ span: parameterSpan(strategy, key) }) },
        ];
      }
      const strategy = resolution.strategies.get(use.reference.text);
      if (!strategy) return [];
      const place = (key: string) => ({
        span: use.reference.span,
        related: [{ uri: strategy.uri, span: parameterSpan(strategy, key), message: 'the strategy' }],
      });
      return [{ monitor, strategy, isInline: false, place }];
    }),
  );
}

/** Every strategy written out in this file, used or not. */
export function strategiesWritten({ config: { facts, left } }: RuleContext): readonly StrategyFacts[] {
  return left.memory.derived(findWritten, facts, () => findWritten(facts));
}

function findWritten(facts: ConfigFacts): StrategyFacts[] {
  const inline = facts.monitors.flatMap(({ strategies }) =>
    strategies.flatMap((use) => (use.form === 'inline' ? [use.strategy] : [])),
  );
  const seen = new Set<MapNode>();
  return [...inline, ...facts.strategies].filter(({ node }) => !seen.has(node) && seen.add(node));
}

/** The value of a parameter; where the file leaves it to the default, the strategy's type. */
export function parameterSpan({ node }: StrategyFacts, key: string): Span {
  return pairOf(node, key)?.value ?? pairOf(node, 'type')?.value ?? node;
}
