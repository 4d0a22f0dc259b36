import { CompletionItemKind } from 'vscode-languageserver-types';
import { taggedOf } from '../../../core/spec/schema.ts';
import { idleInKind, idleInStrategy } from '../../model/idle-parameters.ts';
import { type KeySpec, keywordsOf, type MapSpec, mapSpecs, type Schema } from '../../model/spec-at.ts';
import type { Frame, InheritedKeys, Siblings } from '../../syntax/cursor/place.ts';
import { unusedName } from '../../unused-name.ts';
import { describeBranch } from '../describe/describe-branch.ts';
import { describeKey } from '../describe/describe-key.ts';
import { describeRule, isSettable } from '../describe/describe-rule.ts';
import { describeField, eventFields } from '../describe/event-fields.ts';
import { factsOf as schemaFacts } from '../describe/facts.ts';
import { mergeDrafts } from './alias-drafts.ts';
import { type Draft, dashed, ranks, type Start } from './draft.ts';
import type { Facts } from './facts.ts';
import { fitDetail } from './fit.ts';
import { branchTemplate, entryTemplate, fittingAt } from './skeleton.ts';
import { scalar, type Template } from './template.ts';

/** The map that gets a key. */
export interface MapPlace {
  readonly path: readonly Frame[];
  readonly siblings: Siblings;
  readonly inherited: InheritedKeys;
  readonly hasColon: boolean;
  readonly start: Start;
}

/** The keys that may still be added to a map, and while it has no tag its branches, ready to use. */
export function keyDrafts(map: MapSpec, place: MapPlace, facts: Facts): Draft[] {
  if (map.values) return freeKeys(map.values, place, facts);
  // `$schema` is for machines to find, not for people to type.
  const { siblings, inherited } = place;
  const absent = map.keys.filter(
    (spec) =>
      (!siblings.has(spec.key) || inherited.has(spec.key)) && !spec.key.startsWith('$') && hasEffect(spec),
  );
  return [
    ...branchDrafts(map, place, facts),
    ...absent.map((spec) => keyDraft(spec, place, facts)),
    ...mergeDrafts(map, place, facts),
  ];
}

/** A key that would count for nothing beside the others is one that the checks ask to take out. */
function hasEffect({ key, branch, siblings, role }: KeySpec): boolean {
  if (role !== 'own' || !branch) return true;
  const idle = siblings.has('kind') ? idleInKind(branch.id, siblings) : idleInStrategy(branch.id, siblings);
  return !Object.hasOwn(idle, key);
}

/** The keys of a map that may have several forms. While it is empty each form is one proposal, since no two go together. */
export function formDrafts(maps: readonly MapSpec[], place: MapPlace, facts: Facts): Draft[] {
  const isOpen = maps.length > 1 && place.siblings.size === 0 && !place.hasColon;
  if (!isOpen || maps.some(({ union, values }) => union || values))
    return maps.flatMap((map) => keyDrafts(map, place, facts));
  return maps.map((map) => formDraft(map, place, facts));
}

function formDraft(map: MapSpec, { path, start }: MapPlace, facts: Facts): Draft {
  const { label, ...form } = formOf(map, path, facts);
  const { entries } = form.template;
  return { ...form, label: dashed(start, label), insert: { type: 'entries', entries }, at: start };
}

/** One of several forms of a map, with all the scalars it may hold. */
export function formOf({ keys, schema }: MapSpec, path: readonly Frame[], facts: Facts) {
  const told = keys.filter((spec) => keywordsOf(spec.schema).type !== 'object');
  const entries = told.map((spec) => entryTemplate(spec, path, facts));
  return {
    label: told.map(({ key }) => key).join(' … '),
    filter: told.map(({ key }) => key).join(' '),
    kind: CompletionItemKind.Snippet,
    template: { type: 'map', entries } satisfies Template,
    rank: ranks.branch,
    detail: keywordsOf(schema).description ?? '',
    documentation: told.flatMap((spec) => describeKey(spec)),
  };
}

