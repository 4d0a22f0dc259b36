import type { EventSource, Progress, ReadOptions } from '../event-data.ts';

const stride = 1024 * 1024;

/** Counts the bytes of all sources for progress, about once a megabyte, and hashes them when asked to. */
export function metered(sources: readonly EventSource[], options: ReadOptions, rows: () => number) {
  const digest = options.createDigest?.();
  const sizes = sources.map((source) => source.size);
  const totalBytes = sizes.reduce(
    (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
    0,
  );
  let bytes = 0;
  let reported = 0;
  const report = () => {
    reported = bytes;
    const progress: Progress = { bytes, rows: rows(), ...(totalBytes !== undefined && { totalBytes }) };
    options.onProgress?.(progress);
  };
  return {
    /** Share of the bytes that was read so far; undefined while it cannot be told. */
    get share(): number | undefined {
      return totalBytes === undefined || totalBytes === 0 ? undefined : bytes / totalBytes;
    },
    async *count(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        digest?.update(chunk);
        bytes += chunk.length;
        yield chunk;
        if (bytes - reported >= stride) report();
      }
    },
    /** Hashes bytes that are counted elsewhere. */
    async hash(open: () => AsyncIterable<Uint8Array>): Promise<void> {
      if (digest !== undefined) for await (const chunk of open()) digest.update(chunk);
    },
    /** Counts bytes that did not come as a stream. */
    add(count: number): void {
      bytes += count;
      if (bytes - reported >= stride) report();
    },
    /** Reports the end and closes the hash. */
    finish(): { digest: string | undefined } {
      report();
      return { digest: digest?.digest() };
    },
  };
}

export type Meter = ReturnType<typeof metered>;
