import type { Fix } from '../../finding.ts';
import type { MonitorFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { type MapNode, type Node, overlap, pairOf, type Span } from '../../syntax/tree.ts';
import { code } from '../../validate/wording.ts';
import { insertId } from '../navigation/rename-edits.ts';

/** Writes down the ids of the monitors at a stretch that follow from their kind, so that they stay when others are added. */
export function idsToAdd(config: ReadConfig, stretch: Span): Fix[] {
  const { monitors } = config.facts;
  const at = monitors.filter(({ node, kind }) => kind && !pairOf(node, 'id') && isAt(node, stretch));
  if (at.length === 0) return [];
  const shared = sharedParts(monitors);
  const isOwn = ({ node }: MonitorFacts) =>
    !shared.has(node) && !node.pairs.some(({ key }) => shared.has(key));
  return at.filter(isOwn).flatMap(({ id, node }) => {
    const edit = insertId(config, node, id);
    const edits = edit && [{ ...edit.span, newText: edit.newText }];
    return edits ? [{ title: `Add ${code(`id: ${id}`)}`, edits, isCertain: true }] : [];
  });
}

/** On the line of the first key, where the id will stand. */
const isAt = ({ pairs }: MapNode, stretch: Span) => {
  const [first] = pairs;
  return (
    first !== undefined &&
    (overlap(first.key, stretch) || overlap(first.value, stretch) || first.value.end === stretch.start)
  );
};

/** Maps that aliases use too, and keys that merges do: an id written there would be that of several monitors. */
function sharedParts(monitors: readonly MonitorFacts[]): ReadonlySet<Node> {
  const seen = new Set<Node>();
  const shared = new Set<Node>();
  for (const { node } of monitors) {
    if (seen.has(node)) shared.add(node);
    seen.add(node);
    for (const { key } of node.inherited) shared.add(key);
  }
  return shared;
}
