/** Room outside of memory for what a long run gathers, such as a temporary file. */
export interface Shelf {
  /** Keeps a copy of the bytes. @returns where they are */
  put(bytes: Uint8Array): number;
  /** Fills `into` with the bytes that were put there. */
  get(place: number, into: Uint8Array): void;
}

/**
 * What becomes of the lists of a result (alerts, marks, episodes, changes of phase, requests): all in memory, all on a
 * shelf, or only their lengths and their first {@link chunkLength} items, for runs whose alerts are taken as they come.
 */
export type Keeping = 'all' | 'beginnings' | Shelf;
