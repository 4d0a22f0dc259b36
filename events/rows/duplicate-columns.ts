import { enumerate } from '../../core/spec/words.ts';
import { shorten } from '../problems.ts';

/** A message for each name that a header gives to more than one column; of the values of a row, the last counts. */
export function duplicateColumns(file: string, names: readonly string[]): (() => string)[] {
  const places = new Map<string, number[]>();
  names.forEach((name, at) => {
    if (name !== '') places.set(name, [...(places.get(name) ?? []), at + 1]);
  });
  return [...places].flatMap(([name, columns]) => {
    if (columns.length < 2) return [];
    const list = enumerate(columns.map(String), 'and');
    return () =>
      `${file} has the column \`${shorten(name)}\` ${columns.length} times, as columns ${list}: the last value of a row counts`;
  });
}
