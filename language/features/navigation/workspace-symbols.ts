import type { SymbolInformation } from 'vscode-languageserver-types';
import { fileNameOf } from '../../model/document-format.ts';
import { mentionsIn } from './mentions.ts';
import { nameSpan } from './name-span.ts';
import { rangesIn } from './places.ts';
import { symbolKinds } from './symbol-kinds.ts';
import type { Workspace } from './workspace.ts';

/** More than a list for choosing from needs. */
const maxSymbols = 1000;

/** The monitors and strategies of all files whose name has the letters of the query in their order. */
export async function workspaceSymbols(query: string, workspace: Workspace): Promise<SymbolInformation[]> {
  const symbols: SymbolInformation[] = [];
  for await (const config of workspace.files()) {
    const rangeIn = rangesIn(config);
    for (const mention of mentionsIn(config)) {
      if (mention.role !== 'definition' || mention.what === 'anchor') continue;
      if (!hasLetters(mention.name, query)) continue;
      symbols.push({
        name: mention.name,
        kind: symbolKinds[mention.what],
        containerName: fileNameOf(config.uri),
        location: { uri: config.uri, range: rangeIn(nameSpan(config.text, mention)) },
      });
      if (symbols.length >= maxSymbols) return symbols;
    }
  }
  return symbols;
}

/** Whether a name has all letters of a query in their order, whatever their case, blanks left out. */
function hasLetters(name: string, query: string): boolean {
  const wanted = [...query.toLowerCase().replaceAll(/\s/g, '')];
  let at = 0;
  for (const letter of name.toLowerCase()) if (letter === wanted[at]) at += 1;
  return at === wanted.length;
}
