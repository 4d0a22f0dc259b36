import type { Log } from '../vscode/exec-logged.ts';
import { findOnPath } from '../vscode/find-on-path.ts';
import { ensureDebian } from './debian.ts';

/** The path of a Neovim: the one on PATH, else Debian's. */
export const ensureNeovim = (log: Log): Promise<string> =>
  ensureDebian(['neovim'], () => findOnPath('nvim'), log);
