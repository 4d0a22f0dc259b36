import { describe, expect, test } from 'vitest';
import { contingencyTest, goodnessOfFitTest } from '../../../core/stats/distance/chi-square.ts';
import { hellingerOf, jensenShannonOf, klOf, psiOf } from '../../../core/stats/distance/divergence.ts';
import {
  ksAsymptotic,
  ksDistance,
  ksTest,
  wassersteinDistance,
} from '../../../core/stats/distance/empirical.ts';
import { type BinRule, binEdges, countBetween } from '../../../core/stats/distance/histogram.ts';
import { evidentlyFilled, sharesOf } from '../../../core/stats/measures/binning.ts';
import { expectClose, readGolden, samplePair, samplePairs, sorted } from './golden.ts';

type Numbers = Readonly<Record<string, number>>;

const twoSample = Object.entries(readGolden('scipy/two_sample.json').results) as [
  string,
  Record<string, Numbers>,
][];

describe.each(twoSample.filter(([name]) => samplePairs.has(name)))('scipy on %s', (name, results) => {
  const { reference, current } = samplePair(name);

  test('Kolmogorov-Smirnov, exact or asymptotic by size', () => {
    const { statistic, pvalue = 0 } = results['ks_2samp_auto'] ?? {};
    const result = ksTest(reference, current);
    expect(result.statistic).toBe(statistic);
    if (Math.max(reference.length, current.length) <= 10_000) expect(result.pValue).toBe(pvalue);
    else expectClose(result.pValue, pvalue, 'p', 1e-9);
  });

  test('Kolmogorov-Smirnov, asymptotic', () => {
    const { statistic = 0, pvalue = 0 } = results['ks_2samp_asymp'] ?? {};
    expect(ksDistance(reference, current)).toBe(statistic);
    expectClose(ksAsymptotic(statistic, reference.length, current.length), pvalue, 'p', 1e-9);
  });

  test('Wasserstein distance', () => {
    expect(wassersteinDistance(reference, current)).toBe(results['wasserstein_distance']);
  });
});

interface Table {
  readonly table: readonly [readonly number[], readonly number[]];
  readonly chi2_contingency: { readonly statistic: number; readonly pvalue: number; readonly error?: string };
  readonly evidently: { readonly psi: number; readonly kl: number };
  readonly evidently_chisquare: { readonly statistic: number; readonly pvalue: number };
  readonly jensenshannon_e: number;
  readonly jensenshannon_2: number;
  readonly hellinger: number;
}

const tables = Object.entries(readGolden('scipy/categorical.json').results) as [string, Table][];

describe.each(tables)('counts by category: %s', (_, golden) => {
  const [reference, current] = golden.table.map((row) => Float64Array.from(row)) as [
    Float64Array,
    Float64Array,
  ];
  const counts = { reference, current };
  const shares = [sharesOf(reference), sharesOf(current)] as const;

  test('chi-square tests', () => {
    const contingency = contingencyTest(counts);
    if (golden.chi2_contingency.error === undefined) {
      expectClose(contingency.statistic, golden.chi2_contingency.statistic, 'statistic');
      expectClose(contingency.pValue, golden.chi2_contingency.pvalue, 'p', 1e-9);
    } else expect(contingency).toEqual({ statistic: Number.NaN, pValue: Number.NaN });
    const fit = goodnessOfFitTest(counts);
    expectClose(fit.statistic, golden.evidently_chisquare.statistic, 'statistic');
    expectClose(fit.pValue, golden.evidently_chisquare.pvalue, 'p', 1e-9);
  });

  test('divergences', () => {
    const filled = [evidentlyFilled(shares[0]), evidentlyFilled(shares[1])] as const;
    // A category of neither sample does not exist to evidently, which collects them from the data.
    if (golden.chi2_contingency.error === undefined) {
      expectClose(psiOf(...filled), golden.evidently.psi, 'psi');
      expectClose(klOf(...filled), golden.evidently.kl, 'kl');
    }
    expectClose(jensenShannonOf(...shares), golden.jensenshannon_e, 'js');
    expectClose(jensenShannonOf(...shares, 2), golden.jensenshannon_2, 'js base 2');
    expectClose(hellingerOf(...shares), golden.hellinger, 'hellinger');
  });
});

interface Vectors extends Numbers {
  readonly jensenshannon_e: number;
  readonly jensenshannon_2: number;
  readonly entropy_kl_pq: number;
  readonly entropy_kl_qp: number;
}

const divergences = Object.entries(readGolden('scipy/divergences.json').results) as [
  string,
  Vectors & { readonly p: unknown; readonly q: unknown },
][];

test.each(divergences)('divergences with zeros: %s', (_, golden) => {
  const [p, q] = [golden.p, golden.q].map((row) => Float64Array.from(row as unknown as number[])) as [
    Float64Array,
    Float64Array,
  ];
  expectClose(jensenShannonOf(p, q), golden.jensenshannon_e, 'js');
  expectClose(jensenShannonOf(p, q, 2), golden.jensenshannon_2, 'js base 2');
  expectClose(klOf(p, q), golden.entropy_kl_pq, 'kl');
  expectClose(klOf(q, p), golden.entropy_kl_qp, 'kl the other way');
});

interface Histogram {
  readonly n_bins?: number;
  readonly first?: number;
  readonly last?: number;
  readonly counts?: readonly number[];
  readonly edges: readonly number[] | null;
}

const histograms = (
  Object.entries(readGolden('scipy/numpy_histograms.json').results) as [string, Record<string, Histogram>][]
)
  .map(([name, rules]) => [...name.split('/'), rules] as [string, string, Record<string, Histogram>])
  .filter(([name]) => samplePairs.has(name));

test.each(histograms)('numpy histograms of %s, %s', (name, side, rules) => {
  const { reference, current } = samplePair(name);
  const values = { ref: reference, cur: current, pooled: sorted([...reference, ...current]) }[
    side
  ] as Float64Array;
  for (const [rule, golden] of Object.entries(rules)) {
    const edges = binEdges(values, rule === '10' ? 10 : (rule as BinRule));
    if (golden.edges) expect([...edges], rule).toEqual(golden.edges);
    if (!golden.counts) continue;
    expect([edges[0], edges.at(-1)], rule).toEqual([golden.first, golden.last]);
    expect([...countBetween(values, edges)], rule).toEqual(golden.counts);
  }
});
