import { pathToFileURL } from 'node:url';
import type { BenchClient } from './client.ts';
import { type Keystroke, keystroke, monitorList } from './documents.ts';

export const measures = ['diagnostics', 'completion', 'hover'] as const;
export type Measure = (typeof measures)[number];

/** Milliseconds of every sample. */
export type Samples = Readonly<Record<Measure, number[]>>;

/** How one size is measured. */
export interface LatencyRun {
  readonly kilobytes: number;
  readonly measures: readonly Measure[];
  /** Samples of each measure; even, since keystrokes come in pairs. */
  readonly rounds: number;
  /** Rounds before the first that counts: until then the code is not compiled. */
  readonly warmUp: number;
}

/** Both servers on the same document and the same keystrokes, in turns, so that a busy machine slows down both. */
export async function latencies(
  clients: readonly BenchClient[],
  run: LatencyRun,
): Promise<Map<string, Samples>> {
  const { kilobytes, warmUp } = run;
  const uri = pathToFileURL(`/bench/size-${kilobytes}.monitor.yaml`).href;
  const text = monitorList(kilobytes * 1000);
  const samples = new Map<string, Samples>();
  for (const client of clients) {
    samples.set(client.name, { diagnostics: [], completion: [], hover: [] });
    await client.open(uri, text);
  }
  for (const { measure, round } of turns(run)) {
    const key = keystroke(text, round);
    for (const client of clients) {
      const elapsed = await sample(client, uri, key, measure);
      if (round >= warmUp) samples.get(client.name)?.[measure].push(elapsed);
    }
  }
  for (const client of clients) await client.close(uri);
  return samples;
}

/** The measures one after the other, two rounds at a time: a keystroke and what takes it back. */
function* turns({ measures, rounds, warmUp }: LatencyRun): Generator<{ measure: Measure; round: number }> {
  for (let round = 0; round < warmUp + rounds; round += 2) {
    for (const measure of measures)
      yield* [
        { measure, round },
        { measure, round: round + 1 },
      ];
  }
}

function sample(client: BenchClient, uri: string, key: Keystroke, measure: Measure): Promise<number> {
  return measure === 'diagnostics' ? client.typeAndCheck(uri, key) : client.typeAndAsk(uri, key, measure);
}
