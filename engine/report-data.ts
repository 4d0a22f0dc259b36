import type { SimulationPlan } from '../core/simulate/plan.ts';
import type { ReportData } from '../protocol/report-data.ts';
import type { AlertRow } from '../protocol/simulation-messages.ts';
import { alertsAnswer, type RunHead, rangeAnswer, summaryOf } from './answers.ts';
import type { FinishedRun } from './run-plan.ts';

/** Pixels of the widest screen a report is drawn for. */
const reportWidth = 2000;

/** Alerts a report carries at most; a page with more would take long to open. */
const maxAlerts = 100_000;

/** All that a self-contained report may be asked: each lane over the whole span, and the alerts. */
export function reportData(finished: FinishedRun, plan: SimulationPlan, head: RunHead): ReportData {
  const { run, events } = finished;
  const span = { from: events.from ?? 0, to: events.to ?? 0, width: reportWidth };
  const ranges = run.monitors.flatMap(
    (_, lane) => rangeAnswer(run, { runId: head.runId, lane, ...span }) ?? [],
  );
  const alerts: AlertRow[] = [];
  while (alerts.length < Math.min(run.alertIndex.length, maxAlerts)) {
    alerts.push(...alertsAnswer(run, { runId: head.runId, from: alerts.length, count: 1000 }).rows);
  }
  return { summary: summaryOf(finished, plan, head), ranges, alerts };
}
