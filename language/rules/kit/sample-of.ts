import { durationMs } from '../../../core/spec/duration.ts';
import type { MeasuredFacts, SampleFacts } from '../../../core/spec/sample-facts.ts';
import type { MonitorFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { pairOf, type Span } from '../../syntax/tree.ts';
import type { RuleContext } from './rule.ts';

/** What a monitor measures on the sample, by model; empty where that is not known. */
export const measuredBy = ({ resolution }: RuleContext, { id }: MonitorFacts): readonly MeasuredFacts[] =>
  resolution.sample?.monitors.filter((facts) => facts.id === id) ?? [];

/** How many values the monitor has at most on one model. */
export const mostValues = (measured: readonly MeasuredFacts[]): number =>
  measured.reduce((most, { values }) => Math.max(most, values.count), 0);

/** The time that the sample spans, in milliseconds; undefined where its times mean nothing. */
export function spanOf({ hasTimes, from, to }: SampleFacts): number | undefined {
  return hasTimes && from !== undefined && to !== undefined && to > from ? to - from : undefined;
}

/** The value of a monitor's key; where the file leaves it to the default, the kind. */
export function keySpan({ node }: MonitorFacts, key: string): Span {
  return pairOf(node, key)?.value ?? pairOf(node, 'kind')?.value ?? node;
}

/** A duration of a monitor's alert lifecycle in milliseconds, taken from `defaults` where it has none of its own. */
export function lifecycleMs(config: ReadConfig, { node }: MonitorFacts, key: string): number {
  const own = pairOf(node, key)?.value;
  const value = own?.kind === 'scalar' ? own.value : defaultOf(config.value, key);
  return typeof value === 'string' || typeof value === 'number' ? durationMs(value) : 0;
}

function defaultOf(value: unknown, key: string): unknown {
  const defaults = (value as { readonly defaults?: Readonly<Record<string, unknown>> | null } | null)
    ?.defaults;
  return defaults?.[key];
}
