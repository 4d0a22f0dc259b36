/** A list that may be longer than memory holds: each item is made when somebody comes to it. */
export interface LongList<T> extends Iterable<T> {
  readonly length: number;
  at(position: number): T;
}

/** @param at makes the item of a position */
export function longList<T>(length: number, at: (position: number) => T): LongList<T> {
  return {
    length,
    at,
    *[Symbol.iterator]() {
      for (let position = 0; position < length; position += 1) yield at(position);
    },
  };
}
