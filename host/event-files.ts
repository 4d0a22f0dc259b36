import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { EventSource } from '../events/read-events.ts';

/** A file whose events are read as the bytes come. Throws an `Error` in plain words when it cannot be read. */
export async function fileSource(path: string, name = path): Promise<EventSource> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${name}: ${reasonOf(error)}`);
  });
  if (info.isDirectory()) throw new Error(`${name}: is a directory, not a file of events`);
  const random = { size: info.size, slice: (start: number, end: number) => readSlice(path, start, end) };
  return { name, ...(info.isFile() ? random : {}), open: () => readChunks(path) };
}

async function readSlice(path: string, start: number, end: number): Promise<Uint8Array> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(reasonOf(error));
  });
  try {
    const bytes = new Uint8Array(end - start);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    if (bytesRead < bytes.length) throw new Error('it has become shorter while it was read');
    return bytes;
  } finally {
    await file.close();
  }
}

/** Standard input as events. When `signal` says so the input counts as ended, so that what was read is not lost. */
export function stdinSource(signal: AbortSignal): EventSource {
  return { name: 'standard input', open: () => readUntil(process.stdin, signal) };
}

async function* readUntil(input: NodeJS.ReadStream, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stop = () => input.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of input) yield chunk as Uint8Array;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 20 });
  } catch (error) {
    throw new Error(reasonOf(error as NodeJS.ErrnoException));
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'may not be read (permission denied)',
  EPERM: 'may not be read (permission denied)',
  EISDIR: 'is a directory, not a file',
  ENOTDIR: 'no such file (a part of the path is no directory)',
  ELOOP: 'too many links',
  ENOSPC: 'no space left on the device',
};

/** Why a file could not be read or written, for people. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ''] ?? error.message;
}
