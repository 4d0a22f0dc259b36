import type { ReadConfig } from '../../model/read-config.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import type { Workspace } from './workspace.ts';

/** A monitor or a strategy, told from others of its name by the file that defines it. */
export interface Named {
  readonly what: 'strategy' | 'monitor';
  readonly name: string;
  /** The file that defines it. */
  readonly uri: string;
}

/** A mention and the file it is in. */
export interface Occurrence {
  readonly config: ReadConfig;
  readonly mention: Mention;
}

/** What a mention of a monitor or strategy means; undefined where nothing of that name is known. */
export async function meaningOf(
  mention: Mention,
  config: ReadConfig,
  workspace: Workspace,
): Promise<Named | undefined> {
  const uri = await definingFile(mention, config, workspace);
  if (uri === undefined || mention.what === 'anchor') return undefined;
  return { what: mention.what, name: mention.name, uri };
}

async function definingFile({ what, role, name, scope }: Mention, config: ReadConfig, workspace: Workspace) {
  if (role === 'definition') return config.uri;
  if (what === 'strategy') {
    const isOwn = config.facts.strategies.some((strategy) => strategy.name === name);
    if (isOwn) return config.uri;
    return (
      (await workspace.resolve(config)).strategies.get(name)?.uri ??
      (await givenByIncluders(name, config, workspace))
    );
  }
  const holder = scope === 'own' ? config : (await workspace.resolve(config)).tested;
  return holder?.facts.monitors.some(({ id }) => id === name) ? holder.uri : undefined;
}

/**
 * The file that defines what a strategy file names but neither has nor includes. Undefined where the configs that include it
 * give different ones.
 */
async function givenByIncluders(name: string, config: ReadConfig, workspace: Workspace) {
  const [one, another] = await giversTo(config, name, workspace);
  return another === undefined ? one : undefined;
}

/** The files that give a strategy file a part it names but does not have: by way of the configs that include it. */
export async function giversTo(
  { uri, format }: ReadConfig,
  name: string,
  workspace: Workspace,
): Promise<ReadonlySet<string>> {
  const given = new Set<string>();
  if (format !== 'strategy') return given;
  for await (const other of workspace.mentioning(name)) {
    if (other.uri === uri) continue;
    const { files, strategies } = await workspace.resolve(other);
    const found = files.has(uri) ? strategies.get(name)?.uri : undefined;
    if (found !== undefined) given.add(found);
  }
  return given;
}

/** Where a monitor or strategy is mentioned in one file. */
export async function occurrencesIn(
  config: ReadConfig,
  named: Named,
  workspace: Workspace,
): Promise<Occurrence[]> {
  const candidates = mentionsIn(config).filter(
    ({ what, name }) => what === named.what && name === named.name,
  );
  const found: Occurrence[] = [];
  for (const mention of candidates) {
    const meaning = await meaningOf(mention, config, workspace);
    if (meaning?.uri === named.uri) found.push({ config, mention });
  }
  return found;
}

/** Where a monitor or strategy is mentioned in all files: its own first, and in each in the order of the text. */
export async function occurrencesOf(named: Named, workspace: Workspace): Promise<Occurrence[]> {
  const own = await workspace.read(named.uri);
  const found = own ? await occurrencesIn(own, named, workspace) : [];
  for await (const config of workspace.mentioning(named.name)) {
    if (config.uri !== named.uri) found.push(...(await occurrencesIn(config, named, workspace)));
  }
  return found;
}

/** Its definitions: one, unless the file gives the same name twice. */
export async function definitionsOf(named: Named, workspace: Workspace): Promise<Occurrence[]> {
  const config = await workspace.read(named.uri);
  if (!config) return [];
  return mentionsIn(config)
    .filter(({ what, name, role }) => role === 'definition' && what === named.what && name === named.name)
    .map((mention) => ({ config, mention }));
}
