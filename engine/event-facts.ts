import type { Columns, TextColumn } from '../core/spec/columns.ts';
import { eventCode, eventTypes } from '../core/spec/event-types.ts';
import type { EventFacts, FieldFacts, MetricFacts } from '../core/spec/sample-facts.ts';
import { spreadOf } from '../core/stats/spread.ts';

/** Different texts of a field that are named. */
const maxTexts = 50;

/** Metrics that are told apart; more names than this are no names but data. */
const maxMetrics = 1000;

/** Lets other work come in between two columns: one of a million values takes a tenth of a second. */
export type Pause = () => Promise<void>;

/** The event types of the rows and what each carries, in the order in which the types are listed everywhere. */
export async function eventFacts(columns: Columns, pause: Pause): Promise<EventFacts[]> {
  const counts = countBy(columns.length, eventTypes.length + 1, (row) => columns.type[row] ?? 0);
  const fields = new Map<number, FieldFacts[]>();
  const add = (type: number, field: FieldFacts) => fields.set(type, [...(fields.get(type) ?? []), field]);
  for (const [name, column] of columns.numbers) {
    const isGiven = (row: number) => !Number.isNaN(column[row]);
    const groups = grouped(columns, column, (row) => (isGiven(row) ? (columns.type[row] ?? 0) : 0));
    for (const [type, values] of groups) add(type, { name, count: values.length, values: spreadOf(values) });
    await pause();
  }
  for (const [name, column] of columns.texts)
    for (const [type, { count, texts }] of textsByType(columns, column)) add(type, { name, count, texts });
  return eventTypes.flatMap((type) => {
    const code = eventCode(type);
    const count = counts[code] ?? 0;
    return count > 0 ? [{ type, count, fields: fields.get(code) ?? [] }] : [];
  });
}

/** The named metrics of `metric_sample` events. */
export function metricFacts(columns: Columns): MetricFacts[] {
  const names = columns.texts.get('metric');
  const values = columns.numbers.get('value');
  if (!names || !values) return [];
  const sample = eventCode('metric_sample');
  const isOne = (row: number) => columns.type[row] === sample && Number.isFinite(values[row]);
  const codeOf = (row: number) => {
    const code = isOne(row) ? (names.codes[row] ?? 0) : 0;
    return code <= maxMetrics ? code : 0;
  };
  return [...grouped(columns, values, codeOf)].map(([code, group]) => ({
    name: names.dictionary[code] ?? '',
    values: spreadOf(group),
  }));
}

/** The values of a column by a code of their rows, from 1 on; rows with code 0 and values that are not finite drop out. */
function grouped(
  { length }: Columns,
  column: Float64Array,
  codeOf: (row: number) => number,
): Map<number, Float64Array> {
  const code = (row: number) => (Number.isFinite(column[row]) ? codeOf(row) : 0);
  const counts = countBy(length, maxMetrics + 1, code);
  const groups = new Map<number, Float64Array>();
  counts.forEach((count, at) => {
    if (at > 0 && count > 0) groups.set(at, new Float64Array(count));
  });
  const filled = new Uint32Array(counts.length);
  for (let row = 0; row < length; row += 1) {
    const group = groups.get(code(row));
    if (!group) continue;
    const at = code(row);
    group[filled[at] ?? 0] = column[row] ?? 0;
    filled[at] = (filled[at] ?? 0) + 1;
  }
  return groups;
}

function countBy(length: number, codes: number, codeOf: (row: number) => number): Uint32Array {
  const counts = new Uint32Array(codes);
  for (let row = 0; row < length; row += 1) {
    const code = codeOf(row);
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function textsByType({ length, type }: Columns, { codes, dictionary }: TextColumn) {
  const found = new Map<number, { count: number; seen: Set<number>; texts: string[] }>();
  for (let row = 0; row < length; row += 1) {
    const code = codes[row] ?? 0;
    const of = type[row] ?? 0;
    if (code === 0 || of === 0) continue;
    const facts = found.get(of) ?? { count: 0, seen: new Set(), texts: [] };
    found.set(of, facts);
    facts.count += 1;
    if (facts.texts.length >= maxTexts || facts.seen.has(code)) continue;
    facts.seen.add(code);
    facts.texts.push(dictionary[code] ?? '');
  }
  return found;
}
