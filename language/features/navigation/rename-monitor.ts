import { monitorIds } from '../../../core/simulate/plan.ts';
import type { MonitorFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { type MapNode, pairOf } from '../../syntax/tree.ts';
import { code } from '../../validate/wording.ts';
import { definitionsOf, type Named, occurrencesOf } from './names.ts';
import { type Edit, insertId, type RenamePlan, refuse, respell } from './rename-edits.ts';
import type { Workspace } from './workspace.ts';

/** Why a monitor cannot be renamed at all; undefined when it can. */
export async function monitorObstacle(named: Named, workspace: Workspace): Promise<string | undefined> {
  const definitions = await definitionsOf(named, workspace);
  const places = new Set(definitions.map(({ mention }) => mention.node.start));
  if (places.size > 1) return `More than one monitor has the id ${code(named.name)}; give each its own first`;
  const config = definitions[0]?.config;
  const isDerived = definitions.some(({ mention }) => mention.follows !== undefined);
  const monitor = config?.facts.monitors.find(({ id }) => id === named.name);
  const canTake = config && monitor && newId(config, monitor.node, named.name);
  return isDerived && !canTake
    ? `The monitor ${code(named.name)} is named after its kind; give it an \`id\` first`
    : undefined;
}

/**
 * Renames a monitor in its config, in `retraining` and in the tests of the config. One that is named after its kind is
 * given an `id`; so are others whose derived ids would change with it.
 */
export async function renameMonitor(named: Named, name: string, workspace: Workspace): Promise<RenamePlan> {
  const obstacle = await monitorObstacle(named, workspace);
  if (obstacle !== undefined) return refuse(obstacle);
  const config = await workspace.read(named.uri);
  if (!config) return refuse(`${code(named.name)} cannot be found any more`);
  if (config.facts.monitors.some(({ id }) => id === name))
    return refuse(`The id ${code(name)} is taken by another monitor`);
  const occurrences = await occurrencesOf(named, workspace);
  const given = idsToGive(config, named.name, name).map(([node, id]) => newId(config, node, id));
  if (given.some((edit) => edit === undefined)) {
    return refuse('Other monitors are numbered after this one; give them an `id` first');
  }
  const spelled = occurrences.filter(({ mention }) => mention.follows === undefined);
  return { edits: [...respell(spelled, name), ...given.filter((edit) => edit !== undefined)] };
}

/** The edit that gives a monitor an id; undefined where several monitors come from the same text. */
function newId(config: ReadConfig, node: MapNode, id: string): Edit | undefined {
  const isShared = config.facts.monitors.filter((monitor) => monitor.node === node).length > 1;
  const isMerged = config.facts.monitors.some(
    ({ node: other }) =>
      other !== node &&
      !other.pairs.some((pair) => pair.name === 'id') &&
      other.inherited.some((pair) => isIn(node, pair.key.start)),
  );
  return isShared || isMerged ? undefined : insertId(config, node, id);
}

const isIn = ({ start, end }: MapNode, offset: number) => start <= offset && offset < end;

/** The monitors that need an `id` in the text so that all but the renamed one keep the ids they have. */
function idsToGive({ facts }: ReadConfig, from: string, to: string): [MapNode, string][] {
  const { monitors } = facts;
  const wanted = monitors.map(({ id }) => (id === from ? to : id));
  const given = monitors.map((monitor, at) => {
    const written = writtenId(monitor);
    return written === undefined || monitor.id !== from ? written : wanted[at];
  });
  const ids = new Map<number, string>();
  for (;;) {
    const derived = monitorIds(
      monitors.map((monitor, at) => {
        const id = ids.get(at) ?? given[at];
        return { ...(id === undefined ? {} : { id }), kind: kindOf(monitor) };
      }),
    );
    const wrong = derived.findIndex((id, at) => id !== wanted[at]);
    const monitor = monitors[wrong];
    const id = wanted[wrong];
    if (!monitor || id === undefined || ids.has(wrong)) break;
    ids.set(wrong, id);
  }
  return [...ids].flatMap(([at, id]) => {
    const monitor = monitors[at];
    return monitor ? [[monitor.node, id]] : [];
  });
}

const writtenId = ({ node, id }: MonitorFacts) => (pairOf(node, 'id') ? id : undefined);

function kindOf({ node }: MonitorFacts): unknown {
  const kind = pairOf(node, 'kind')?.value;
  return kind?.kind === 'scalar' ? kind.value : undefined;
}
