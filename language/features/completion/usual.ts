import type { MetricInfo } from '../../../core/spec/metric.ts';

/** What is common of a metric, to begin with where no sample says more. */
export interface Usual {
  /** Beyond it most teams would want to know. */
  readonly bound: number;
  readonly mean: number;
  readonly std: number;
  /** Less is worse, or more; undefined where nobody knows. */
  readonly falls?: boolean;
}

/** By the name of the metric, which says more than its range. */
const byName: Readonly<Record<string, Usual>> = {
  accuracy: { bound: 0.9, mean: 0.95, std: 0.02, falls: true },
  confidence_mean: { bound: 0.75, mean: 0.85, std: 0.03, falls: true },
  confidence_std: { bound: 0.3, mean: 0.15, std: 0.03, falls: false },
  failure_rate: { bound: 0.05, mean: 0.01, std: 0.01, falls: false },
  accuracy_drift: { bound: 0.05, mean: 0, std: 0.02, falls: false },
  duration_ms: { bound: 3_600_000, mean: 1_800_000, std: 300_000, falls: false },
  samples_seen: { bound: 1000, mean: 10_000, std: 1000, falls: true },
  silence_seconds: { bound: 300, mean: 1, std: 1, falls: false },
  inference_latency_ms: { bound: 250, mean: 120, std: 30, falls: false },
  prediction_drift: { bound: 0.1, mean: 0.02, std: 0.02, falls: false },
};

/** What is usual of a metric; undefined where its name and unit say nothing. */
export function usualOf({ name, unit, range: [min, max], values }: MetricInfo): Usual | undefined {
  const named = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (named) return named;
  if (unit === 'ms') return byName['inference_latency_ms'];
  if (values === 'p-value') return { bound: 0.05, mean: 0.5, std: 0.29, falls: true };
  if (!Number.isFinite(max - min)) return undefined;
  const at = (share: number) => Number((min + share * (max - min)).toPrecision(3));
  return { bound: at(0.9), mean: at(0.5), std: at(0.1) - min };
}
