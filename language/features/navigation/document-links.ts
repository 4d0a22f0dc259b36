import type { DocumentLink } from 'vscode-languageserver-types';
import type { PathFacts } from '../../model/facts.ts';
import type { ReadConfig } from '../../model/read-config.ts';
import { nameSpan } from './name-span.ts';
import { rangesIn } from './places.ts';
import type { Workspace } from './workspace.ts';

const tooltips: Readonly<Record<PathFacts['use'], string>> = {
  include: 'Open the included strategies',
  events: 'Open the sample events',
  config: 'Open the config under test',
  reference: 'Open the reference events',
};

/** Links for the paths that lead to exactly one file. */
export async function documentLinks(config: ReadConfig, workspace: Workspace): Promise<DocumentLink[]> {
  if (config.facts.paths.length === 0) return [];
  const { matches } = await workspace.resolve(config);
  const rangeIn = rangesIn(config);
  return config.facts.paths.flatMap((path) => {
    const [target, ...others] = matches.get(path) ?? [];
    if (target === undefined || others.length > 0) return [];
    const range = rangeIn(nameSpan(config.text, { name: path.text, node: path.span }));
    return [{ range, target, tooltip: tooltips[path.use] }];
  });
}
