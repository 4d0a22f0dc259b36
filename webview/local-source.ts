import type { ReportData } from '../protocol/report-data.ts';
import type { RangeAnswer } from '../protocol/simulation-messages.ts';
import type { DataSource } from './data-source.ts';
import type { TimeSpan } from './span.ts';

/** A source that answers from the data embedded in a report. It knows no more points than the report carries. */
export function localSource(data: ReportData): DataSource {
  const byLane = new Map(data.ranges.map((range) => [range.lane, range]));
  return {
    isLocal: true,
    range: async ({ runId, lane, from, to }) => {
      const whole = byLane.get(lane);
      return whole ? { ...sliceRange(whole, { from, to }), runId } : { ...emptyRange, runId, lane, from, to };
    },
    alerts: async ({ runId, from, count, lanes }) => {
      const rows = lanes ? data.alerts.filter((row) => lanes.includes(row.lane)) : data.alerts;
      return { runId, from, ...(lanes ? { lanes } : {}), rows: rows.slice(from, from + count) };
    },
  };
}

const emptyRange = { time: [], value: [], lower: [], upper: [], states: [], alerts: [] } as const;

/** The part of an answer that lies in `span`, with one point beyond each end so that lines run to the edge. */
export function sliceRange(whole: RangeAnswer, span: TimeSpan): RangeAnswer {
  const first = whole.time.findIndex((time) => time >= span.from);
  const last = whole.time.findLastIndex((time) => time <= span.to);
  const start = Math.max(0, (first === -1 ? whole.time.length : first) - 1);
  const cut = <T>(column: readonly T[]) => column.slice(start, last + 2);
  return {
    ...whole,
    from: span.from,
    to: span.to,
    time: cut(whole.time),
    value: cut(whole.value),
    lower: cut(whole.lower),
    upper: cut(whole.upper),
    ...(whole.event ? { event: cut(whole.event) } : {}),
    states: whole.states.filter((state) => state.to >= span.from && state.from <= span.to),
    alerts: whole.alerts.filter((mark) => mark.time >= span.from && mark.time <= span.to),
  };
}
