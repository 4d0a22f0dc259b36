import { pathToFileURL } from 'node:url';
import type { BenchClient } from './client.ts';
import { type Keystroke, keystroke, monitorList, typed } from './documents.ts';

export const measures = ['diagnostics', 'completion', 'hover'] as const;
export type Measure = (typeof measures)[number];

/** Milliseconds of every sample. */
export type Samples = Readonly<Record<Measure, number[]>>;

/** Both servers on the same document and the same keystrokes, in turns, so that a busy machine slows down both. */
export async function latencies(
  clients: readonly BenchClient[],
  kilobytes: number,
  rounds: number,
): Promise<Map<string, Samples>> {
  const uri = pathToFileURL(`/bench/size-${kilobytes}.monitor.yaml`).href;
  let text = monitorList(kilobytes * 1000);
  const samples = new Map<string, Samples>();
  for (const client of clients) {
    samples.set(client.name, { diagnostics: [], completion: [], hover: [] });
    await client.open(uri, text);
  }
  // Rounds before the first are not counted: until then the code is not compiled. Large documents take fewer.
  for (let round = kilobytes > 100 ? -10 : -50; round < rounds; round += 1) {
    for (const measure of measures) {
      const key = keystroke(text, Math.abs(round));
      text = typed(text, key);
      for (const client of clients) {
        const elapsed = await sample(client, uri, key, measure);
        if (round >= 0) samples.get(client.name)?.[measure].push(elapsed);
      }
    }
  }
  for (const client of clients) await client.close(uri);
  return samples;
}

function sample(client: BenchClient, uri: string, key: Keystroke, measure: Measure): Promise<number> {
  return measure === 'diagnostics' ? client.typeAndCheck(uri, key) : client.typeAndAsk(uri, key, measure);
}
