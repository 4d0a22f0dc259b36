import type { Fix } from '../../finding.ts';
import type { MonitorFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { type MapNode, overlap, pairOf, type Span } from '../../syntax/tree.ts';
import { code } from '../../validate/wording.ts';
import { insertId } from '../navigation/rename-edits.ts';

/** Writes down the ids of the monitors at a stretch that follow from their kind, so that they stay when others are added. */
export function idsToAdd(config: ReadConfig, stretch: Span): Fix[] {
  const { monitors } = config.facts;
  return monitors
    .filter(({ node, kind }) => kind && !pairOf(node, 'id') && isAt(node, stretch) && isOwn(node, monitors))
    .flatMap(({ id, node }) => {
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

/** A map that aliases or merges use too would give them its id. */
function isOwn(node: MapNode, monitors: readonly MonitorFacts[]): boolean {
  const keys = new Set(node.pairs.map(({ key }) => key));
  const users = monitors.filter(
    (other) => other.node === node || other.node.inherited.some(({ key }) => keys.has(key)),
  );
  return users.length === 1;
}
