import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { ReadConfig } from '../../model/read-config.ts';
import { code } from '../../validate/wording.ts';
import { type AnchorMention, isAnchorName } from './anchors.ts';
import { anchorsOf, identifier, type Mention, mentionAt } from './mentions.ts';
import { nameSpan } from './name-span.ts';
import { meaningOf } from './names.ts';
import { rangesIn } from './places.ts';
import { sameAnchor } from './references.ts';
import { type Edit, type RenamePlan, refuse } from './rename-edits.ts';
import { monitorObstacle, renameMonitor } from './rename-monitor.ts';
import { renameStrategy, strategyObstacle } from './rename-strategy.ts';
import type { Workspace } from './workspace.ts';

/** The edits of one file, and the text of it that they are for. */
export interface FileEdits {
  readonly uri: string;
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** The edits of a rename, or why there is none, in words for the user. */
export type RenameAnswer = { readonly files: readonly FileEdits[] } | { readonly refusal: string };

/** What is about to be renamed, or why it cannot be. */
export type RenameStart =
  | { readonly range: Range; readonly placeholder: string }
  | { readonly refusal: string };

/** What a rename at an offset would rename; undefined where there is no name. */
export async function prepareRename(
  config: ReadConfig,
  offset: number,
  workspace: Workspace,
): Promise<RenameStart | undefined> {
  const mention = mentionAt(config, offset);
  if (!mention) return undefined;
  const refusal = await obstacleTo(mention, config, workspace);
  if (refusal !== undefined) return { refusal };
  return { range: rangesIn(config)(nameSpan(config.text, mention)), placeholder: mention.name };
}

/** Gives what is named at an offset another name, wherever it is mentioned. */
export async function rename(
  config: ReadConfig,
  offset: number,
  name: string,
  workspace: Workspace,
): Promise<RenameAnswer> {
  const mention = mentionAt(config, offset);
  if (!mention) return { refusal: 'There is no name here that could be changed' };
  const plan = await planOf(mention, config, name, workspace);
  return 'refusal' in plan ? plan : { files: byFile(plan.edits) };
}

async function obstacleTo(
  mention: Mention,
  config: ReadConfig,
  workspace: Workspace,
): Promise<string | undefined> {
  if (mention.what === 'anchor') {
    const { anchor, name } = mention as AnchorMention;
    return anchor === undefined ? `No ${code(`&${name}`)} stands before ${code(`*${name}`)}` : undefined;
  }
  const named = await meaningOf(mention, config, workspace);
  if (!named) return `Nothing defines the ${mention.what} ${code(mention.name)}`;
  return named.what === 'strategy' ? strategyObstacle(named, workspace) : monitorObstacle(named, workspace);
}

async function planOf(
  mention: Mention,
  config: ReadConfig,
  name: string,
  workspace: Workspace,
): Promise<RenamePlan> {
  const refusal = await obstacleTo(mention, config, workspace);
  if (refusal !== undefined) return refuse(refusal);
  if (name === mention.name) return { edits: [] };
  if (mention.what === 'anchor') return renameAnchor(config, mention as AnchorMention, name);
  if (!identifier.test(name)) {
    const rule = 'letters, digits, `_`, `.` and `-`, the first a letter, a digit or `_`';
    return refuse(`${code(name)} cannot be a name; names are made of ${rule}`);
  }
  const named = await meaningOf(mention, config, workspace);
  if (!named) return { edits: [] };
  return named.what === 'strategy'
    ? renameStrategy(named, name, workspace)
    : renameMonitor(named, name, workspace);
}

function renameAnchor(config: ReadConfig, mention: AnchorMention, name: string): RenamePlan {
  if (!isAnchorName(name)) return refuse(`${code(name)} cannot be an anchor: no blanks, commas or brackets`);
  const alike = sameAnchor(config, mention);
  if (anchorsOf(config).some((other) => other.name === name && other.document === mention.document))
    return refuse(`The anchor ${code(`&${name}`)} is taken`);
  return {
    edits: alike.map((one) => ({ config, span: nameSpan(config.text, one), newText: name })),
  };
}

/** In the order of the text, each place once. */
function byFile(edits: readonly Edit[]): FileEdits[] {
  const configs = [...new Map(edits.map(({ config }) => [config.uri, config])).values()];
  return configs.map((config) => {
    const rangeIn = rangesIn(config);
    const own = edits.filter((edit) => edit.config.uri === config.uri);
    const byPlace = new Map(own.map((edit) => [edit.span.start, edit]));
    const sorted = [...byPlace.values()].toSorted((a, b) => a.span.start - b.span.start);
    const changes = sorted.map(({ span, newText }) => ({ range: rangeIn(span), newText }));
    return { uri: config.uri, text: config.text, edits: changes };
  });
}
