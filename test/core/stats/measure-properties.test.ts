import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Counts } from '../../../core/stats/distance/counts.ts';
import { findPreset, measures } from '../../../core/stats/measures/index.ts';
import type { Measure, MeasurePreset, PresetName } from '../../../core/stats/measures/measure.ts';
import { sorted } from './golden.ts';

/** Few different numbers, so that ties and empty bins occur, or any. */
const numbers = fc
  .oneof(
    fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 60, size: 'max' }),
    fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 60, size: 'max' }),
  )
  .map(sorted);

/** Counts of two samples in categories, each of which occurs. */
const counts: fc.Arbitrary<Counts> = fc
  .array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 1, maxLength: 8 })
  .map((pairs) => [[3, 3] as [number, number], ...pairs.filter(([r, c]) => r + c > 0)])
  .map((pairs) => ({
    reference: Float64Array.from(pairs, ([r]) => r),
    current: Float64Array.from(pairs, ([, c]) => c),
  }));

const presets = (measures as readonly Measure[]).flatMap((measure) =>
  measure.presets.map((preset) => [measure.id, preset.name, preset] as const),
);

/** Rounding in 1 - sum leaves so much under evidently's square root. */
const slack = (id: string) => (id === 'hellinger' ? 1e-7 : 1e-12);

function expectWithin(value: number, { range: [min, max] }: MeasurePreset) {
  if (Number.isNaN(value)) return;
  expect(value).toBeGreaterThanOrEqual(min);
  expect(value).toBeLessThanOrEqual(max);
}

describe.each(presets)('%s, %s', (id, _, preset) => {
  const none = preset.isPValue ? 1 : 0;

  test('stays within its range', () => {
    fc.assert(fc.property(numbers, numbers, (r, c) => expectWithin(preset.ofNumbers(r)(c), preset)));
    const { ofCategories } = preset;
    if (ofCategories) fc.assert(fc.property(counts, (pair) => expectWithin(ofCategories(pair), preset)));
  });

  test('finds no difference where there is none', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const found = preset.ofNumbers(values)(values);
        // A single category leaves evidently's chi-square test without an answer.
        if (id === 'chi_square' && Number.isNaN(found)) expect(values[0]).toBe(values.at(-1));
        else expect(Math.abs(found - none)).toBeLessThanOrEqual(slack(id));
      }),
    );
  });

  test('keeps nothing from one window to the next', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (reference, before, current) => {
        const compare = preset.ofNumbers(reference);
        compare(before);
        expect(compare(current)).toBe(preset.ofNumbers(reference)(current));
      }),
    );
  });
});

const of = (measure: string, name: PresetName) => findPreset(measure, name) as MeasurePreset;

test.each([
  ['js', 'evidently'],
  ['hellinger', 'nannyml'],
  ['psi', 'evidently'],
  ['chi_square', 'scipy'],
] as const)('%s of categories is symmetric', (measure, name) => {
  const { ofCategories } = of(measure, name);
  fc.assert(
    fc.property(counts, ({ reference, current }) => {
      const forth = ofCategories?.({ reference, current }) ?? 0;
      const back = ofCategories?.({ reference: current, current: reference }) ?? 1;
      expect(back).toBeCloseTo(forth, 10);
    }),
  );
});

test.each([
  ['ks', 'scipy'],
  ['wasserstein', 'scipy'],
  ['chi_square', 'scipy'],
] as const)('%s of numbers is symmetric', (measure, name) => {
  const { ofNumbers } = of(measure, name);
  fc.assert(
    fc.property(numbers, numbers, (r, c) => {
      expect(ofNumbers(c)(r)).toBeCloseTo(ofNumbers(r)(c), 10);
    }),
  );
});

/** How many values are at most x, as a share. */
const ecdf = (values: Float64Array, x: number) => values.filter((value) => value <= x).length / values.length;

