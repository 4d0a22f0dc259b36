import { EventsError } from '../events-error.ts';

/** Decompresses gzip. A damaged or cut file fails when the damage is reached. */
export async function* gunzip(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream('gzip');
  const reader = stream.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  let failure: unknown;
  const feeding = feed(stream, chunks).catch((error: unknown) => {
    failure = error;
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    await feeding;
    if (failure instanceof EventsError) throw failure;
    throw new EventsError('unreadable', `Cannot unpack ${name}: the gzip data is damaged or cut off.`, {
      cause: error,
    });
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function feed(stream: DecompressionStream, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const writer = stream.writable.getWriter();
  writer.closed.catch(() => {});
  try {
    for await (const chunk of chunks) await writer.write(chunk as Uint8Array<ArrayBuffer>);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
    throw error;
  }
}
