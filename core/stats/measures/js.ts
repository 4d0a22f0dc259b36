import type { Counts } from '../distance/counts.ts';
import { jensenShannonOf } from '../distance/divergence.ts';
import { evidentlyBins, nannymlBins, sharesOf } from './binning.ts';
import { defineMeasure } from './measure.ts';

const distance = (base: number) => (counts: Counts) =>
  jensenShannonOf(sharesOf(counts.reference), sharesOf(counts.current), base);

const natural = distance(Math.E);
const binary = distance(2);

export const js = defineMeasure({
  id: 'js',
  summary: 'Jensen-Shannon distance, bounded whatever is new or empty',
  presets: [
    {
      name: 'evidently',
      doc:
        "Natural logarithm, so at most 0.833. Bins by Sturges' rule over reference and window together; one for each value " +
        'where the reference has at most 20 different ones.',
      range: [0, Math.sqrt(Math.LN2)],
      alarm: { bound: 0.1, direction: 'above', inclusive: true },
      ofNumbers: (reference) => {
        const bins = evidentlyBins(reference);
        return (current) => natural(bins(current));
      },
      ofCategories: natural,
    },
    {
      name: 'nannyml',
      doc:
        "Base 2, so at most 1. Bins by Doane's rule over the reference, and one more for what lies outside; one for each " +
        'value where the reference has at most 50 different ones that are at most a tenth of its size.',
      range: [0, 1],
      alarm: { bound: 0.1, direction: 'above', inclusive: false },
      ofNumbers: (reference) => {
        const bins = nannymlBins(reference);
        return (current) => binary(bins(current));
      },
      ofCategories: binary,
    },
  ],
});
