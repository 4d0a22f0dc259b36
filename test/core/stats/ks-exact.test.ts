import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ksExact } from '../../../core/stats/ks-exact.ts';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../golden/${path}`, import.meta.url), 'utf8'));

interface Pair {
  readonly ref: readonly number[];
  readonly cur: readonly number[];
}

type Results = Readonly<Record<string, { readonly pvalue: number; readonly statistic: number }>>;

const pairs: Readonly<Record<string, Pair>> = read('inputs/two_sample_pairs.json');
// Above 10 000 values scipy leaves the exact distribution.
const golden = (Object.entries(read('scipy/two_sample.json').results) as [string, Results][])
  .map(([name, results]) => [name, pairs[name], results] as const)
  .filter(([, pair]) => pair && Math.max(pair.ref.length, pair.cur.length) <= 10_000);

describe('ksExact', () => {
  test.each(golden)('equals scipy on %s', (_, pair, results) => {
    const { statistic = 0, pvalue } = results['ks_2samp_auto'] ?? {};
    expect(ksExact(statistic, pair?.ref.length ?? 0, pair?.cur.length ?? 0)).toBe(pvalue);
  });

  test('counts the paths that leave the band', () => {
    const size = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(size, size, fc.nat(49), (n, m, steps) => {
        const lattice = (n * m) / gcd(n, m);
        const distance = Math.min(steps, lattice) / lattice;
        const paths = walk(0, 0, n, m);
        const out = paths.filter((path) => path >= distance - 1e-12);
        expect(ksExact(distance, n, m)).toBeCloseTo(out.length / paths.length, 12);
      }),
    );
  });
});

/** How far each path from (i, j) to (n, m) strays from the diagonal. */
function walk(i: number, j: number, n: number, m: number): number[] {
  if (i === n && j === m) return [0];
  const onwards = [...(i < n ? walk(i + 1, j, n, m) : []), ...(j < m ? walk(i, j + 1, n, m) : [])];
  return onwards.map((distance) => Math.max(distance, Math.abs(i / n - j / m)));
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
