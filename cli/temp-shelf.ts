import { openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Shelf } from '../core/simulate/shelf.ts';
import { UsageError } from './io.ts';

/** Bytes that a run's lists may have in memory. */
const inMemory = 32e6;

/**
 * Room for the lists of a long run: memory first, then a temporary file. The file has no name from the moment it is
 * open, so it is gone with the process, however that ends.
 */
export function tempShelf(limit = inMemory): Shelf {
  const kept: Uint8Array[] = [];
  let used = 0;
  let file: number | undefined;
  let written = 0;
  return {
    put(bytes) {
      if (used + bytes.length <= limit) {
        used += bytes.length;
        return -kept.push(bytes.slice());
      }
      const place = written;
      attempt(() => {
        file ??= openNameless();
        writeAll(file, bytes, place);
      });
      written += bytes.length;
      return place;
    },
    get(place, into) {
      const bytes = kept[-place - 1];
      if (place < 0 && bytes) into.set(bytes);
      else attempt(() => readAll(file as number, into, place));
    },
  };
}

function openNameless(): number {
  const path = join(tmpdir(), `driftscope-${process.pid}-${Date.now().toString(36)}`);
  const file = openSync(path, 'wx+', 0o600);
  const remove = () => unlinkSync(path);
  try {
    remove();
  } catch {
    process.once('exit', remove); // a file system that keeps the names of open files
  }
  return file;
}

function writeAll(file: number, bytes: Uint8Array, place: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, place + done);
}

function readAll(file: number, into: Uint8Array, place: number): void {
  for (let done = 0; done < into.length; ) {
    const read = readSync(file, into, done, into.length - done, place + done);
    if (read === 0) throw new Error('it has become shorter');
    done += read;
  }
}

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `the alerts are more than memory holds, and the temporary file for them failed: ${reason}; TMPDIR names its folder`,
    );
  }
}