function keyDraft(spec: KeySpec, { path, inherited, hasColon, start }: MapPlace, facts: Facts): Draft {
  const entry = entryTemplate(spec, path, facts);
  const merged = inherited.get(spec.key);
  const rank = spec.role === 'tag' ? ranks.tag : spec.required ? ranks.required : ranks[spec.role];
  const state = merged
    ? `overrides ${merged.text ?? 'what comes'} from ${merged.via}`
    : spec.required
      ? 'required'
      : '';
  return {
    label: dashed(start, spec.key),
    filter: spec.key,
    kind: CompletionItemKind.Property,
    insert: hasColon ? { type: 'value', template: entry[0] } : { type: 'entries', entries: [entry] },
    at: start,
    rank: merged ? ranks.inherited : rank,
    detail: [state, ...detailOf(spec)].filter((fact) => fact !== '').join(' · '),
    documentation: describeKey(spec),
  };
}

const detailOf = (spec: KeySpec) =>
  spec.tagOf ? [`chooses the ${spec.tagOf.name}`] : schemaFacts(spec.schema);

/** `kind: latency` with what that kind needs, for a map that does not have its tag yet. */
export function branchDrafts(map: MapSpec, place: MapPlace, facts: Facts): Draft[] {
  const { union } = map;
  const { path, siblings, hasColon, start } = place;
  if (!union || hasColon || siblings.has(union.tag)) return [];
  return fittingAt(union, path, facts).map(({ branch, wants }) => {
    const template = branchTemplate(map, branch, place, facts);
    const label = `${union.tag}: ${branch.id}`;
    return {
      label: dashed(start, label),
      filter: label,
      kind: CompletionItemKind.Snippet,
      insert: { type: 'entries', entries: template.entries },
      at: start,
      rank: ranks.branch,
      detail: fitDetail({ branch, wants }),
      documentation: describeBranch(union, branch),
    };
  });
}

/** Keys that the user chooses: names for strategies, fields for a mapping. */
function freeKeys(values: Schema, place: MapPlace, facts: Facts): Draft[] {
  if (facts.context.format === 'settings') return ruleKeys(values, place, facts);
  if (taggedOf(values)) return place.hasColon ? [] : namedDrafts(values, place, facts);
  return eventFields()
    .filter(({ name }) => !place.siblings.has(name))
    .map((field) => fieldDraft(field.name, values, place, facts, describeField(field)))
    .concat(
      place.siblings.has('type') ? [] : [fieldDraft('type', values, place, facts, ['The event type.'])],
    );
}

/** In settings, the rules that can be set. */
function ruleKeys(values: Schema, place: MapPlace, facts: Facts): Draft[] {
  return (facts.context.rules ?? [])
    .filter((rule) => isSettable(rule) && !place.siblings.has(rule.id))
    .map((rule) => ({
      ...fieldDraft(rule.id, values, place, facts, describeRule(rule)),
      kind: CompletionItemKind.Property,
      detail: rule.title,
    }));
}

function fieldDraft(
  name: string,
  schema: Schema,
  { path, siblings, hasColon, start }: MapPlace,
  facts: Facts,
  documentation: readonly string[],
): Draft {
  const entry = entryTemplate({ schema, key: name, siblings, isFree: true }, path, facts);
  return {
    label: dashed(start, name),
    filter: name,
    kind: CompletionItemKind.Field,
    insert: hasColon ? { type: 'value', template: entry[0] } : { type: 'entries', entries: [entry] },
    at: start,
    rank: ranks.own,
    detail: 'event field',
    documentation,
  };
}

/** A new named strategy of each type; what is typed already becomes the name. */
function namedDrafts(values: Schema, { path, start, siblings }: MapPlace, facts: Facts): Draft[] {
  const [map] = mapSpecs({ schema: values, key: '', siblings: new Map() }, new Map());
  const name = facts.typed === '' ? unusedName('my-strategy', siblings) : facts.typed;
  return (map?.union?.branches ?? []).map((branch) => {
    const template = map ? branchTemplate(map, branch, { path, siblings: new Map() }, facts) : scalar('');
    const key: Template = facts.typed === '' ? { type: 'hole', value: name } : scalar(name);
    return {
      label: `${name}: ${branch.id}`,
      kind: CompletionItemKind.Snippet,
      insert: { type: 'entries', entries: [[key, template]] },
      at: start,
      rank: ranks.branch,
      detail: `new strategy · ${branch.title}`,
      documentation: map?.union ? describeBranch(map.union, branch) : [],
    };
  });
}
