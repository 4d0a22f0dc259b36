import type { Counts } from '../distance/counts.ts';
import { klOf } from '../distance/divergence.ts';
import { evidentlyBins, evidentlyFilled, sharesOf } from './binning.ts';
import { defineMeasure } from './measure.ts';

const divergence = (counts: Counts) =>
  klOf(evidentlyFilled(sharesOf(counts.reference)), evidentlyFilled(sharesOf(counts.current)));

export const kl = defineMeasure({
  id: 'kl',
  summary:
    'Kullback-Leibler divergence D(reference || window), in nats: what is lost by taking the window for the reference; not symmetric',
  presets: [
    {
      name: 'evidently',
      doc:
        "Sum of r ln(r / c). Bins by Sturges' rule over reference and window together; one for each value where the " +
        'reference has at most 20 different ones. An empty bin or new category counts as 0.0001, or a millionth of the ' +
        'smallest share where that is no greater.',
      range: [0, Infinity],
      alarm: { bound: 0.1, direction: 'above', inclusive: true },
      ofNumbers: (reference) => {
        const bins = evidentlyBins(reference);
        return (current) => divergence(bins(current));
      },
      ofCategories: divergence,
    },
  ],
});
