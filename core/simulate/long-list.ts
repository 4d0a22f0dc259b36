/** A list that may be longer than memory holds: each item is made when somebody comes to it. */
export interface LongList<T> extends Iterable<T> {
  readonly length: number;
  at(position: number): T;
}
