import { CompletionItemKind } from 'vscode-languageserver-types';
import { durationPattern } from '../../../core/spec/schema.ts';
import { findPreset } from '../../../core/stats/measures/index.ts';
import { alternatives, type Keywords, keywordsOf, type ValueSpec } from '../../model/spec-at.ts';
import type { Frame } from '../../syntax/cursor/place.ts';
import { describeBranch } from '../describe/describe-branch.ts';
import { meaningsOf } from '../describe/describe-key.ts';
import { describeEvent, isEventType } from '../describe/event-fields.ts';
import { valueMeaning } from '../describe/number-meaning.ts';
import type { Facts } from './facts.ts';
import { fitDetail } from './fit.ts';
import { namesAt } from './names.ts';
import { occurringFirst, ownProposal, sampleValues } from './sample-values.ts';
import type { Scalar } from './scalar-text.ts';
import { fittingAt } from './skeleton.ts';
import { type Suggestion, unique } from './suggestion.ts';

const commonDurations = [
  '0s',
  '500ms',
  '1s',
  '5s',
  '10s',
  '30s',
  '1m',
  '2m',
  '5m',
  '10m',
  '30m',
  '1h',
  '6h',
  '1d',
  '7d',
];

/** The scalars that may stand at a place, the likeliest first. */
export function suggestionsAt(spec: ValueSpec, path: readonly Frame[], facts: Facts): Suggestion[] {
  if (spec.tagOf) return branchNames(spec, path, facts);
  const known = [...sampleValues(spec, path, facts), ...ownProposal(spec, path, facts)];
  const all = unique([
    ...namesAt(spec, path, facts),
    ...known,
    ...proposals(spec, known.length > 0),
    ...alternatives(spec.schema).flatMap((schema) => memberValues(keywordsOf(schema), spec)),
  ]);
  return occurringFirst(all, facts).filter(({ value }) => goesWithMeasure(spec, value));
}

/** Not every measure has all presets. */
function goesWithMeasure({ key, branch, siblings }: ValueSpec, value: Scalar): boolean {
  const fallback = branch?.params.properties['measure'];
  if (key !== 'preset' || !fallback) return true;
  const measure = siblings.get('measure') ?? keywordsOf(fallback).default;
  return findPreset(String(measure), String(value)) !== undefined;
}

function branchNames({ tagOf, siblings }: ValueSpec, path: readonly Frame[], facts: Facts): Suggestion[] {
  if (!tagOf) return [];
  return fittingAt(tagOf, path, facts).map(({ branch, wants }) => ({
    value: branch.id,
    kind: CompletionItemKind.EnumMember,
    detail: fitDetail({ branch, wants }),
    documentation: describeBranch(tagOf, branch, siblings),
  }));
}

/** The default and the examples; in the unit of a metric those examples are of another one, if this one is known. */
function proposals(spec: ValueSpec, isKnown: boolean): Suggestion[] {
  const { default: given, examples = [], unit } = keywordsOf(spec.schema);
  const defaults = isScalar(given) ? [proposal(spec, given, 'default')] : [];
  if (isKnown && unit === 'metric unit') return defaults;
  return [...defaults, ...examples.filter(isScalar).map((value) => proposal(spec, value, 'example'))];
}

function proposal(spec: ValueSpec, value: Scalar, detail: string): Suggestion {
  const word = meaningsOf(spec)?.[String(value)];
  const documentation = word === undefined ? valueMeaning(spec, String(value)) : [word];
  return { value, kind: CompletionItemKind.Value, detail, documentation };
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function memberValues(member: Keywords, spec: ValueSpec): Suggestion[] {
  if (member.enum) return member.enum.filter(isScalar).map((value) => word(value, member));
  if (member.type === 'boolean' && alternatives(spec.schema).length === 1)
    return [true, false].map((value) => ({ value, kind: CompletionItemKind.Value }));
  if (member.pattern !== durationPattern) return [];
  return commonDurations.map((value) => proposal(spec, value, 'duration'));
}

function word(value: Scalar, { meanings }: Keywords): Suggestion {
  const text = String(value);
  const meaning = meanings?.[text];
  if (meaning !== undefined) return { value, kind: CompletionItemKind.EnumMember, documentation: [meaning] };
  const documentation = isEventType(text) ? describeEvent(text) : [];
  return { value, kind: CompletionItemKind.EnumMember, documentation };
}
