import { wassersteinDistance } from '../distance/empirical.ts';
import { pairwiseStd } from '../pairwise-sum.ts';
import { defineMeasure } from './measure.ts';

/** evidently divides by no less. */
const minStd = 0.001;

export const wasserstein = defineMeasure({
  id: 'wasserstein',
  summary: 'Wasserstein distance of order 1: how far values have moved on average',
  presets: [
    {
      name: 'evidently',
      doc: 'In standard deviations of the reference, which count as 0.001 at least. Numbers only; no bins.',
      range: [0, Infinity],
      alarm: { bound: 0.1, direction: 'above', inclusive: true },
      ofNumbers: (reference) => {
        const std = Math.max(pairwiseStd(reference), minStd);
        return (current) => wassersteinDistance(reference, current) / std;
      },
    },
    {
      name: 'scipy',
      doc: "In the field's own unit: give a `strategy` with a bound that means something there. Numbers only; no bins.",
      range: [0, Infinity],
      ofNumbers: (reference) => (current) => wassersteinDistance(reference, current),
    },
  ],
});
