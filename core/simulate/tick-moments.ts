import type { MetricInfo } from '../spec/metric.ts';
import { activate } from './active-strategy.ts';
import type { MonitorPlan, StrategyPlan } from './plan.ts';

/** What decides when the alert of a monitor of ticks changes while nothing happens. */
export interface TickWatch {
  /** Values of the metric beyond which strategies alarm, of those whose bounds are fixed. */
  readonly bounds: readonly number[];
  /** How long a breach lasts before it fires, and how long an alert mutes the next, in milliseconds. */
  readonly forMs: number;
  readonly cooldownMs: number;
}

/** A time at which a bound is reached, in milliseconds since the epoch, if no event comes until then. */
export interface TickMoment extends Pick<TickWatch, 'forMs' | 'cooldownMs'> {
  readonly time: number;
  /** How far the arithmetic of a strategy may move it; some of them compute in 32 bits. */
  readonly slackMs: number;
}

/** Half the distance of neighbouring 32-bit floats, and as much for the arithmetic on them. */
const relativeSlack = 2 ** -23;

export function tickWatch({ strategies, forMs, cooldownMs }: MonitorPlan, metric: MetricInfo): TickWatch {
  return { bounds: strategies.flatMap((strategy) => fixedBounds(strategy, metric)), forMs, cooldownMs };
}

/** A strategy that knows its band before it has seen a value has no other later. */
function fixedBounds(strategy: StrategyPlan, metric: MetricInfo): number[] {
  const { lower, upper } = activate(strategy, metric).detector;
  const parts = (strategy.parts ?? []).flatMap((part) => fixedBounds(part, metric));
  return [lower, upper, ...parts].filter(Number.isFinite);
}

/** @param reached when a bound is reached, and since when the metric grows; undefined where that cannot be said */
export function tickMoment(
  reached: { readonly time: number; readonly since: number } | undefined,
  { forMs, cooldownMs }: Pick<TickWatch, 'forMs' | 'cooldownMs'>,
): TickMoment | undefined {
  if (!reached || !Number.isFinite(reached.time)) return undefined;
  const { time, since } = reached;
  return { time, slackMs: Math.abs(time - since) * relativeSlack, forMs, cooldownMs };
}
