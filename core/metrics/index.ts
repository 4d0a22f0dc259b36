import { accuracy } from './accuracy.ts';
import { accuracyDrift } from './accuracy-drift.ts';
import { confidence } from './confidence.ts';
import { drift } from './drift.ts';
import { error } from './error.ts';
import { failureRate } from './failure-rate.ts';
import { featureDrift } from './feature-drift.ts';
import { latency } from './latency.ts';
import { latencyPercentile } from './latency-percentile.ts';
import { metric } from './metric.ts';
import type { MonitorKind } from './monitor-kind.ts';
import { predictionDrift } from './prediction-drift.ts';
import { silence } from './silence.ts';
import { training } from './training.ts';

/** Every monitor kind, in the order in which completion and docs list them. To add one: a file here and a line below. */
export const monitorKinds = [
  latency,
  accuracy,
  drift,
  accuracyDrift,
  confidence,
  latencyPercentile,
  failureRate,
  error,
  predictionDrift,
  featureDrift,
  metric,
  training,
  silence,
] as const;

/** The monitor kind of that name; undefined when there is none. */
export function findKind(id: string): MonitorKind | undefined {
  return (monitorKinds as unknown as readonly MonitorKind[]).find((kind) => kind.id === id);
}
