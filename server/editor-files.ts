import { isOurs, type LanguageHost } from '../language/service.ts';
import { canonical, type OpenDocuments } from './documents.ts';
import type { ServerHost } from './host.ts';

/**
 * The machine's files as the editor has them: open documents with the text they have there, under the address they
 * have there.
 * @param folders the folders that are open in the editor, at the moment of the question
 */
export function editorFiles(
  documents: OpenDocuments,
  host: Pick<ServerHost, 'readText' | 'matchFiles' | 'listFiles'>,
  folders: () => readonly string[],
): Required<Pick<LanguageHost, 'readText' | 'matchFiles' | 'listFiles'>> {
  const asInEditor = (uris: readonly string[]) => {
    const open = new Map(documents.keys().map((uri) => [canonical(uri), uri]));
    return uris.map((uri) => open.get(canonical(uri)) ?? uri);
  };
  return {
    readText: async (uri) => documents.get(uri)?.getText() ?? host.readText(uri),
    matchFiles: async (base, pattern) => asInEditor(await host.matchFiles(base, pattern)),
    async listFiles() {
      const open = documents
        .all()
        .filter(isOurs)
        .map(({ uri }) => uri);
      return [...new Set([...open, ...asInEditor(await host.listFiles(folders()))])];
    },
  };
}
