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
  const abort = abortOf(name, signal);
  const pace = pacer(name, signal);
  try {
    for (;;) {
      const next = await readNext(name, iterator, abort.promise);
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
    abort.stop();
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
  const abort = abortOf(source.name, signal);
  try {
    const bytes = Promise.resolve(source.slice?.(start, end) ?? new Uint8Array(0));
    return await (abort.promise === undefined ? bytes : Promise.race([abort.promise, bytes]));
  } catch (error) {
    if (error instanceof EventsError) throw error;
    throw unreadable(source.name, error);
  } finally {
    abort.stop();
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
  aborted: Promise<never> | undefined,
): Promise<IteratorResult<Uint8Array>> {
  try {
    return await (aborted === undefined ? iterator.next() : Promise.race([aborted, iterator.next()]));
  } catch (error) {
    if (error instanceof EventsError) throw error;
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): EventsError {
  const reason = error instanceof Error ? error.message : String(error);
  return new EventsError('unreadable', `Cannot read ${name}: ${reason}.`, { cause: error });
}

/** A promise that fails when the signal does; `stop` lets go of the signal. */
function abortOf(name: string, signal: AbortSignal | undefined) {
  if (signal === undefined) return { promise: undefined, stop: () => {} };
  let stop = () => {};
  const promise = new Promise<never>((_, reject) => {
    const onAbort = () => reject(cancelled(name));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    stop = () => signal.removeEventListener('abort', onAbort);
  });
  promise.catch(() => {});
  return { promise, stop };
}

function cancelled(name: string): EventsError {
  return new EventsError('cancelled', `Reading ${name} was cancelled.`);
}
