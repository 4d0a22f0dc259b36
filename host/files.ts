import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { escapePath, glob, isDynamicPattern } from 'tinyglobby';

/** Config files are small; a larger one was named by mistake. */
const maxTextBytes = 20 * 1024 * 1024;

/** The text of a file; undefined when it cannot be read as one. */
export async function readTextFile(uri: string): Promise<string | undefined> {
  try {
    const path = fileURLToPath(uri);
    const { size } = await stat(path);
    return size > maxTextBytes ? undefined : await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The files that a path or pattern in a config names, as URIs in order; relative to the config. */
export async function matchFiles(baseUri: string, pattern: string): Promise<readonly string[]> {
  const folder = dirname(fileURLToPath(baseUri));
  const paths = isDynamicPattern(pattern) ? await expand(folder, pattern) : [resolve(folder, pattern)];
  const found = await Promise.all(
    paths.map(async (path) => ((await isFile(path)) ? [pathToFileURL(path).href] : [])),
  );
  return found.flat();
}

/** Patterns are relative to `folder`; an absolute one stays as it is. */
async function expand(folder: string, pattern: string): Promise<string[]> {
  const from = isAbsolute(pattern) ? pattern : `${escapePath(folder)}/${pattern}`;
  const paths = await glob([from.replaceAll('\\', '/')], {
    absolute: true,
    cwd: folder,
    expandDirectories: false,
  });
  return paths.sort();
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
