import { readFile, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { glob, isDynamicPattern } from 'tinyglobby';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findConfigFiles, ignoredFolders } from '../host/config-files.ts';
import { reasonOf } from '../host/event-files.ts';
import { listFolder, matchFiles, readTextFile } from '../host/files.ts';
import { createLanguageService, type LanguageHost, type LanguageService } from '../language/service.ts';
import { UsageError } from './io.ts';

/**
 * The language service on the files of this machine.
 * @param settings path of a settings file to take for all
 * @param more what else the service may ask for
 */
export function fileLanguageService(
  settings?: string,
  more: Pick<LanguageHost, 'sample'> = {},
): LanguageService {
  const given = settings === undefined ? {} : { settingsUri: pathToFileURL(settings).href };
  return createLanguageService({
    readText: readTextFile,
    matchFiles,
    listFolder,
    lintOptions: async () => given,
    ...more,
  });
}

/** Config files that paths, folders or patterns name; of no argument at all, those below `cwd`. */
export async function findConfigs(paths: readonly string[], cwd: string): Promise<string[]> {
  const found = await Promise.all((paths.length === 0 ? ['.'] : paths).map((path) => expand(path, cwd)));
  return [...new Set(found.flat())];
}

async function expand(path: string, cwd: string): Promise<string[]> {
  const absolute = resolve(cwd, path);
  const info = await stat(absolute).catch(() => undefined);
  if (info?.isDirectory()) return findConfigFiles(absolute);
  if (info) return [absolute];
  if (!isDynamicPattern(path)) throw new UsageError(`${path}: no such file or folder`);
  const matches = await glob([path], { cwd, absolute: true, ignore: ignoredFolders });
  if (matches.length === 0) throw new UsageError(`${path}: matches no file`);
  return matches.sort();
}

/** Opens a config; what cannot be one is wrong usage. */
export async function openConfig(path: string, shown: string): Promise<TextDocument> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${shown}: ${reasonOf(error)}`);
  });
  if (bytes.subarray(0, 4096).includes(0)) throw new UsageError(`${shown}: is a binary file, not a config`);
  return documentOf(path, bytes.toString('utf8'));
}

/** A text as the document at a path. */
export function documentOf(path: string, text: string): TextDocument {
  const language = path.endsWith('.json') ? 'json' : 'driftscope';
  return TextDocument.create(pathToFileURL(path).href, language, 1, text);
}

/** The path as it is shown to people: relative where that is shorter. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short.startsWith('..') ? path : short;
}
