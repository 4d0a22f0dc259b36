import type { MetricInfo } from '../spec/metric.ts';
import { type AlertFacts, anomalyMessage, type Detector } from '../strategies/detector.ts';
import { findStrategy } from '../strategies/index.ts';
import type { StrategyPlan } from './plan.ts';

/** A strategy of a plan at work. */
export interface ActiveStrategy {
  readonly plan: StrategyPlan;
  readonly detector: Detector;
  /** What its alert says. */
  message(facts: AlertFacts): string;
}

/** Sets a strategy to work on a metric, with all its parts. Throws where the plan names a type that does not exist. */
export function activate(plan: StrategyPlan, metric: MetricInfo): ActiveStrategy {
  const strategy = findStrategy(plan.type);
  if (!strategy) throw new Error(`unknown strategy type "${plan.type}"`);
  const parts = (plan.parts ?? []).map((part) => activate(part, metric));
  const detector = strategy.create(
    plan.params,
    metric,
    parts.map((part) => part.detector),
  );
  return { plan, detector, message: (facts) => messageOf({ plan, detector, facts, parts }) };
}

interface Said {
  readonly plan: StrategyPlan;
  readonly detector: Detector;
  readonly facts: AlertFacts;
  readonly parts: readonly ActiveStrategy[];
}

/** A combination speaks in the words of the part that decided. */
function messageOf({ plan, detector, facts, parts }: Said): string {
  const decisive = parts[detector.decisive ?? 0];
  if (decisive) return decisive.message(facts);
  return findStrategy(plan.type)?.message?.(plan.params, facts) ?? anomalyMessage(facts);
}
