import { describe, expect, test } from 'vitest';
import { psiOf } from '../../../core/stats/distance/divergence.ts';
import { decileBins, decileEdges, filled, sharesOf } from '../../../core/stats/measures/binning.ts';
import { findPreset } from '../../../core/stats/measures/index.ts';
import { expectClose, readGolden, samplePair, samplePairs } from './golden.ts';

type Numbers = Readonly<Record<string, number>>;

interface Results {
  readonly evidently: Numbers;
  readonly nannyml: Numbers;
  readonly psi_quantile_deciles: { readonly inner_edges?: readonly number[]; readonly psi: number };
}

const golden = (Object.entries(readGolden('batch/distances.json').results) as [string, Results][]).filter(
  ([name]) => samplePairs.has(name),
);

describe.each(golden)('libraries on %s', (name, results) => {
  const { reference, current } = samplePair(name);

  test.each([
    ['psi', 'evidently', results.evidently['psi']],
    ['js', 'evidently', results.evidently['jensenshannon_base_e']],
    ['kl', 'evidently', results.evidently['kl_div']],
    ['hellinger', 'evidently', results.evidently['hellinger_numerical']],
    ['wasserstein', 'evidently', results.evidently['wasserstein_normed']],
    ['js', 'nannyml', results.nannyml['jensen_shannon']],
    ['hellinger', 'nannyml', results.nannyml['hellinger']],
  ] as const)('%s as in %s', (measure, preset, wanted = 0) => {
    expectClose(findPreset(measure, preset)?.ofNumbers(reference)(current), wanted, measure);
  });

  test('psi over deciles', () => {
    const { inner_edges, psi } = results.psi_quantile_deciles;
    if (inner_edges) expect([...decileEdges(reference)]).toEqual(inner_edges);
    const counts = decileBins(reference)(current);
    const shares = [counts.reference, counts.current].map((side) => filled(sharesOf(side), 1e-4));
    expectClose(psiOf(...(shares as [Float64Array, Float64Array])), psi, 'psi');
  });
});
