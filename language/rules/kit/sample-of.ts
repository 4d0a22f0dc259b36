import { durationMs } from '../../../core/spec/duration.ts';
import type { MetricInfo } from '../../../core/spec/metric.ts';
import type {
  FieldFacts,
  MeasuredFacts,
  SampleFacts,
  UnmeasuredFacts,
} from '../../../core/spec/sample-facts.ts';
import type { MonitorFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { eventFiles } from '../../model/sample-query.ts';
import { pairOf, type Span } from '../../syntax/tree.ts';
import type { RuleContext } from './rule.ts';

/** What a monitor measures on the sample, by model; empty where that is not known. */
export const measuredBy = ({ resolution }: RuleContext, { id }: MonitorFacts): readonly MeasuredFacts[] =>
  resolution.sample?.monitors.filter((facts) => facts.id === id) ?? [];

/**
 * What a monitor measures, with the limits that hold on the sample: a metric whose values are on another scale there, such as
 * percentages where shares are meant, goes beyond its own, and how far nobody knows.
 */
export function metricOnSample(context: RuleContext, monitor: MonitorFacts): MetricInfo | undefined {
  const { metric } = monitor;
  if (!metric) return undefined;
  const [min, max] = metric.range;
  const spreads = measuredBy(context, monitor).map(({ values }) => values.quantiles);
  const isBelow = spreads.some(([lowest = min]) => lowest < min);
  const isAbove = spreads.some((quantiles) => (quantiles.at(-1) ?? max) > max);
  if (!isBelow && !isAbove) return metric;
  return { ...metric, range: [isBelow ? -Infinity : min, isAbove ? Infinity : max] };
}

/** What a monitor that measures nothing on the whole sample has heard; undefined where it does, or nobody knows. */
export function unmeasuredBy(
  { resolution: { sample } }: RuleContext,
  { id }: MonitorFacts,
): UnmeasuredFacts | undefined {
  return sample?.isWhole ? sample.unmeasured.find((facts) => facts.id === id) : undefined;
}

/** The field that a monitor compares, in the event types that it reads: under its own name, or that of `metadata`. */
export function comparedField({ measures, kind }: MonitorFacts, { events }: SampleFacts): FieldFacts[] {
  const field = kind?.id === 'prediction_drift' ? 'predicted_label' : measures?.params['field'];
  const names = [field, `metadata.${field}`];
  return events
    .filter(({ type }) => !measures?.from || measures.from.includes(type))
    .flatMap(({ fields }) => fields.filter(({ name }) => names.includes(name)));
}

/** URI of the file that the sample calls by its place among those it was asked for. */
export function sampledFile({ config, resolution }: RuleContext, place: number): string | undefined {
  return eventFiles(config.facts.paths, resolution.matches)[place];
}

/** How many values the monitor has at most on one model. */
export const mostValues = (measured: readonly MeasuredFacts[]): number =>
  measured.reduce((most, { values }) => Math.max(most, values.count), 0);

/** The time that the sample spans, in milliseconds; undefined where its times mean nothing. */
export function spanOf({ hasTimes, from, to }: SampleFacts): number | undefined {
  return hasTimes && from !== undefined && to !== undefined && to > from ? to - from : undefined;
}

/** A number of values as messages have it: `1,000`. */
export const grouped = (count: number): string => count.toLocaleString('en-US');

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
