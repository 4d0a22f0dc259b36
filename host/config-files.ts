import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';

/** Names under which configs, strategies and tests are looked for in a folder. */
const configPatterns = [
  '**/*.monitor.{yaml,yml,json}',
  '**/*.monitors.{yaml,yml}',
  '**/monitors.{yaml,yml}',
  '**/*.{strategy,strategies}.{yaml,yml}',
  '**/*.monitor.test.{yaml,yml}',
  '**/driftscope.config.{yaml,yml}',
];

/** Folders in which nobody keeps files of their own. */
export const ignoredFolders = ['**/node_modules/**', '**/.git/**', '**/dist/**'];

/** More configs than any workspace has; beyond that, a folder was opened that is none. */
const maxFiles = 2000;

/** Paths of the config files below a folder, in order. */
export async function findConfigFiles(folder: string): Promise<string[]> {
  return (await glob(configPatterns, { cwd: folder, absolute: true, ignore: ignoredFolders })).sort();
}

/** URIs of the config files below these folders, in order, none twice; a folder that cannot be read has none. */
export async function listConfigFiles(folderUris: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    folderUris.map(async (uri) => {
      try {
        return await findConfigFiles(fileURLToPath(uri));
      } catch {
        return [];
      }
    }),
  );
  return [...new Set(found.flat())].slice(0, maxFiles).map((path) => pathToFileURL(path).href);
}
