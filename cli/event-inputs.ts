import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type References, referenceFiles } from '../core/simulate/references.ts';
import { loadEvents, readReferences } from '../engine/run-plan.ts';
import { costsRow, type EventProblem, type EventSource } from '../events/read-events.ts';
import { digests } from '../host/digest.ts';
import { fileSource, stdinSource } from '../host/event-files.ts';
import { matchFiles } from '../host/files.ts';
import { shownPath } from './config-files.ts';
import { type Io, UsageError } from './io.ts';
import type { PlannedConfig } from './planned-config.ts';

/** Where events come from: a file, or standard input, which has no path. */
export interface Input {
  readonly name: string;
  readonly path?: string;
}

/** The event files of `--events`, or else those that the config names. */
export async function inputsOf(
  config: PlannedConfig,
  given: readonly string[] | undefined,
  cwd: string,
): Promise<readonly Input[]> {
  if (given) return given.map((name) => (name === '-' ? { name } : { name, path: resolve(cwd, name) }));
  if (config.events.length === 0) {
    throw new UsageError(`${config.shown} names no event file: add preview.events, or give --events FILE`);
  }
  return (await matchedPaths(config, config.events, 'preview.events')).map((path) => ({
    name: shownPath(path, cwd),
    path,
  }));
}

/** The files that the config names under a key. */
async function matchedPaths(
  config: PlannedConfig,
  patterns: readonly string[],
  key: string,
): Promise<string[]> {
  const uris = await Promise.all(patterns.map((pattern) => matchFiles(config.uri, pattern)));
  const missing = patterns.find((_, at) => uris[at]?.length === 0);
  if (missing !== undefined) {
    throw new UsageError(`${config.shown}: no file matches ${key} "${missing}"`);
  }
  return [...new Set(uris.flat())].map((uri) => fileURLToPath(uri));
}

export async function openInput({ name, path }: Input, signal: AbortSignal): Promise<EventSource> {
  if (path === undefined) return stdinSource(signal);
  try {
    return await fileSource(path, name);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The files that the config's monitors compare with. */
export async function referenceInputs(config: PlannedConfig, cwd: string): Promise<readonly Input[]> {
  const files = referenceFiles(config.plan).map(({ events }) => referenceInput(config, events, cwd));
  return (await Promise.all(files)).flat();
}

async function referenceInput(config: PlannedConfig, pattern: string, cwd: string): Promise<Input[]> {
  const paths = await matchedPaths(config, [pattern], 'reference.events');
  return paths.map((path) => ({ name: shownPath(path, cwd), path }));
}

/** `--strict` makes of an unusable row a reason to stop. */
export const strictError = ({ file, line, message }: EventProblem) =>
  new UsageError(`${file}:${line}: ${message} (--strict stops at the first such event)`);

/** Reads the event files that monitors compare with, and tells of rows in them that cannot be used. */
export function openReferences(config: PlannedConfig, strict: boolean, io: Io): Promise<References> {
  return readReferences(config.plan, async ({ events, map }) => {
    const inputs = await referenceInput(config, events, io.cwd);
    const sources = await Promise.all(inputs.map((input) => openInput(input, io.signal)));
    const data = await loadEvents(sources, { map, signal: io.signal }, digests);
    const problem = data.problems.find(costsRow);
    if (problem && strict) throw strictError(problem);
    const { skipped } = data.summary;
    if (problem)
      io.err(
        `driftscope: reference ${events}: ${skipped} ${skipped === 1 ? 'row' : 'rows'} cannot be used (${problem.file}:${problem.line}: ${problem.message})\n`,
      );
    return data;
  });
}
