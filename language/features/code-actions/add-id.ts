import type { Fix, FixEdit } from '../../finding.ts';
import { syntaxOf } from '../../model/document-format.ts';
import type { MonitorFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { lineStart } from '../../syntax/lines.ts';
import { type MapNode, type Node, overlap, type Span } from '../../syntax/tree.ts';
import { code } from '../../validate/wording.ts';
import { newline } from './insert-keys.ts';

/** Writes down the ids of the monitors at a stretch that follow from their kind, so that they stay when others are added. */
export function idsToAdd(config: ReadConfig, stretch: Span): Fix[] {
  const { monitors } = config.facts;
  const at = monitors.filter(({ node, kind, givenId }) => kind && !givenId && isAt(node, stretch));
  if (at.length === 0) return [];
  const shared = sharedParts(monitors);
  const isOwn = ({ node }: MonitorFacts) =>
    !shared.has(node) && !node.pairs.some(({ key }) => shared.has(key));
  return at.filter(isOwn).map(({ id, node }) => ({
    title: `Add ${code(`id: ${id}`)}`,
    edits: insertionOf(id, node, config),
    isCertain: true,
  }));
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

function insertionOf(id: string, { pairs, flow }: MapNode, { text, uri }: ReadConfig): FixEdit[] {
  const start = pairs[0]?.key.start ?? 0;
  const written = syntaxOf(uri) === 'json' ? `"id": ${JSON.stringify(id)}` : `id: ${id}`;
  const before = text.slice(lineStart(text, start), start);
  const line = newline(text) + ' '.repeat(before.length);
  const gap = flow ? (before.trim() === '' ? `,${line}` : ', ') : line;
  return [{ start, end: start, newText: written + gap }];
}
