import type { LocationLink } from 'vscode-languageserver-types';
import type { ReadConfig } from '../../model/read-config.ts';
import type { AnchorMention } from './anchors.ts';
import { anchorsOf, type Mention, mentionAt } from './mentions.ts';
import { nameSpan } from './name-span.ts';
import { definitionsOf, meaningOf, type Occurrence } from './names.ts';
import { contains, fileStart, rangesIn } from './places.ts';
import type { Workspace } from './workspace.ts';

/** More files than a person would go through. */
const maxFiles = 100;

/** Where the name under the cursor is defined, or the files that a path there leads to. */
export async function definition(
  config: ReadConfig,
  offset: number,
  workspace: Workspace,
): Promise<LocationLink[]> {
  const rangeIn = rangesIn(config);
  const mention = mentionAt(config, offset);
  if (!mention) return filesAt(config, offset, workspace);
  const originSelectionRange = rangeIn(nameSpan(config.text, mention));
  const found = await definingMentions(mention, config, workspace);
  return found.map((definition) => ({ originSelectionRange, ...linkTo(definition) }));
}

async function definingMentions(
  mention: Mention,
  config: ReadConfig,
  workspace: Workspace,
): Promise<Occurrence[]> {
  if (mention.what === 'anchor') {
    const { anchor } = mention as AnchorMention;
    const found = anchorsOf(config).filter(({ node }) => node.start === anchor);
    return found.map((definition) => ({ config, mention: definition }));
  }
  const named = await meaningOf(mention, config, workspace);
  return named ? definitionsOf(named, workspace) : [];
}

function linkTo({ config, mention }: Occurrence) {
  const rangeIn = rangesIn(config);
  const name = nameSpan(config.text, mention);
  // What is defined may be written apart from its name, by an alias or a merge key.
  const whole = mention.whole && contains(mention.whole, name) ? mention.whole : name;
  return { targetUri: config.uri, targetRange: rangeIn(whole), targetSelectionRange: rangeIn(name) };
}

async function filesAt(config: ReadConfig, offset: number, workspace: Workspace): Promise<LocationLink[]> {
  const path = config.facts.paths.find(({ span }) => span.start <= offset && offset <= span.end);
  if (!path) return [];
  const { matches } = await workspace.resolve(config);
  const originSelectionRange = rangesIn(config)(nameSpan(config.text, { name: path.text, node: path.span }));
  return (matches.get(path) ?? []).slice(0, maxFiles).map((targetUri) => ({
    ...{ originSelectionRange, targetUri },
    ...{ targetRange: fileStart, targetSelectionRange: fileStart },
  }));
}
