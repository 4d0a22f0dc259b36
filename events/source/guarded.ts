import type { EventSource } from '../event-data.ts';
import { EventsError } from '../events-error.ts';

const longestTurnMs = 50;
const largestPiece = 256 * 1024;

/** A source's chunks in modest pieces, ended by the signal even while the source is silent. */
export async function* guarded(
  source: EventSource,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const { name } = source;
  const iterator = opened(source);
  const pace = pacer(name, signal);
  try {
    for (;;) {
      const next = await readNext(name, iterator, signal);
      if (next.done === true) return;
      const { buffer, byteOffset, length } = next.value;
      for (let at = 0; at < length; at += largestPiece) {
        // Never one of Node's Buffers: code that meets two kinds of arrays is slower with both.
        yield new Uint8Array(buffer, byteOffset + at, Math.min(largestPiece, length - at));
        // Bytes in memory arrive without the event loop ever turning.
        await pace();
      }
    }
  } finally {
    // Not awaited: a silent source would answer only after its next chunk.
    iterator.return?.()?.catch(() => {});
  }
}

/** A stretch of a source's bytes, given up when the signal says so. */
export async function guardedSlice(
  source: EventSource,
  start: number,
  end: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  try {
    const bytes = Promise.resolve(source.slice?.(start, end) ?? new Uint8Array(0));
    return await unlessAborted(source.name, bytes, signal);
  } catch (error) {
    if (error instanceof EventsError) throw error;
    throw unreadable(source.name, error);
  }
}

/** Lets the event loop turn when that was long ago, so that a cancel can be heard; fails when it was. */
export function pacer(name: string, signal: AbortSignal | undefined): () => Promise<void> {
  let turnStart = Date.now();
  return async () => {
    if (Date.now() - turnStart > longestTurnMs) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      turnStart = Date.now();
    }
    if (signal?.aborted) throw cancelled(name);
  };
}

function opened(source: EventSource): AsyncIterator<Uint8Array> {
  try {
    return source.open()[Symbol.asyncIterator]();
  } catch (error) {
    throw unreadable(source.name, error);
  }
}

async function readNext(
  name: string,
  iterator: AsyncIterator<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<IteratorResult<Uint8Array>> {
  try {
    return await unlessAborted(name, iterator.next(), signal);
  } catch (error) {
    if (error instanceof EventsError) throw error;
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): EventsError {
  const reason = error instanceof Error ? error.message : String(error);
  return new EventsError('unreadable', `Cannot read ${name}: ${reason}.`, { cause: error });
}

/**
 * The outcome of a promise, or a failure as soon as the signal says so. It lets go of the signal each time: one promise of
 * the signal's, raced with each chunk of a file, would hold on to every chunk until the signal speaks.
 */
function unlessAborted<T>(name: string, work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(cancelled(name));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function cancelled(name: string): EventsError {
  return new EventsError('cancelled', `Reading ${name} was cancelled.`);
}
