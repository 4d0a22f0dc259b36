import type { SampleQuery } from '../../core/spec/sample-facts.ts';
import { loadedSample, readSample, type Sample } from '../../engine/sample.ts';
import type { SampleAnswer } from '../worker-messages.ts';
import { dataKey, type EventStore, type StampedSource } from './event-store.ts';

/** The sample of one config. */
interface Kept {
  /** Names the files as they were, and the map. */
  readonly key: string;
  readonly sample: Promise<Sample>;
}

/** Samples of the configs that are edited: of events that a run has loaded where there are, else of a beginning. */
export class SampleStore {
  readonly #events: EventStore;
  readonly #pause: () => Promise<void>;
  readonly #kept = new Map<string, Kept>();

  constructor(events: EventStore, pause: () => Promise<void>) {
    this.#events = events;
    this.#pause = pause;
  }

  /** The facts about a config's events. Rejects with an `EventsError` where there are none. */
  async answer(
    { uri, map, monitors, model }: SampleQuery,
    known: string | undefined,
    sources: readonly StampedSource[],
    signal: AbortSignal,
  ): Promise<SampleAnswer> {
    const key = dataKey(sources, map);
    const sample = await this.#sample(uri, key, sources, map, signal);
    const stamp = `${key} ${sample.isWhole}`;
    return stamp === known ? 'same' : { stamp, facts: await sample.facts(monitors, model, this.#pause) };
  }

  forget(uri: string): void {
    this.#kept.delete(uri);
  }

  async #sample(
    uri: string,
    key: string,
    sources: readonly StampedSource[],
    map: SampleQuery['map'],
    signal: AbortSignal,
  ): Promise<Sample> {
    const kept = this.#kept.get(uri);
    const before = kept?.key === key ? await kept.sample.catch(() => undefined) : undefined;
    if (before?.isWhole) return before;
    const files = sources.map(({ source }) => source);
    const loaded = await this.#events.loaded(sources, map);
    if (before && !loaded) return before;
    const sample = loaded ? loadedSample(loaded, files) : readSample(files, { map, signal });
    this.#kept.set(uri, { key, sample });
    return sample;
  }
}
