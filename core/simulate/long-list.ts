/** A list that may be longer than memory holds: each item is made when somebody comes to it. */
export interface LongList<T> extends Iterable<T> {
  readonly length: number;
  at(position: number): T;
}

/** The items of such a list, from a position on. */
export function* itemsOf<T>(list: Pick<LongList<T>, 'length' | 'at'>, from = 0): Generator<T, void> {
  for (let position = from; position < list.length; position += 1) yield list.at(position);
}
