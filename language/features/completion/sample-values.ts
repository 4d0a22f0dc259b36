import { CompletionItemKind } from 'vscode-languageserver-types';
import type { MeasuredFacts } from '../../../core/spec/sample-facts.ts';
import { quantileOf } from '../../../core/stats/spread.ts';
import { keywordsOf, type ValueSpec } from '../../model/spec-at.ts';
import type { Frame } from '../../syntax/cursor/place.ts';
import { alarmSide } from '../describe/alarm-side.ts';
import { isEventType } from '../describe/event-fields.ts';
import { valueMeaning } from '../describe/number-meaning.ts';
import { countText, extentText, modelText } from '../describe/sample-words.ts';
import type { Facts } from './facts.ts';
import { proposedFor } from './proposed.ts';
import type { Suggestion } from './suggestion.ts';

const above = [0.99, 0.999, 1];
const below = [0.01, 0.001, 0];
const names = new Map([
  [0, 'minimum'],
  [1, 'maximum'],
]);

/** Models whose quantiles are proposed; more would be a list of numbers that nobody can tell apart. */
const maxModels = 3;

/** Numbers that the sample proposes for a parameter in the unit of the metric. */
export function sampleValues(spec: ValueSpec, path: readonly Frame[], facts: Facts): Suggestion[] {
  if (keywordsOf(spec.schema).unit !== 'metric unit' || !facts.context.sample) return [];
  const measured = facts.measured(path);
  return measured.slice(0, maxModels).flatMap((one) => proposals(spec, one, measured, facts));
}

/** What a new strategy would have here, where that is no quantile; and why. */
export function ownProposal(spec: ValueSpec, path: readonly Frame[], facts: Facts): Suggestion[] {
  const value = spec.branch && proposedFor(spec.branch.id, path, facts)[spec.key];
  if (value === undefined || typeof value === 'string') return [];
  const isLevel = ['p_value.threshold', 'drift.threshold', 'z_score.z_threshold'].includes(
    `${spec.branch?.id}.${spec.key}`,
  );
  const detail =
    isLevel && facts.context.sample ? 'at most 1 false alarm a day at the rate of the sample' : 'customary';
  return [
    { value, kind: CompletionItemKind.Value, detail, documentation: valueMeaning(spec, String(value)) },
  ];
}

function proposals(
  spec: ValueSpec,
  one: MeasuredFacts,
  all: readonly MeasuredFacts[],
  { context }: Facts,
): Suggestion[] {
  const ofWhat = `of the sample${modelText(one, all)}${context.sample ? extentText(context.sample) : ''}`;
  const proposal = (value: number, what: string): Suggestion => ({
    value: Number(value.toPrecision(4)),
    kind: CompletionItemKind.Value,
    detail: `${what} ${ofWhat}`,
  });
  if (spec.key === 'baseline_mean') return [proposal(one.values.mean, 'mean')];
  if (spec.key === 'baseline_std') return [proposal(one.values.std, 'standard deviation')];
  const shares = alarmSide(spec, one.metric) === 'below' ? below : above;
  return shares.map((share) => proposal(quantileOf(one.values, share), quantileName(share)));
}

const quantileName = (share: number) => names.get(share) ?? `p${Number((share * 100).toFixed(3))}`;

/** Event types that occur come first, with how often they do. */
export function occurringFirst(suggestions: readonly Suggestion[], { context }: Facts): Suggestion[] {
  const { sample } = context;
  if (!sample || !suggestions.some(({ value }) => isEventType(String(value)))) return [...suggestions];
  const counts = new Map<string, number>(sample.events.map(({ type, count }) => [type, count]));
  const told = suggestions.map((suggestion) => {
    const count = counts.get(String(suggestion.value));
    return count === undefined
      ? suggestion
      : { ...suggestion, detail: `${countText(count, 'event')} in the sample` };
  });
  const occurs = ({ value }: Suggestion) => counts.has(String(value));
  return [...told.filter(occurs), ...told.filter((one) => !occurs(one))];
}
