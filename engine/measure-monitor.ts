import type { SimulationPlan } from '../core/simulate/plan.ts';
import type { RunResult } from '../core/simulate/run-result.ts';
import { simulate } from '../core/simulate/simulation.ts';
import type { Columns, ModelKey } from '../core/spec/columns.ts';
import type { MeasuredFacts, SampledMonitor } from '../core/spec/sample-facts.ts';
import { neighbourCorrelation, spreadOf } from '../core/stats/spread.ts';

/**
 * What a monitor measures on events, for each model it hears of; empty where it measures nothing, or cannot work on
 * these events. No strategy has a part in it.
 */
export function measureMonitor(
  monitor: SampledMonitor,
  columns: Columns,
  model: ModelKey | undefined,
): MeasuredFacts[] {
  const { monitors, failures } = attempt(planOf(monitor, model), columns);
  if (failures.length > 0) return [];
  return monitors.flatMap(({ model: label, metric, series }) => {
    const values = series?.value ?? new Float64Array(0);
    if (values.length === 0) return [];
    const correlation = neighbourCorrelation(values);
    return [{ id: monitor.id, model: label, metric, values: spreadOf(values), correlation }];
  });
}

/** Some monitors need more than events, such as a reference; nothing is known of them here. */
function attempt(plan: SimulationPlan, columns: Columns): Pick<RunResult, 'monitors' | 'failures'> {
  try {
    return simulate(plan, columns);
  } catch {
    return { monitors: [], failures: [] };
  }
}

/** A plan that only observes. */
function planOf({ id, kind, params, from }: SampledMonitor, model: ModelKey | undefined): SimulationPlan {
  return {
    ...(model ? { model } : {}),
    runtime: { tickMs: 0, samplingMs: 0, pollingMs: 0, busCapacity: 256 },
    monitors: [
      {
        id,
        kind,
        params,
        ...(from ? { from } : {}),
        strategies: [],
        severity: 'info',
        forMs: 0,
        keepFiringForMs: 0,
        cooldownMs: 0,
        repeat: 'every',
      },
    ],
    retraining: [],
  };
}
