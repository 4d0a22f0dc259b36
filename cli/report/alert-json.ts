import { isoTime } from '../../core/simulate/result-document.ts';
import type { Step } from '../../engine/run-plan.ts';

/** What `simulate --format ndjson` prints for a batch: alerts and retraining requests in order, one a line. */
export function alertJson({ alerts, retraining }: Step): string {
  const lines = [
    ...alerts.map((alert) => ({ type: 'alert', ...alert })),
    ...retraining.map((request) => ({ type: 'retrain_requested', ...request })),
  ].sort((a, b) => a.event - b.event);
  return lines.map((line) => `${JSON.stringify({ ...line, time: isoTime(line.time) })}\n`).join('');
}
