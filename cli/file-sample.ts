import { fileURLToPath } from 'node:url';
import type { SampleFacts, SampleQuery } from '../core/spec/sample-facts.ts';
import { readSample } from '../engine/sample.ts';
import { fileSource } from '../host/event-files.ts';

/** What the event files of a config say, read to the end or for many events. Rejects where they cannot be read. */
export async function fileSample({ events, map, monitors, model }: SampleQuery): Promise<SampleFacts> {
  const sources = await Promise.all(events.map((uri) => fileSource(fileURLToPath(uri))));
  return (await readSample(sources, { map })).facts(monitors, model);
}
