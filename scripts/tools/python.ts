import { spawnSync } from 'node:child_process';
import type { Log } from '../vscode/exec-logged.ts';
import { ensureDebian } from './debian.ts';

/** A Python 3 that has `jsonschema` and `yaml`: the one on PATH, else Debian's. */
export const ensurePython = (log: Log): Promise<string> =>
  ensureDebian(['python3', 'python3-jsonschema', 'python3-yaml'], findPython, log);

// Debian's packages are for Debian's own Python, which need not be the first on PATH.
const findPython = () => ['/usr/bin/python3', 'python3'].find(hasPackages);

const hasPackages = (python: string) =>
  spawnSync(python, ['-c', 'import jsonschema, yaml'], { stdio: 'ignore' }).status === 0;
