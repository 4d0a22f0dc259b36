import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

export const readGolden = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../golden/${path}`, import.meta.url), 'utf8'), (_, value) =>
    value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : value,
  );

interface Pair {
  readonly ref: readonly number[];
  readonly cur: readonly number[];
}

export const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

/** The pairs of samples by name, in ascending order. */
export const samplePairs: ReadonlyMap<
  string,
  { readonly reference: Float64Array; readonly current: Float64Array }
> = new Map(
  (Object.entries(readGolden('inputs/two_sample_pairs.json')) as [string, Pair][]).map(([name, pair]) => [
    name,
    { reference: sorted(pair.ref), current: sorted(pair.cur) },
  ]),
);

export function samplePair(name: string) {
  const pair = samplePairs.get(name);
  if (!pair) throw new Error(`no pair ${name}`);
  return pair;
}

/** Equal to a relative 1e-12, or the tolerance given; NaN, zeros and infinities exactly. */
export function expectClose(actual: number | undefined, wanted: number, what: string, tolerance = 1e-12) {
  if (Object.is(actual, wanted)) return;
  const error = Math.abs((actual ?? Number.NaN) - wanted);
  expect(error, `${what}: ${actual} for ${wanted}`).toBeLessThanOrEqual(tolerance * Math.abs(wanted));
}
