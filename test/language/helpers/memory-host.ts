import { posix } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { documentFormatOf, type LanguageHost } from '../../../language/service.ts';

const root = 'file:///project/';

/** A host over files in memory, given by path below one folder. */
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
    ...(log ? { log } : {}),
  };
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