describe('the same, computed the slow way', () => {
  test('wasserstein: area between the distribution functions, strip by strip', () => {
    fc.assert(
      fc.property(numbers, numbers, (r, c) => {
        const all = sorted([...r, ...c]);
        const area = all.reduce((sum, x, at) => {
          const next = all[at + 1] ?? x;
          return sum + Math.abs(ecdf(r, x) - ecdf(c, x)) * (next - x);
        }, 0);
        expect(of('wasserstein', 'scipy').ofNumbers(r)(c)).toBeCloseTo(area, 8);
      }),
    );
  });

  test('psi, js and kl of evidently: bins found by looking through all edges', () => {
    fc.assert(
      fc.property(numbers, numbers, (r, c) => {
        const shares = slowShares(r, c);
        const filled = shares.map((side) => {
          const least = Math.min(...side.filter((share) => share > 0));
          return side.map((share) => (share > 0 ? share : least <= 1e-4 ? least / 1e6 : 1e-4));
        }) as [number[], number[]];
        const psi = sum(
          filled[0],
          (p, at) => ((filled[1][at] ?? 0) - p) * Math.log((filled[1][at] ?? 0) / p),
        );
        expect(of('psi', 'evidently').ofNumbers(r)(c)).toBeCloseTo(psi, 9);
        expect(of('js', 'evidently').ofNumbers(r)(c)).toBeCloseTo(slowJensenShannon(...shares), 6);
        const [p, q] = filled.map((side) => side.map((share) => share / sum(side, (own) => own)));
        const kl = sum(p ?? [], (share, at) => share * Math.log(share / (q?.[at] ?? 0)));
        expect(of('kl', 'evidently').ofNumbers(r)(c)).toBeCloseTo(kl, 9);
      }),
    );
  });

  test('hellinger of categories: by way of the overlap', () => {
    fc.assert(
      fc.property(counts, (pair) => {
        const [n, m] = [sum([...pair.reference], (x) => x), sum([...pair.current], (x) => x)];
        const overlap = sum([...pair.reference], (r, at) =>
          Math.sqrt((r / n) * ((pair.current[at] ?? 0) / m)),
        );
        const wanted = Math.sqrt(Math.max(0, 1 - overlap));
        expect(of('hellinger', 'nannyml').ofCategories?.(pair)).toBeCloseTo(wanted, 6);
      }),
    );
  });
});

const sum = (values: readonly number[], term: (value: number, at: number) => number) =>
  values.reduce((total, value, at) => total + term(value, at), 0);

function slowJensenShannon(p: readonly number[], q: readonly number[]): number {
  const half = (own: readonly number[], other: readonly number[]) =>
    sum(own, (share, at) => (share === 0 ? 0 : share * Math.log(share / ((share + (other[at] ?? 0)) / 2))));
  return Math.sqrt(Math.max(0, half(p, q) + half(q, p)) / 2);
}

/** Sturges' bins over both samples, or the different values of both where the reference has at most 20. */
function slowShares(r: Float64Array, c: Float64Array): [number[], number[]] {
  const all = [...r, ...c];
  const categories = [...new Set(all)].sort((a, b) => a - b);
  if (new Set(r).size <= 20)
    return [r, c].map((side) =>
      categories.map((value) => side.filter((x) => x === value).length / side.length),
    ) as [number[], number[]];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const bins = Math.ceil((high - low) / ((high - low) / (Math.log2(all.length) + 1)));
  const edge = (at: number) => (at === bins ? high : at * ((high - low) / bins) + low);
  const binOf = (x: number) =>
    Array.from({ length: bins }, (_, at) => at).findIndex(
      (at) => x >= edge(at) && (x < edge(at + 1) || (x === high && at === bins - 1)),
    );
  return [r, c].map((side) =>
    Array.from({ length: bins }, (_, at) => side.filter((x) => binOf(x) === at).length / side.length),
  ) as [number[], number[]];
}
