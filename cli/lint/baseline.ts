import { readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { reasonOf } from '../../host/event-files.ts';
import type { Problem } from '../../language/service.ts';
import { UsageError } from '../io.ts';
import type { CheckedFile } from './checked-file.ts';

/** A problem that is known, and how many of it there may be. Lines are not part of it: they move. */
interface Known {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly count: number;
}

/** Problems that are known and may stay, by file. */
export class Baseline {
  readonly #folder: string;
  readonly #counts = new Map<string, number>();

  constructor(file: string, known: readonly Known[]) {
    this.#folder = dirname(file);
    for (const { path, rule, message, count } of known)
      this.#counts.set(keyOf(path, { rule, message }), count);
  }

  /** The files without the problems that are known; what makes a config unusable (decision 005) is never hidden. Of more than there may be, the last ones are new. */
  newIn(files: readonly CheckedFile[], cwd: string): CheckedFile[] {
    const left = new Map(this.#counts);
    return files.map((file) => {
      const path = pathFrom(this.#folder, file, cwd);
      const problems = file.problems.filter((problem) => {
        if (problem.isUnusable) return true;
        const key = keyOf(path, problem);
        const count = left.get(key) ?? 0;
        left.set(key, count - 1);
        return count <= 0;
      });
      return { ...file, problems };
    });
  }
}

/** Reads a baseline. @throws UsageError when there is none, or it is none */
export async function readBaseline(file: string, shown: string): Promise<Baseline> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${shown}: ${reasonOf(error)}; --write-baseline writes one`);
  });
  const known = knownIn(text);
  if (!known) throw new UsageError(`${shown}: is not a baseline; --write-baseline writes one`);
  return new Baseline(file, known);
}

/** Writes all problems down as known that may stay. */
export async function writeBaseline(file: string, shown: string, files: readonly CheckedFile[], cwd: string) {
  const counts = new Map<string, Known>();
  for (const checked of files) {
    const path = pathFrom(dirname(file), checked, cwd);
    for (const { rule, message } of checked.problems.filter((problem) => !problem.isUnusable)) {
      const key = keyOf(path, { rule, message });
      counts.set(key, { path, rule, message, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const problems = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, known]) => known);
  const text = `${JSON.stringify({ version: 1, problems }, undefined, 2)}\n`;
  await writeFile(file, text).catch((error: Error) => {
    throw new UsageError(`${shown}: cannot be written (${error.message})`);
  });
}

const keyOf = (path: string, { rule, message }: Pick<Problem, 'rule' | 'message'>) =>
  `${path}\u0000${rule}\u0000${message}`;

/** Paths are relative to the baseline, so that it does not matter where the command runs. */
const pathFrom = (folder: string, { path }: CheckedFile, cwd: string) =>
  relative(folder, resolve(cwd, path)).replaceAll('\\', '/');

function knownIn(text: string): readonly Known[] | undefined {
  try {
    const { version, problems } = JSON.parse(text);
    const isList = version === 1 && Array.isArray(problems);
    return isList && problems.every((one) => Number.isInteger(one?.count)) ? problems : undefined;
  } catch {
    return undefined;
  }
}
