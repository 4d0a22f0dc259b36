import type { Counts } from '../distance/counts.ts';
import { psiOf, type Shares } from '../distance/divergence.ts';
import { evidentlyBins, evidentlyFilled, filled, quantileBins, sharesOf } from './binning.ts';
import { defineMeasure } from './measure.ts';

const psiWith = (fill: (shares: Shares) => Shares) => (counts: Counts) =>
  psiOf(fill(sharesOf(counts.reference)), fill(sharesOf(counts.current)));

const evidently = psiWith(evidentlyFilled);
const textbook = psiWith((shares) => filled(shares, 1e-4));

export const psi = defineMeasure({
  id: 'psi',
  summary: 'population stability index, the sum of (c - r) ln(c / r) over bins; 0 when nothing has changed',
  presets: [
    {
      name: 'evidently',
      doc:
        "Bins by Sturges' rule over reference and window together; one for each value where the reference has at most 20 " +
        'different ones. An empty bin or new category counts as 0.0001, or a millionth of the smallest share where that is ' +
        'no greater.',
      range: [0, Infinity],
      alarm: { bound: 0.1, direction: 'above', inclusive: true },
      ofNumbers: (reference) => {
        const bins = evidentlyBins(reference);
        return (current) => evidently(bins(current));
      },
      ofCategories: evidently,
    },
    {
      name: 'quantile',
      doc:
        "Bins between the reference's deciles, the outermost open; one for each value where the reference has at most 20 " +
        'different ones. An empty bin or new category counts as 0.0001. Customary bands: below 0.1 stable, above 0.2 ' +
        'significant.',
      range: [0, Infinity],
      alarm: { bound: 0.2, direction: 'above', inclusive: false },
      ofNumbers: (reference) => {
        const bins = quantileBins(reference);
        return (current) => textbook(bins(current));
      },
      ofCategories: textbook,
    },
  ],
});
