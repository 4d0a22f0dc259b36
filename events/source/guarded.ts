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
  let turnStart = Date.now();
  try {
    for (;;) {
      const next = await readNext(name, iterator, abort.promise);
      if (next.done === true) return;
      for (let at = 0; at < next.value.length; at += largestPiece) {
        yield next.value.subarray(at, at + largestPiece);
        if (Date.now() - turnStart > longestTurnMs) {
          // Bytes in memory arrive without the event loop ever turning; let it, so that a cancel can be heard.
          await new Promise((resolve) => setTimeout(resolve, 0));
          turnStart = Date.now();
        }
        if (signal?.aborted) throw cancelled(name);
      }
    }
  } finally {
    abort.stop();
    // Not awaited: a silent source would answer only after its next chunk.
    iterator.return?.()?.catch(() => {});
  }
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
