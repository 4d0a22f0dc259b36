import type { Measurement } from './measurement.ts';

/** Samples kept by default; each takes 8 to 20 bytes. */
const defaultLimit = 16_000_000;

/**
 * What was measured on one set of events, for the next run over the same: most edits change what alarms, not what is
 * measured. The least recently used go when there are too many samples; one that is larger than the limit stays alone.
 */
export class SeriesCache {
  readonly #limit: number;
  /** Least recently used first. */
  readonly #measurements = new Map<string, Measurement>();

  /** @param limit samples kept in all */
  constructor(limit: number = defaultLimit) {
    this.#limit = limit;
  }

  get(key: string): Measurement | undefined {
    const known = this.#measurements.get(key);
    if (known) {
      this.#measurements.delete(key);
      this.#measurements.set(key, known);
    }
    return known;
  }

  /** Keeps a finished measurement. Its rows and times are shared with one that has the same. */
  set(key: string, measurement: Measurement): void {
    for (const track of measurement.tracks) {
      track.samples.trim();
      this.#tracks().some((other) => track.samples.shareWith(other.samples));
    }
    this.#measurements.set(key, measurement);
    this.#evict();
  }

  #tracks() {
    return [...this.#measurements.values()].flatMap(({ tracks }) => [...tracks]);
  }

  #evict(): void {
    let kept = this.#tracks().reduce((sum, { samples }) => sum + samples.length, 0);
    for (const [key, { tracks }] of this.#measurements) {
      if (kept <= this.#limit || this.#measurements.size === 1) return;
      for (const { samples } of tracks) kept -= samples.length;
      this.#measurements.delete(key);
    }
  }
}
