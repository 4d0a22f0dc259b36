import { CompletionItemKind } from 'vscode-languageserver-types';
import { type MapSpec, specsAt, type ValueSpec } from '../../model/spec-at.ts';
import type { ValuePlace } from '../../syntax/cursor/place.ts';
import { fenced } from '../describe/markdown.ts';
import { type Anchored, fits, holds, mayMerge } from './anchors.ts';
import { type Draft, dashed, inlineStart, ranks } from './draft.ts';
import type { Facts } from './facts.ts';
import type { MapPlace } from './key-drafts.ts';
import { syntax } from './template.ts';

/**
 * Aliases for a place: after `<<:` those of maps whose keys may stand beside those that are there, and after `*` those
 * whose node has the form that is wanted. Undefined where no alias is being written.
 */
export function aliasDrafts(
  place: ValuePlace,
  specs: readonly ValueSpec[],
  facts: Facts,
): Draft[] | undefined {
  const { path, layout } = place;
  const at = path.findLastIndex((frame) => frame.type === 'map');
  const frame = path[at];
  const isMerge = frame?.type === 'map' && frame.key === '<<';
  if (!isMerge && !facts.typed.startsWith('*')) return undefined;
  if (!layout.inline) return [];
  const around = isMerge ? specsAt(facts.context.format, path.slice(0, at)) : [];
  const isFit = (anchor: Anchored) =>
    isMerge
      ? around.some((spec) => mayMerge(spec, frame.siblings, anchor))
      : specs.some((spec) => fits(spec, anchor.node));
  const start = inlineStart(layout);
  const wanted = facts
    .anchors()
    .filter((anchor) => isFit(anchor) && !place.others.includes(`*${anchor.name}`));
  return wanted.map((anchor) => ({
    ...aliasOf(anchor, facts),
    label: dashed(start, `*${anchor.name}`),
    filter: `*${anchor.name}`,
    insert: { type: 'value', template: syntax(`*${anchor.name}`) },
    at: start,
  }));
}

/** A merge key with each of the anchors above that fits, for a map that merges nothing yet. */
export function mergeDrafts({ schema }: MapSpec, place: MapPlace, facts: Facts): Draft[] {
  const { siblings, inherited, hasColon, start } = place;
  if (hasColon || inherited.size > 0) return [];
  const spec = { schema, key: '', siblings };
  const wanted = facts.anchors().filter((anchor) => mayMerge(spec, siblings, anchor));
  return wanted.map((anchor) => ({
    ...aliasOf(anchor, facts),
    label: dashed(start, `<<: *${anchor.name}`),
    filter: `<<: *${anchor.name}`,
    insert: { type: 'entries', entries: [[syntax('<<'), syntax(`*${anchor.name}`)]] },
    at: start,
    rank: ranks.inherited,
  }));
}

const aliasOf = (anchor: Anchored, facts: Facts) => ({
  kind: CompletionItemKind.Reference,
  rank: ranks.form,
  detail: holds(anchor),
  documentation: [fenced('yaml', facts.textOf(anchor.node))],
});
