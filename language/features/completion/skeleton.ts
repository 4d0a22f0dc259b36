import { type Branch, durationPattern, type Tagged, taggedOf } from '../../../core/spec/schema.ts';
import {
  alternatives,
  itemSpecs,
  keywordsOf,
  type MapSpec,
  mapSpecs,
  type ValueSpec,
} from '../../model/spec-at.ts';
import type { Frame, Siblings } from '../../syntax/cursor/place.ts';
import type { Facts } from './facts.ts';
import { byFit, type Fitting } from './fit.ts';
import { namesAt } from './names.ts';
import { proposedFor } from './proposed.ts';
import type { Scalar } from './scalar-text.ts';
import { type MapTemplate, scalar, type Template, type TemplateEntry } from './template.ts';

const none: Siblings = new Map();

/** What is proposed as the value of a key: a choice, the default, an example, or a place to type. */
export function valueTemplate(spec: ValueSpec, path: readonly Frame[], facts: Facts): Template {
  if (spec.tagOf)
    return { type: 'choice', values: fittingAt(spec.tagOf, path, facts).map(({ branch }) => branch.id) };
  const proposed = spec.branch && proposedFor(spec.branch.id, path, facts)[spec.key];
  const { default: given, examples = [] } = keywordsOf(spec.schema);
  const words = alternatives(spec.schema).flatMap((schema) => keywordsOf(schema).enum ?? []) as Scalar[];
  if (words.length > 0)
    return { type: 'choice', values: [...new Set([proposed, given as Scalar, ...words])].filter(isGiven) };
  if (spec.branch && spec.key === 'strategies' && facts.watched(path).length > 0)
    return partsTemplate(spec, path, facts);
  if (proposed !== undefined) return { type: 'hole', value: proposed };
  const names = namesAt(spec, path, facts).map(({ value }) => value);
  if (names.length > 0 && names.length <= maxChoice) return { type: 'choice', values: names };
  const [example] = given === undefined ? examples : [given];
  return example === undefined ? byType(spec, path, facts) : exampleTemplate(example);
}

/** An example as it is, each of its values to type over. */
function exampleTemplate(example: unknown): Template {
  if (Array.isArray(example)) return { type: 'seq', items: example.map(exampleTemplate) };
  if (typeof example !== 'object' || example === null) return { type: 'hole', value: example as Scalar };
  const entries = Object.entries(example).map(
    ([key, value]): TemplateEntry => [scalar(key), exampleTemplate(value)],
  );
  return { type: 'map', entries };
}

const isGiven = (value: Scalar | undefined): value is Scalar => value !== undefined;

/** A client shows a choice as a list to step through; a long one is better completed. */
const maxChoice = 20;

function byType(spec: ValueSpec, path: readonly Frame[], facts: Facts): Template {
  const [first = spec.schema] = alternatives(spec.schema);
  const { type, pattern, minimum } = keywordsOf(first);
  if (type === 'boolean') return { type: 'choice', values: [true, false] };
  if (type === 'number' || type === 'integer') return { type: 'stop', json: minimum ?? 0 };
  if (type === 'array') return listTemplate({ ...spec, schema: first }, path, facts);
  if (type === 'object') return mapTemplate({ ...spec, schema: first }, path, facts);
  if (pattern === durationPattern) return { type: 'hole', value: '1m' };
  return pattern?.startsWith('^http') ? { type: 'hole', value: 'https://' } : { type: 'stop', json: '' };
}

function listTemplate(spec: ValueSpec, path: readonly Frame[], facts: Facts): Template {
  const [item] = itemSpecs(spec);
  if (!item) return { type: 'open', of: 'seq' };
  const template = valueTemplate(item, [...path, { type: 'seq', index: 0 }], facts);
  if (template.type === 'open' || template.type === 'stop') return { type: 'open', of: 'seq' };
  const { minItems = 1 } = keywordsOf(spec.schema);
  return { type: 'seq', items: Array.from({ length: Math.max(minItems, 1) }, () => template) };
}

/** Of a combination: the two strategies that suit best what is watched. */
function partsTemplate(spec: ValueSpec, path: readonly Frame[], facts: Facts): Template {
  const [map] = itemSpecs(spec).flatMap((item) => mapSpecs(item, none));
  const union = map?.union;
  if (!union) return { type: 'open', of: 'seq' };
  const parts = fittingAt(union, path, facts).slice(0, 2);
  const place = { path, siblings: none };
  return { type: 'seq', items: parts.map(({ branch }) => branchTemplate(map, branch, place, facts)) };
}

/** A map with what it must have. */
export function mapTemplate(spec: ValueSpec, path: readonly Frame[], facts: Facts): Template {
  const [map] = mapSpecs(spec, none);
  if (!map) return { type: 'open', of: 'map' };
  if (map.values) return freeMapTemplate({ ...spec, schema: map.values }, path, facts);
  const required = map.keys.filter((key) => key.required);
  if (required.length === 0) return { type: 'open', of: 'map' };
  return { type: 'map', entries: required.map((key) => entryTemplate(key, path, facts)) };
}

function freeMapTemplate(values: ValueSpec, path: readonly Frame[], facts: Facts): Template {
  const union = taggedOf(values.schema);
  if (!union) return { type: 'open', of: 'map' };
  return { type: 'map', entries: [[{ type: 'hole', value: 'name' }, mapTemplate(values, path, facts)]] };
}

export function entryTemplate(spec: ValueSpec, path: readonly Frame[], facts: Facts): TemplateEntry {
  const frame: Frame = { type: 'map', key: spec.key, siblings: spec.siblings };
  return [scalar(spec.key), valueTemplate(spec, [...path, frame], facts)];
}

/** The branches of a union, as they fit the monitor that a place concerns. */
export function fittingAt(union: Tagged, path: readonly Frame[], facts: Facts): Fitting[] {
  const measured = union.name === 'strategy' ? facts.measured(path) : [];
  const count = facts.context.sample?.isWhole
    ? Math.max(0, ...measured.map(({ values }) => values.count))
    : undefined;
  return byFit(union, facts.watched(path)[0], measured.length > 0 ? count : undefined);
}

/** A map and one of its branches, where something is written. */
export interface BranchPlace {
  readonly path: readonly Frame[];
  /** The keys that are there already. */
  readonly siblings: Siblings;
}

/** A branch of a union with the parameters it must have and those that it should, without those that are there. */
export function branchTemplate(
  map: MapSpec,
  branch: Branch,
  { path, siblings }: BranchPlace,
  facts: Facts,
): MapTemplate {
  const tag = map.union?.tag ?? '';
  const proposed = proposedFor(branch.id, path, facts);
  const given = new Map([...siblings, [tag, branch.id] as const]);
  const [form] = mapSpecs({ schema: map.schema, key: '', siblings: none }, given);
  const missing = (form?.keys ?? []).filter(
    ({ key, required, role }) => !given.has(key) && (required || (role === 'own' && key in proposed)),
  );
  const rest = missing.map((key) => entryTemplate(key, path, facts));
  return { type: 'map', entries: [[scalar(tag), scalar(branch.id)], ...rest] };
}
