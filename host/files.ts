import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, posix, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { convertPathToPattern, glob, isDynamicPattern } from 'tinyglobby';

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

/** What a folder holds, named relative to a file, in the order of names; undefined where it cannot be read. */
export async function listFolder(
  baseUri: string,
  path: string,
): Promise<readonly { readonly name: string; readonly isFolder: boolean }[] | undefined> {
  try {
    const folder = resolve(dirname(fileURLToPath(baseUri)), path);
    const names = (await readdir(folder)).sort();
    return await Promise.all(
      names
        .slice(0, maxEntries)
        .map(async (name) => ({ name, isFolder: await isFolder(join(folder, name)) })),
    );
  } catch {
    return undefined;
  }
}

/** Of a folder with more, a list would help nobody. */
const maxEntries = 2000;

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
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
  const asGlob = pattern.replaceAll('\\', '/');
  const from = isAbsolute(pattern) ? asGlob : `${convertPathToPattern(folder)}/${asGlob}`;
  // Seen from the root, since a pattern that leads out of where it starts and back in would find nothing there.
  const { root } = parse(folder);
  const paths = await glob([posix.normalize(from)], { absolute: true, cwd: root, expandDirectories: false });
  return paths.sort();
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
