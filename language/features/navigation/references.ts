import type { DocumentHighlight, Location } from 'vscode-languageserver-types';
import type { ReadConfig } from '../../model/read-config.ts';
import type { AnchorMention } from './anchors.ts';
import { anchorsOf, type Mention, mentionAt, mentionsIn } from './mentions.ts';
import { nameSpan } from './name-span.ts';
import { meaningOf, type Occurrence, occurrencesIn, occurrencesOf } from './names.ts';
import { rangesIn } from './places.ts';
import type { Workspace } from './workspace.ts';

/** Every place, in all files, where the name under the cursor is used; where it is defined too, if wanted. */
export async function references(
  config: ReadConfig,
  offset: number,
  withDefinition: boolean,
  workspace: Workspace,
): Promise<Location[]> {
  const mention = mentionAt(config, offset);
  const named = mention && (await meaningOf(mention, config, workspace));
  const found = named ? await occurrencesOf(named, workspace) : mention ? alikeIn(config, mention) : [];
  const wanted = found.filter((one) => withDefinition || one.mention.role === 'use');
  return wanted.map((one) => ({
    uri: one.config.uri,
    range: rangesIn(one.config)(nameSpan(one.config.text, one.mention)),
  }));
}

const highlightKinds = { definition: 3, use: 2 } as const; // LSP's `Write` and `Read`

/** The same, in this file alone. */
export async function highlights(
  config: ReadConfig,
  offset: number,
  workspace: Workspace,
): Promise<DocumentHighlight[]> {
  const mention = mentionAt(config, offset);
  if (!mention) return [];
  const named = await meaningOf(mention, config, workspace);
  const found = named ? await occurrencesIn(config, named, workspace) : alikeIn(config, mention);
  const rangeIn = rangesIn(config);
  return found.map(({ mention: one }) => ({
    range: rangeIn(nameSpan(config.text, one)),
    kind: highlightKinds[one.role],
  }));
}

/** Anchors and their aliases; of a name that nothing defines, the same name elsewhere in the file. */
function alikeIn(config: ReadConfig, mention: Mention): Occurrence[] {
  const alike =
    mention.what === 'anchor'
      ? sameAnchor(config, mention as AnchorMention)
      : mentionsIn(config).filter(({ what, name }) => what === mention.what && name === mention.name);
  return alike.map((one) => ({ config, mention: one }));
}

/** An anchor and its aliases. An alias without one stands for itself. */
export function sameAnchor(config: ReadConfig, { anchor, node }: AnchorMention): readonly AnchorMention[] {
  return anchorsOf(config).filter((one) =>
    anchor === undefined ? one.node.start === node.start : one.anchor === anchor,
  );
}
