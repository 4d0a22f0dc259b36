import { SeriesCache } from '../../core/simulate/series-cache.ts';
import { type Digests, loadEvents } from '../../engine/run-plan.ts';
import { type EventData, type EventSource, EventsError, type FieldMap } from '../../events/read-events.ts';

/** An event file as it is now. */
export interface StampedSource {
  readonly uri: string;
  readonly source: EventSource;
  /** Changes whenever the file does: size and time of the last change. */
  readonly stamp: string;
}

export interface LoadOptions {
  readonly map: FieldMap;
  readonly signal: AbortSignal;
  /** Share of the bytes that are read, 0 to 1. */
  readonly onProgress: (done: number) => void;
}

/** Events in memory, with what runs over them measured. */
export interface LoadedEvents {
  readonly data: EventData;
  readonly series: SeriesCache;
}

interface DataSet {
  readonly loaded: Promise<LoadedEvents>;
  readonly stop: AbortController;
  /** Whom to tell how far the reading is. */
  readonly listeners: Set<(done: number) => void>;
  waiting: number;
  isLoaded: boolean;
}

/** Names the events that files hold now, under a map: equal key, equal events. */
export const dataKey = (sources: readonly StampedSource[], map: FieldMap): string =>
  JSON.stringify([sources.map(({ uri, stamp }) => [uri, stamp]), map]);

/** How long a reading that nobody waits for goes on: the next edit's run, which wants the same, is on its way. */
const graceMs = 300;

/** Loaded event files, the most recently used ones only. A file that has changed is read again. */
export class EventStore {
  readonly #digests: Digests;
  readonly #maxDataSets: number;
  /** Least recently used first. */
  readonly #dataSets = new Map<string, DataSet>();

  constructor(digests: Digests, maxDataSets = 3) {
    this.#digests = digests;
    this.#maxDataSets = maxDataSets;
  }

  /** The events of the files, from memory where they have not changed. Rejects with an {@link EventsError}. */
  async load(sources: readonly StampedSource[], options: LoadOptions): Promise<LoadedEvents> {
    const key = dataKey(sources, options.map);
    const dataSet = this.#dataSets.get(key) ?? this.#start(key, sources, options.map);
    this.#dataSets.delete(key);
    this.#dataSets.set(key, dataSet);
    this.#evict();
    return this.#awaited(key, dataSet, options);
  }

  /** The events of the files if all of them are in memory, as they are now; undefined otherwise. */
  async loaded(sources: readonly StampedSource[], map: FieldMap): Promise<EventData | undefined> {
    const dataSet = this.#dataSets.get(dataKey(sources, map));
    return dataSet?.isLoaded ? (await dataSet.loaded).data : undefined;
  }

  /** Drops everything that is loaded. */
  clear(): void {
    for (const [key, { isLoaded }] of this.#dataSets) if (isLoaded) this.#dataSets.delete(key);
  }

  #start(key: string, sources: readonly StampedSource[], map: FieldMap): DataSet {
    const stop = new AbortController();
    const listeners = new Set<(done: number) => void>();
    const loaded = loadEvents(
      sources.map(({ source }) => source),
      {
        map,
        signal: stop.signal,
        onProgress: ({ bytes, totalBytes }) => {
          for (const listener of listeners) listener(totalBytes ? bytes / totalBytes : 0);
        },
      },
      this.#digests,
    ).then((data) => ({ data, series: new SeriesCache() }));
    const dataSet: DataSet = { loaded, stop, listeners, waiting: 0, isLoaded: false };
    loaded.then(
      () => {
        dataSet.isLoaded = true;
      },
      () => this.#dataSets.delete(key),
    );
    return dataSet;
  }

  async #awaited(key: string, dataSet: DataSet, { signal, onProgress }: LoadOptions): Promise<LoadedEvents> {
    dataSet.waiting += 1;
    dataSet.listeners.add(onProgress);
    let onAbort = () => {};
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(new EventsError('cancelled', 'The reading was cancelled.'));
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort);
    });
    try {
      return await Promise.race([dataSet.loaded, aborted]);
    } finally {
      signal.removeEventListener('abort', onAbort);
      dataSet.listeners.delete(onProgress);
      dataSet.waiting -= 1;
      if (dataSet.waiting === 0 && !dataSet.isLoaded) this.#stopSoon(key, dataSet);
    }
  }

  #stopSoon(key: string, dataSet: DataSet): void {
    setTimeout(() => {
      if (dataSet.waiting > 0 || dataSet.isLoaded) return;
      this.#dataSets.delete(key);
      dataSet.stop.abort();
    }, graceMs);
  }

  #evict(): void {
    for (const [key, { waiting }] of this.#dataSets) {
      if (this.#dataSets.size <= this.#maxDataSets) return;
      if (waiting === 0) this.#dataSets.delete(key);
    }
  }
}
