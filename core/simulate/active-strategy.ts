import type { MetricInfo } from '../spec/metric.ts';
import { type AlertFacts, anomalyMessage, type Detector } from '../strategies/detector.ts';
import { findStrategy } from '../strategies/index.ts';
import type { StrategyPlan } from './plan.ts';

/** How an alert speaks. */
export type Voice = (facts: AlertFacts) => string;

/** A strategy of a plan at work. */
export interface ActiveStrategy {
  readonly plan: StrategyPlan;
  readonly detector: Detector;
  /** Its own, or those of its parts: a combination speaks in the words of the part that decided. */
  readonly voices: readonly Voice[];
  /** Index of the voice that speaks for the last verdict. */
  voice(): number;
  /** Which strategy gave the last alarm, for people: of one that any part may raise, the part. */
  decider(): string;
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
  if (parts.length > 0) return combined(plan, detector, parts);
  const { message } = strategy;
  const voice: Voice = message ? (facts) => message(plan.params, facts) : anomalyMessage;
  return { plan, detector, voices: [voice], voice: () => 0, decider: () => `\`${plan.label}\`` };
}

function combined(plan: StrategyPlan, detector: Detector, parts: readonly ActiveStrategy[]): ActiveStrategy {
  const firsts = parts.map((_, at) => parts.slice(0, at).reduce((sum, { voices }) => sum + voices.length, 0));
  return {
    plan,
    detector,
    voices: parts.flatMap(({ voices }) => voices),
    voice: () => {
      const at = detector.decisive ?? 0;
      return (firsts[at] ?? 0) + (parts[at]?.voice() ?? 0);
    },
    decider: () => {
      const at = detector.decisive ?? 0;
      const whole = `\`${plan.label}\``;
      // All parts of the other combination alarm, or none decides.
      return plan.type === 'any_of' ? `${parts[at]?.decider()}, part ${at + 1} of ${whole}` : whole;
    },
  };
}
