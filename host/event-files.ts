import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { EventSource } from '../events/read-events.ts';

/** A file whose events are read as the bytes come. Throws an `Error` in plain words when it cannot be read. */
export async function fileSource(path: string, name = path): Promise<EventSource> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${name}: ${reasonOf(error)}`);
  });
  if (info.isDirectory()) throw new Error(`${name}: is a directory, not a file of events`);
  return { name, ...(info.isFile() ? { size: info.size } : {}), open: () => readChunks(path, name) };
}

/** Standard input as events. */
export function stdinSource(): EventSource {
  return { name: '-', open: () => process.stdin };
}

async function* readChunks(path: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 20 });
  } catch (error) {
    throw new Error(`${name}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'may not be read (permission denied)',
  EPERM: 'may not be read (permission denied)',
  EISDIR: 'is a directory, not a file',
  ENOTDIR: 'no such file (a part of the path is no directory)',
  ELOOP: 'too many links',
};

/** Why a file could not be read, for people. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ''] ?? error.message;
}
