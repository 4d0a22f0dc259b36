import { posix } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readSample } from '../../../engine/sample.ts';
import { documentFormatOf, type FolderEntry, type LanguageHost } from '../../../language/service.ts';
import { source } from '../../events/helpers.ts';

const root = 'file:///project/';

/** A host over files in memory, given by path below one folder; what they hold as events it knows. */
export function memoryHost(
  files: Readonly<Record<string, string>>,
  log?: (message: string) => void,
): LanguageHost {
  return {
    readText: async (uri) => files[pathOf(uri)],
    matchFiles: async (baseUri, pattern) => {
      const wanted = posix.join(posix.dirname(pathOf(baseUri)), pattern);
      const matches = globMatcher(wanted);
      return Object.keys(files).filter(matches).map(uriOf);
    },
    listFiles: async () =>
      Object.keys(files)
        .filter((path) => documentFormatOf(path, ''))
        .map(uriOf),
    listFolder: async (baseUri, folder) =>
      entriesOf(files, posix.join(posix.dirname(pathOf(baseUri)), folder)),
    async sample({ events, map, monitors, model }) {
      const sources = events.map((uri) => source(pathOf(uri), files[pathOf(uri)] ?? ''));
      return (await readSample(sources, { map })).facts(monitors, model);
    },
    ...(log ? { log } : {}),
  };
}

function entriesOf(files: Readonly<Record<string, string>>, folder: string): FolderEntry[] {
  if (folder.startsWith('..')) return [];
  const paths = Object.keys(files).map((path) => posix.relative(folder, path).split('/'));
  const inside = paths.filter((parts) => !['..', ''].includes(parts[0] ?? ''));
  const names = new Map(inside.map(([name = '', ...rest]) => [name, rest.length > 0] as const));
  return [...names].map(([name, isFolder]) => ({ name, isFolder }));
}

export const uriOf = (path: string): string => root + path;
const pathOf = (uri: string): string => uri.slice(root.length);

/** An open document below the folder of {@link memoryHost}. */
export function documentOf(path: string, text: string, version = 1): TextDocument {
  return TextDocument.create(uriOf(path), 'driftscope', version, text);
}

function globMatcher(glob: string): (path: string) => boolean {
  const parts = glob.split(/(\*\*\/|\*)/).map((part) => {
    if (part === '**/') return '(?:.*/)?';
    return part === '*' ? '[^/]*' : part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&');
  });
  const pattern = new RegExp(`^${parts.join('')}$`);
  return (path) => pattern.test(path);
}
