import { floatColumn, rowColumn } from './growing-column.ts';
import { itemsOf, type LongList } from './long-list.ts';
import type { Episode } from './run-result.ts';
import type { Shelf } from './shelf.ts';

/** The episodes of one lane, as columns. */
export class EpisodeLog implements LongList<Episode> {
  readonly #breachStart = floatColumn();
  readonly #start = floatColumn();
  readonly #startEvent = rowColumn();
  /** NaN while it still fires at the end of the run. */
  readonly #end = floatColumn();
  readonly #count = rowColumn();
  readonly #alerts = rowColumn();
  readonly #peak = floatColumn();
  readonly #peakEvent = rowColumn();

  get length(): number {
    return this.#start.length;
  }

  append(episode: Episode): void {
    this.#breachStart.push(episode.breachStart);
    this.#start.push(episode.start);
    this.#startEvent.push(episode.startEvent);
    this.#end.push(episode.end ?? Number.NaN);
    this.#count.push(episode.count);
    this.#alerts.push(episode.alerts);
    this.#peak.push(episode.peak);
    this.#peakEvent.push(episode.peakEvent);
  }

  at(position: number): Episode {
    const end = this.#end.at(position);
    return {
      breachStart: this.#breachStart.at(position),
      start: this.#start.at(position),
      startEvent: this.#startEvent.at(position),
      count: this.#count.at(position),
      alerts: this.#alerts.at(position),
      ...(Number.isNaN(end) ? {} : { end }),
      peak: this.#peak.at(position),
      peakEvent: this.#peakEvent.at(position),
    };
  }

  [Symbol.iterator](): Iterator<Episode> {
    return itemsOf(this);
  }

  /** Takes what there is out of memory, see {@link GrowingColumn}. */
  settle(shelf: Shelf | undefined): void {
    const columns = [this.#breachStart, this.#start, this.#startEvent, this.#end, this.#count];
    for (const column of [...columns, this.#alerts, this.#peak, this.#peakEvent])
      column.settle(this.length, shelf);
  }
}
