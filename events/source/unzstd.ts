import { Decompress } from 'fzstd';
import { EventsError } from '../events-error.ts';

/** Input handed to the decompressor at once; a block of it can stand for many times as much. */
const piece = 16 * 1024;

/** Decompresses Zstandard, several frames one behind the other too. A damaged or cut file fails where the damage is. */
export async function* unzstd(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const done: Uint8Array[] = [];
  const stream = new Decompress((chunk) => void done.push(chunk));
  const push = (bytes: Uint8Array, isLast: boolean) => {
    try {
      stream.push(bytes, isLast);
    } catch (error) {
      throw new EventsError('unreadable', `Cannot unpack ${name}: the zstd data is damaged or cut off.`, {
        cause: error,
      });
    }
  };
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += piece) {
      push(chunk.subarray(at, at + piece), false);
      yield* done.splice(0);
    }
  }
  push(new Uint8Array(0), true);
  yield* done;
}
