import { findKind } from '../core/metrics/index.ts';
import { eventsOf, type Meter, type MonitorKind } from '../core/metrics/monitor-kind.ts';
import { isTaken } from '../core/simulate/measurement.ts';
import { type Columns, type ModelKey, modelLabel } from '../core/spec/columns.ts';
import { eventCode } from '../core/spec/event-types.ts';
import type { Filling } from '../core/spec/metric.ts';
import type { SampledMonitor, UnmeasuredFacts } from '../core/spec/sample-facts.ts';

/** What a monitor hears of events on which it measures nothing. */
export function hearingOf(
  { id, kind: kindId, params, from }: SampledMonitor,
  columns: Columns,
  model: ModelKey | undefined,
): UnmeasuredFacts {
  const kind = findKind(kindId);
  if (!kind) return { id, events: 0, ofModel: 0 };
  const heard = rowsOf(columns, new Set((from ?? eventsOf(kind, params)).map(eventCode)));
  const filter = model ? { model } : {};
  const isOurs = columns.models.map((one) => isTaken(one, filter));
  const rows = heard.filter((row) => isOurs[columns.model[row] ?? 0]);
  const filling = farthest(fillings(kind, params, columns, rows, model));
  return { id, events: heard.length, ofModel: rows.length, ...(filling ? { filling } : {}) };
}

function rowsOf({ type, length }: Columns, wanted: ReadonlySet<number>): number[] {
  const rows: number[] = [];
  for (let row = 0; row < length; row += 1) if (wanted.has(type[row] ?? 0)) rows.push(row);
  return rows;
}

/** How far the meter of each model comes; none where the kind has nothing to fill. */
function fillings(
  kind: MonitorKind,
  params: SampledMonitor['params'],
  columns: Columns,
  rows: readonly number[],
  model: ModelKey | undefined,
): Filling[] {
  if (!kind.create(params).lack?.()?.filling) return [];
  const meters = new Map<string, Meter>();
  for (const row of rows) {
    const label = modelLabel(model ?? columns.models[columns.model[row] ?? 0] ?? {});
    const meter = meters.get(label) ?? kind.create(params);
    if (!meters.has(label)) meter.bind(columns);
    meters.set(label, meter);
    try {
      meter.measure(row);
    } catch {
      // It cannot work with such a reference, and says so once: from then on it is silent.
    }
  }
  return [...meters.values()].flatMap((meter) => meter.lack?.()?.filling ?? []);
}

/** The one with most to compare. */
const farthest = (all: readonly Filling[]): Filling | undefined =>
  all.toSorted((a, b) => b.current - a.current || b.reference - a.reference)[0];
