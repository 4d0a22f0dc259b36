import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { type EventSource, readEventBatches } from '../../events/read-events.ts';
import { encode, sample } from './helpers.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

it('lets go of what has been read, though a signal may end the reading at any time', async () => {
  const chunks: WeakRef<Uint8Array>[] = [];
  const source: EventSource = {
    name: 'e.ndjson',
    async *open() {
      for (let i = 0; i < 200; i += 1) {
        const chunk = encode(`${JSON.stringify(sample(i))}\n`);
        chunks.push(new WeakRef(chunk));
        yield chunk;
      }
    },
  };
  let mostHeld = 0;
  const options = { batchRows: 20, signal: new AbortController().signal };
  for await (const _ of readEventBatches([source], options)) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    collectGarbage();
    mostHeld = Math.max(mostHeld, chunks.filter((chunk) => chunk.deref()).length);
  }
  expect(chunks).toHaveLength(200);
  expect(mostHeld).toBeLessThan(10);
});
