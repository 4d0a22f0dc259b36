import { describe, expect, test } from 'vitest';
import { digests } from '../../host/digest.ts';
import { EventStore, type StampedSource } from '../../server/worker/event-store.ts';
import { latencyEvents } from './temp-workspace.ts';

/** A file in memory that counts how often it is read. */
class Fixture {
  reads = 0;
  readonly #chunks: number;

  constructor(chunks = 1) {
    this.#chunks = chunks;
  }

  source(stamp = 'a', uri = 'file:///events.ndjson'): StampedSource {
    const bytes = new TextEncoder().encode(`${latencyEvents([1, 2, 3])}\n`);
    const size = bytes.length * this.#chunks;
    return { uri, stamp, source: { name: 'events.ndjson', size, open: () => this.#read(bytes) } };
  }

  async *#read(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    this.reads += 1;
    for (let chunk = 0; chunk < this.#chunks; chunk += 1) {
      yield bytes;
      if (this.#chunks > 1) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const options = () => ({ map: {}, signal: new AbortController().signal, onProgress: () => {} });

describe('what is loaded', () => {
  test('is read once while the file stays the same', async () => {
    const store = new EventStore(digests);
    const file = new Fixture();
    const first = await store.load([file.source()], options());
    expect(await store.load([file.source()], options())).toBe(first);
    expect(file.reads).toBe(1);
  });

  test('is read again when the file or the map changes', async () => {
    const store = new EventStore(digests);
    const file = new Fixture();
    await store.load([file.source('a')], options());
    await store.load([file.source('b')], options());
    await store.load([file.source('b')], { ...options(), map: { latency_ms: 'other' } }).catch(() => {});
    expect(file.reads).toBe(3);
  });

  test('is bounded: the one used longest ago goes first', async () => {
    const store = new EventStore(digests, 2);
    const file = new Fixture();
    for (const stamp of ['a', 'b', 'a', 'c']) await store.load([file.source(stamp)], options());
    expect(file.reads).toBe(3);
    await store.load([file.source('a')], options());
    expect(file.reads).toBe(3);
    await store.load([file.source('b')], options());
    expect(file.reads).toBe(4);
  });

  test('is dropped on request', async () => {
    const store = new EventStore(digests);
    const file = new Fixture();
    await store.load([file.source()], options());
    store.clear();
    await store.load([file.source()], options());
    expect(file.reads).toBe(2);
  });
});

describe('a reading', () => {
  test('is shared by those who want the same', async () => {
    const store = new EventStore(digests);
    const file = new Fixture(3);
    const [first, second] = await Promise.all([
      store.load([file.source()], options()),
      store.load([file.source()], options()),
    ]);
    expect(first).toBe(second);
    expect(file.reads).toBe(1);
  });

  test('goes on for the next run when one was given up', async () => {
    const store = new EventStore(digests);
    const file = new Fixture(5);
    const stop = new AbortController();
    const given = store.load([file.source()], { ...options(), signal: stop.signal });
    stop.abort();
    await expect(given).rejects.toMatchObject({ code: 'cancelled' });
    await store.load([file.source()], options());
    expect(file.reads).toBe(1);
  });

  test('tells how far it is', async () => {
    const store = new EventStore(digests);
    const seen: number[] = [];
    await store.load([new Fixture(4).source()], { ...options(), onProgress: (done) => seen.push(done) });
    expect(seen.at(-1)).toBeCloseTo(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test('that fails is tried anew the next time', async () => {
    const store = new EventStore(digests);
    const bad: StampedSource = {
      uri: 'file:///x',
      stamp: 'a',
      source: {
        name: 'x',
        // biome-ignore lint/correctness/useYield: a file that cannot be read gives nothing
        async *open() {
          throw new Error('gone');
        },
      },
    };
    await expect(store.load([bad], options())).rejects.toThrow();
    await expect(store.load([bad], options())).rejects.toThrow();
    expect((await store.load([new Fixture().source('a', 'file:///x')], options())).data.summary.read).toBe(3);
  });
});
