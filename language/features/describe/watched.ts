import { findKind } from '../../../core/metrics/index.ts';
import type { MonitorKind } from '../../../core/metrics/monitor-kind.ts';
import type { MetricInfo } from '../../../core/spec/metric.ts';
import { isRequired, withDefaults } from '../../../core/spec/schema.ts';
import type { Outline } from '../../syntax/cursor/outline.ts';
import type { Frame, Siblings } from '../../syntax/cursor/place.ts';
import { monitorsConcerned } from './definitions.ts';

/** What a monitor watches, as far as its text says. */
export interface Watched {
  readonly kind: MonitorKind;
  /** Its parameters that are words or numbers, defaults filled in. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly metric: MetricInfo;
}

/** What is watched at a place: by the monitor it lies in, or by those that use the strategy it lies in. */
export const watchedAt = (outline: Outline, path: readonly Frame[]): Watched[] =>
  monitorsConcerned(outline, path).flatMap(({ keys }) => watchedBy(keys) ?? []);

/** What a monitor with these keys watches; undefined while it has no kind, or lacks what the kind must have. */
export function watchedBy(keys: Siblings): Watched | undefined {
  const kind = findKind(keys.get('kind') ?? '');
  if (!kind || !isComplete(kind, keys)) return undefined;
  const params = paramsOf(kind, keys);
  return { kind, params, metric: kind.metric(params) };
}

function isComplete({ either, params }: MonitorKind, keys: Siblings): boolean {
  if (either && !either.flat().some((key) => keys.has(key))) return false;
  return Object.entries(params.properties).every(([key, schema]) => !isRequired(schema) || keys.has(key));
}

/** The parameters that stand in the text, as far as they are numbers or words, with the defaults of the others. */
export function paramsOf(kind: MonitorKind, keys: Siblings): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(kind.params.properties)) {
    const text = keys.get(key);
    if (text !== undefined) values[key] = Number.isFinite(Number(text)) && text !== '' ? Number(text) : text;
  }
  return withDefaults(kind.params, values);
}
