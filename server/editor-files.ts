import { URI, Utils } from 'vscode-uri';
import { type FolderEntry, isOurs, type LanguageHost, pathMatcher } from '../language/service.ts';
import { canonical, type OpenDocuments } from './documents.ts';
import type { ServerHost } from './host.ts';

type FileQuestions = 'readText' | 'matchFiles' | 'listFiles' | 'listFolder';

/**
 * The machine's files as the editor has them: open documents with the text they have there, under the address they
 * have there, saved or not.
 * @param folders the folders that are open in the editor, at the moment of the question
 */
export function editorFiles(
  documents: OpenDocuments,
  host: Pick<ServerHost, FileQuestions>,
  folders: () => readonly string[],
): Required<Pick<LanguageHost, FileQuestions>> {
  const asInEditor = (uris: readonly string[]) => {
    const open = new Map(documents.keys().map((uri) => [canonical(uri), uri]));
    return uris.map((uri) => open.get(canonical(uri)) ?? uri);
  };
  /** Those on the disk, then those that are only in the editor; in the order of names where there are both. */
  const withOpen = (uris: readonly string[], open: readonly string[]) => {
    const onDisk = asInEditor(uris);
    const others = open.filter((uri) => !onDisk.includes(uri));
    return others.length === 0 ? onDisk : [...onDisk, ...others].sort();
  };
  return {
    readText: async (uri) => documents.get(uri)?.getText() ?? host.readText(uri),
    async matchFiles(base, pattern) {
      const onDisk = await host.matchFiles(base, pattern);
      return withOpen(onDisk, documents.keys().filter(pathMatcher(base, pattern)));
    },
    async listFiles() {
      const open = documents
        .all()
        .filter(isOurs)
        .map(({ uri }) => uri);
      return [...new Set([...open, ...asInEditor(await host.listFiles(folders()))])];
    },
    async listFolder(base, folder) {
      const entries = await host.listFolder(base, folder);
      const known = new Set(entries?.map(({ name }) => name));
      const open = documents.keys().filter(pathMatcher(base, `${folder === '' ? '.' : folder}/*`));
      const others = open.map(entryOf).filter(({ name }) => !known.has(name));
      return entries || others.length > 0 ? [...(entries ?? []), ...others] : undefined;
    },
  };
}

const entryOf = (uri: string): FolderEntry => ({
  name: Utils.basename(URI.parse(uri)),
  isFolder: false,
});
