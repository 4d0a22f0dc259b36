import { fileNameOf } from '../../model/document-format.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { code } from '../../validate/wording.ts';
import { mentionsIn } from './mentions.ts';
import { definitionsOf, giversTo, type Named, occurrencesOf } from './names.ts';
import { type RenamePlan, refuse, respell } from './rename-edits.ts';
import type { Workspace } from './workspace.ts';

/** Why a strategy cannot be renamed at all; undefined when it can. */
export async function strategyObstacle(named: Named, workspace: Workspace): Promise<string | undefined> {
  const definitions = await definitionsOf(named, workspace);
  if (definitions.some(({ mention }) => mention.follows === 'file')) {
    return `${code(named.name)} is named after its file, ${fileNameOf(named.uri)}: rename the file, or name the strategy under \`strategies\``;
  }
  return definitions.length > 1
    ? `${code(named.name)} is defined more than once in ${fileNameOf(named.uri)}`
    : sharedPart(named, workspace);
}

/** A file of strategies may name a part that each config which includes it gives in its own way: no other name fits them all. */
async function sharedPart(named: Named, workspace: Workspace): Promise<string | undefined> {
  for await (const config of workspace.mentioning(named.name)) {
    if (config.uri === named.uri || !(await isGivenByOthers(named.name, config, workspace))) continue;
    const givers = await giversTo(config, named.name, workspace);
    const others = [...givers].filter((uri) => uri !== named.uri);
    if (!givers.has(named.uri) || others.length === 0) continue;
    const names = others.map(fileNameOf).join(', ');
    return `${code(named.name)} is a part of a strategy in ${fileNameOf(config.uri)}, for which ${names} defines it too: with another name in one of them it would be missing there`;
  }
  return undefined;
}

async function isGivenByOthers(name: string, config: ReadConfig, workspace: Workspace): Promise<boolean> {
  const uses = mentionsIn(config).filter(({ what, role }) => what === 'strategy' && role === 'use');
  if (!uses.some((use) => use.name === name)) return false;
  return !(await workspace.resolve(config)).strategies.has(name);
}

/** Renames a strategy where it is defined and in every file that uses it. */
export async function renameStrategy(named: Named, name: string, workspace: Workspace): Promise<RenamePlan> {
  const obstacle = (await strategyObstacle(named, workspace)) ?? (await nameClash(named, name, workspace));
  if (obstacle !== undefined) return refuse(obstacle);
  return { edits: respell(await occurrencesOf(named, workspace), name) };
}

/** A file that knows the strategy must not know another one by the new name: one would hide the other. */
async function nameClash(named: Named, name: string, workspace: Workspace): Promise<string | undefined> {
  for await (const config of workspace.mentioning(named.name, name)) {
    const { strategies } = await workspace.resolve(config);
    const other = strategies.get(name);
    const knowsBoth = other && (config.uri === named.uri || strategies.get(named.name)?.uri === named.uri);
    if (knowsBoth) return `The name ${code(name)} is taken by a strategy in ${fileNameOf(other.uri)}`;
  }
  return undefined;
}
