import { readFile, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { glob, isDynamicPattern } from 'tinyglobby';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { reasonOf } from '../host/event-files.ts';
import { matchFiles, readTextFile } from '../host/files.ts';
import { createLanguageService, type LanguageHost, type LanguageService } from '../language/service.ts';
import { UsageError } from './io.ts';

/** Names under which configs, strategies and tests are looked for in a folder. */
const configPatterns = [
  '**/*.monitor.{yaml,yml,json}',
  '**/*.monitors.{yaml,yml}',
  '**/monitors.{yaml,yml}',
  '**/*.{strategy,strategies}.{yaml,yml}',
  '**/*.monitor.test.{yaml,yml}',
];

const ignored = ['**/node_modules/**', '**/.git/**'];

/** The language service on the files of this machine; with `sample` it also looks into the event files of configs. */
export function fileLanguageService(options: Pick<LanguageHost, 'sample'> = {}): LanguageService {
  return createLanguageService({ readText: readTextFile, matchFiles, ...options });
}

/** Config files that paths, folders or patterns name; of no argument at all, those below `cwd`. */
export async function findConfigs(paths: readonly string[], cwd: string): Promise<string[]> {
  const found = await Promise.all((paths.length === 0 ? ['.'] : paths).map((path) => expand(path, cwd)));
  return [...new Set(found.flat())];
}

async function expand(path: string, cwd: string): Promise<string[]> {
  const absolute = resolve(cwd, path);
  const info = await stat(absolute).catch(() => undefined);
  if (info?.isDirectory())
    return (await glob(configPatterns, { cwd: absolute, absolute: true, ignore: ignored })).sort();
  if (info) return [absolute];
  if (!isDynamicPattern(path)) throw new UsageError(`${path}: no such file or folder`);
  const matches = await glob([path], { cwd, absolute: true, ignore: ignored });
  if (matches.length === 0) throw new UsageError(`${path}: matches no file`);
  return matches.sort();
}

/** Opens a config; what cannot be one is wrong usage. */
export async function openConfig(path: string, shown: string): Promise<TextDocument> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${shown}: ${reasonOf(error)}`);
  });
  if (bytes.subarray(0, 4096).includes(0)) throw new UsageError(`${shown}: is a binary file, not a config`);
  return TextDocument.create(
    pathToFileURL(path).href,
    path.endsWith('.json') ? 'json' : 'driftscope',
    1,
    bytes.toString('utf8'),
  );
}

/** The path as it is shown to people: relative where that is shorter. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short.startsWith('..') ? path : short;
}
