import { execLogged, type Log } from '../vscode/exec-logged.ts';
import { findOnPath } from '../vscode/find-on-path.ts';

/** The machine lacks a program and cannot get it; a test that meets this is skipped with `message`. */
export class ToolUnavailableError extends Error {
  constructor(detail: string, cause?: unknown) {
    super(detail, cause === undefined ? undefined : { cause });
    this.name = 'ToolUnavailableError';
  }
}

/**
 * What `find` finds, after installing Debian packages if it finds nothing, this is root and apt-get is there. Rejects
 * with {@link ToolUnavailableError} otherwise.
 */
export async function ensureDebian<T>(
  packages: readonly string[],
  find: () => T | undefined,
  log: Log,
): Promise<T> {
  const found = find();
  if (found !== undefined) return found;
  const names = packages.join(' ');
  if (findOnPath('apt-get') === undefined || process.getuid?.() !== 0) {
    throw new ToolUnavailableError(`install ${names}`);
  }
  log(`installing ${names} with apt-get`);
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, log };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  try {
    await execLogged('apt-get', ['update'], options);
    await execLogged('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...packages], options);
  } catch (error) {
    throw new ToolUnavailableError(`apt-get cannot install ${names}: ${String(error)}`, error);
  }
  const installed = find();
  if (installed === undefined) throw new ToolUnavailableError(`apt-get installed ${names} to no avail`);
  return installed;
}
