import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const markerName = 'driftscope-complete.json';

/** The cache root: `DRIFTSCOPE_CACHE`, else `~/.cache/driftscope`. */
export function cacheRoot(): string {
  return process.env['DRIFTSCOPE_CACHE'] || join(homedir(), '.cache', 'driftscope');
}

/**
 * Returns `folder` filled by `fill`, which runs only when no complete copy with the same `recipe` is there.
 *
 * `fill` works in a temporary sibling that is renamed at the end, so an interrupted run leaves nothing that
 * could be taken for a whole install, and of two runs at once the first to finish wins.
 */
export async function cachedFolder(
  folder: string,
  recipe: string,
  fill: (temporary: string) => Promise<void>,
): Promise<string> {
  if (await isComplete(folder, recipe)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await removeLeftovers(folder);
  const temporary = `${folder}.tmp-${process.pid}`;
  try {
    await mkdir(temporary);
    await fill(temporary);
    await writeFile(join(temporary, markerName), JSON.stringify({ recipe }));
    await moveIntoPlace(temporary, folder, recipe);
  } finally {
    await removeQuietly(temporary);
  }
  return folder;
}

async function isComplete(folder: string, recipe: string): Promise<boolean> {
  try {
    const marker: unknown = JSON.parse(await readFile(join(folder, markerName), 'utf8'));
    return typeof marker === 'object' && marker !== null && 'recipe' in marker && marker.recipe === recipe;
  } catch {
    return false;
  }
}

async function moveIntoPlace(temporary: string, folder: string, recipe: string): Promise<void> {
  if (await isComplete(folder, recipe)) return;
  const old = `${folder}.old-${process.pid}`;
  if (existsSync(folder)) await rename(folder, old);
  try {
    await rename(temporary, folder);
  } catch (error) {
    // Another run may have finished between the check and the rename; its copy is as good as ours.
    if (!(await isComplete(folder, recipe))) throw error;
  } finally {
    await removeQuietly(old);
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  const leftover = new RegExp(`^${basename(folder).replaceAll('.', '\\.')}\\.(?:tmp|old)-(\\d+)$`);
  for (const name of await readdir(dirname(folder))) {
    const pid = leftover.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await removeQuietly(join(dirname(folder), name));
  }
}

// Another run may be removing the same folder, or npm may still write to that of a killed one; what is left
// goes with the next run.
async function removeQuietly(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
