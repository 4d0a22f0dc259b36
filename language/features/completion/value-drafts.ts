import { CompletionItemKind } from 'vscode-languageserver-types';
import {
  alternatives,
  itemSpecs,
  keywordsOf,
  type MapSpec,
  mapSpecs,
  type Schema,
  type ValueSpec,
} from '../../model/spec-at.ts';
import type { Frame, Layout, ValuePlace } from '../../syntax/cursor/place.ts';
import { describeBranch } from '../describe/describe-branch.ts';
import { type Draft, dashed, inlineStart, mapStart, ranks } from './draft.ts';
import type { Facts } from './facts.ts';
import { fitDetail } from './fit.ts';
import { formDrafts, formOf } from './key-drafts.ts';
import type { Scalar } from './scalar-text.ts';
import { branchTemplate, fittingAt, mapTemplate } from './skeleton.ts';
import { suggestionsAt } from './suggestions.ts';
import { scalar } from './template.ts';

/** A place for a value, and what lies around it. */
export type ValueHole = Pick<ValuePlace, 'path' | 'others' | 'layout'>;

/** Everything that may be the value: scalars, maps and lists, in the styles that the place allows. */
export function valueDrafts(spec: ValueSpec, hole: ValueHole, facts: Facts): Draft[] {
  const members = alternatives(spec.schema);
  const scalars = hole.layout.inline ? scalarDrafts(spec, hole, facts) : [];
  // Where text may stand, quotes ask for text.
  if (facts.isQuoted && members.some((schema) => keywordsOf(schema).type === 'string')) return scalars;
  const maps = members.flatMap((schema) => mapDrafts({ ...spec, schema }, hole, facts));
  const isOnlyList = members.length === 1 || hole.path.length === 0;
  const lists = members.flatMap((schema) => listDrafts({ ...spec, schema }, hole, facts, isOnlyList));
  return [...scalars, ...maps, ...lists];
}

function scalarDrafts(spec: ValueSpec, { path, others, layout }: ValueHole, facts: Facts): Draft[] {
  const start = inlineStart(layout);
  const taken = new Set<Scalar>(others);
  return suggestionsAt(spec, path, facts)
    .filter(({ value }) => !taken.has(value))
    .map(({ value, ...rest }) => ({
      ...rest,
      label: dashed(start, String(value)),
      filter: String(value),
      insert: { type: 'value', template: scalar(value) },
      at: start,
      rank: ranks.value,
    }));
}

/** In block style a map starts with one of its keys; else it is written out between braces. */
function mapDrafts(spec: ValueSpec, { path, layout }: ValueHole, facts: Facts): Draft[] {
  const maps = mapSpecs(spec, new Map());
  const isBelow = isNextLine(layout.block);
  const hasTag = maps.some(({ union }) => union !== undefined);
  const inBraces = !layout.block || (isBelow && hasTag);
  if (inBraces && !layout.inline) return [];
  if (inBraces && !hasTag && maps.length > 1)
    return maps.map((map) => formInBraces(map, { path, layout }, facts));
  if (inBraces) return maps.flatMap((map) => braceDrafts(map, spec, { path, layout }, facts));
  const start = mapStart(layout);
  const none = new Map<string, never>();
  const place = { path, siblings: none, inherited: none, hasColon: false, start };
  const drafts = formDrafts(maps, place, facts);
  // With a dash to insert too, what most people want is a new item of a kind; its other keys come later.
  return hasTag && start.lead.trim() === '-' ? drafts.filter(({ rank }) => rank <= ranks.tag) : drafts;
}

/** Whether a collection would have to start on a line of its own, below the key. */
const isNextLine = (start: Layout['block']) => start !== undefined && /^\n *$/.test(start.lead);

type Where = Pick<ValueHole, 'path' | 'layout'>;

function formInBraces(map: MapSpec, { path, layout }: Where, facts: Facts): Draft {
  const { label, template, ...form } = formOf(map, path, facts);
  return { ...form, label: `{ ${label} }`, insert: { type: 'value', template }, at: inlineStart(layout) };
}

function braceDrafts(map: MapSpec, spec: ValueSpec, { path, layout }: Where, facts: Facts): Draft[] {
  const at = inlineStart(layout);
  const { union } = map;
  if (!union) {
    if (path.length === 0) return [];
    const template = mapTemplate(spec, path, facts);
    const documentation = [keywordsOf(map.schema).description ?? ''];
    const insert = { type: 'value', template } as const;
    return [{ label: '{ }', kind: CompletionItemKind.Struct, insert, at, rank: ranks.inline, documentation }];
  }
  return fittingAt(union, path, facts).map(({ branch, wants }) => ({
    label: `{ ${union.tag}: ${branch.id} }`,
    filter: `${union.tag}: ${branch.id}`,
    kind: CompletionItemKind.Snippet,
    insert: { type: 'value', template: branchTemplate(map, branch, { path, siblings: new Map() }, facts) },
    at,
    rank: ranks.inline,
    detail: fitDetail({ branch, wants }),
    documentation: describeBranch(union, branch),
  }));
}

/** Items with their dash where a block list may start; else the first item in brackets. */
function listDrafts(spec: ValueSpec, { path, layout }: ValueHole, facts: Facts, isOnly: boolean): Draft[] {
  const [item] = itemSpecs(spec);
  if (!item) return [];
  const isBelow = isNextLine(layout.dash);
  const inBrackets = !layout.dash || (isBelow && isScalar(item.schema));
  if ((inBrackets || isBelow) && !isOnly) return [];
  const hole = { path: [...path, { type: 'seq', index: 0 } as Frame], others: [] };
  if (!inBrackets) return valueDrafts(item, { ...hole, layout: dashLayout(layout) }, facts);
  return layout.inline ? bracketDrafts(item, { ...hole, layout: bracketLayout(layout) }, facts) : [];
}

const isScalar = (schema: Schema) =>
  alternatives(schema).every((member) => !['object', 'array'].includes(keywordsOf(member).type ?? ''));

function dashLayout(layout: Layout): Layout {
  const { lead, column } = layout.dash ?? { lead: '', column: 0 };
  const start = { lead: `${lead}- `, column: column + 2 };
  const { tail, also = [] } = layout;
  return { lead: start.lead, tail, inline: true, block: start, also };
}

const bracketLayout = ({ lead, tail, also = [] }: Layout): Layout => ({
  lead: `${lead}[`,
  tail: `]${tail}`,
  inline: true,
  also,
});

/** An empty pair of brackets, for lists of what cannot be known. */
function bracketDrafts(item: ValueSpec, hole: ValueHole, facts: Facts): Draft[] {
  const drafts = valueDrafts(item, hole, facts);
  if (drafts.length > 0) return drafts.map(bracketed);
  const at = {
    ...inlineStart(hole.layout),
    lead: hole.layout.lead.slice(0, -1),
    tail: hole.layout.tail.slice(1),
  };
  const insert = { type: 'value', template: { type: 'open', of: 'seq' } } as const;
  return [{ label: '[ ]', kind: CompletionItemKind.Struct, insert, at, rank: ranks.inline }];
}

/** What is more than a word shows the brackets it comes with. */
const bracketed = (draft: Draft): Draft =>
  draft.label.startsWith('{')
    ? { ...draft, filter: draft.filter ?? draft.label, label: `[${draft.label}]` }
    : draft;
