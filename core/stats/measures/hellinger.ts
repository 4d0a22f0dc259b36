import { type Counts, total } from '../distance/counts.ts';
import { hellingerOf } from '../distance/divergence.ts';
import { pairwiseSum } from '../pairwise-sum.ts';
import { evidentlyDistinctBins, nannymlBins, sharesOf } from './binning.ts';
import { defineMeasure } from './measure.ts';

const ofShares = (counts: Counts) => hellingerOf(sharesOf(counts.reference), sharesOf(counts.current));

/**
 * By way of the Bhattacharyya coefficient, as evidently computes it for numbers. Where the samples agree, rounding can
 * leave 1e-8 of a distance.
 */
function byCoefficient({ reference, current }: Counts): number {
  const size = total(reference) * total(current);
  const overlaps = reference.map((count, at) => Math.sqrt((count * (current[at] ?? 0)) / size));
  return Math.sqrt(1 - Math.min(1, Math.max(0, pairwiseSum(overlaps))));
}

export const hellinger = defineMeasure({
  id: 'hellinger',
  summary: 'Hellinger distance, from 0 to 1',
  presets: [
    {
      name: 'evidently',
      doc: "Bins by Sturges' rule over the different values of reference and window together.",
      range: [0, 1],
      alarm: { bound: 0.1, direction: 'above', inclusive: true },
      ofNumbers: (reference) => {
        const bins = evidentlyDistinctBins(reference);
        return (current) => byCoefficient(bins(current));
      },
      ofCategories: ofShares,
    },
    {
      name: 'nannyml',
      doc:
        "Bins by Doane's rule over the reference, and one more for what lies outside; one for each value where the " +
        'reference has at most 50 different ones that are at most a tenth of its size.',
      range: [0, 1],
      alarm: { bound: 0.1, direction: 'above', inclusive: false },
      ofNumbers: (reference) => {
        const bins = nannymlBins(reference);
        return (current) => ofShares(bins(current));
      },
      ofCategories: ofShares,
    },
  ],
});
