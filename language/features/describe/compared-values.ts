import { findKind } from '../../../core/metrics/index.ts';
import { eventsOf } from '../../../core/metrics/monitor-kind.ts';
import { formatDuration } from '../../../core/spec/duration.ts';
import type { EventFacts, SampleFacts } from '../../../core/spec/sample-facts.ts';
import type { ValueSpec } from '../../model/spec-at.ts';
import type { Outline } from '../../syntax/cursor/outline.ts';
import type { Frame, Siblings } from '../../syntax/cursor/place.ts';
import { monitorsConcerned } from './definitions.ts';
import { countText, extentText, spanMs } from './sample-words.ts';

/** Kinds whose values are distances between many others: what they count is those, not what they give. */
const comparing = new Set(['prediction_drift', 'feature_drift']);

/** Whether a number counts values that are compared, of which the monitor's own values say nothing. */
export const countsCompared = ({ branch, key }: ValueSpec, path: readonly Frame[]): boolean =>
  comparing.has(branch?.id ?? '') ||
  (key === 'first' && path.some((frame) => frame.type === 'map' && frame.key === 'reference'));

/** How far so many compared values reach in the sample. One block, or none where nobody knows how many there are. */
export function comparedMeaning(
  text: string,
  sample: SampleFacts,
  outline: Outline,
  path: readonly Frame[],
): string[] {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const [monitor] = monitorsConcerned(outline, path);
  const count = monitor && Number.isInteger(value) ? comparedCount(monitor.keys, sample) : 0;
  if (count === 0) return [];
  const span = spanMs(sample);
  const time =
    span === undefined || count < 2 ? '' : `about ${formatDuration((value * span) / (count - 1))} of `;
  const there = `the sample, which has ${countText(count, 'value')} to compare`;
  return [`${countText(value, 'value')}: ${time}${there}${extentText(sample)}`];
}

/** Values of the field that a monitor compares; 0 where there are none, or where they may be of several models. */
function comparedCount(keys: Siblings, { events, models }: SampleFacts): number {
  const kind = findKind(keys.get('kind') ?? '');
  const field = kind?.id === 'prediction_drift' ? 'predicted_label' : keys.get('field');
  if (!kind || field === undefined || keys.has('from') || models.length > 1) return 0;
  const read = events.filter(({ type }) => eventsOf(kind, {}).includes(type));
  return read.reduce((sum, event) => sum + occurrences(event, field), 0);
}

/** Under its own name, or else that of `metadata`. */
function occurrences({ fields }: EventFacts, name: string): number {
  const named = (wanted: string) => fields.find((field) => field.name === wanted)?.count;
  return named(name) ?? named(`metadata.${name}`) ?? 0;
}
