import { findKind } from '../metrics/index.ts';
import { eventsOf } from '../metrics/monitor-kind.ts';
import { type Reference, ReferenceEvents } from '../metrics/reference.ts';
import type { Columns } from '../spec/columns.ts';
import type { MonitorPlan, SimulationPlan } from './plan.ts';

/** An event file that monitors compare with; the core reads no files, so whoever runs a plan brings its events. */
export interface ReferenceFile {
  /** Path or pattern, relative to the config. */
  readonly events: string;
  /** Our field to theirs, or to `=constant`. */
  readonly map: Readonly<Record<string, string>>;
}

/** What has been read of a reference file. */
export interface ReadReference {
  readonly columns: Columns;
  /** Names the contents: equal digest, equal events. */
  readonly digest?: string;
}

/** Read reference files, by {@link referenceKey}. */
export type References = ReadonlyMap<string, ReadReference>;

/** Equal key, equal events. */
export const referenceKey = ({ events, map }: ReferenceFile) => JSON.stringify([events, map]);

/** The reference files that a plan needs, each once. */
export function referenceFiles(plan: SimulationPlan): readonly ReferenceFile[] {
  const files = plan.monitors.flatMap((monitor) => fileOf(monitor) ?? []);
  return [...new Map(files.map((file) => [referenceKey(file), file])).values()];
}

/** The plan with the events of its reference files in place of their names. Throws when one of them was not read. */
export function withReferences(plan: SimulationPlan, references: References): SimulationPlan {
  if (!plan.monitors.some(fileOf)) return plan;
  return { ...plan, monitors: plan.monitors.map((monitor) => loaded(monitor, references)) };
}

function loaded(monitor: MonitorPlan, references: References): MonitorPlan {
  const file = fileOf(monitor);
  if (!file) return monitor;
  const read = references.get(referenceKey(file));
  if (!read) throw new Error(`the reference "${file.events}" of monitor "${monitor.id}" was not read`);
  const kind = findKind(monitor.kind);
  const types = monitor.from ?? (kind ? eventsOf(kind, monitor.params) : []);
  const events = new ReferenceEvents(read.columns, types, read.digest ?? '');
  return { ...monitor, params: { ...monitor.params, reference: { loaded: events } satisfies Reference } };
}

function fileOf({ params }: MonitorPlan): ReferenceFile | undefined {
  const { events, map } = (params['reference'] ?? {}) as Reference;
  return events === undefined ? undefined : { events, map: textsOf(map ?? {}) };
}

/** A column may have a number for its name. */
const textsOf = (map: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(map).map(([field, column]) => [field, String(column)]));
