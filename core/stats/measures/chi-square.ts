import { contingencyTest, goodnessOfFitTest } from '../distance/chi-square.ts';
import { type Counts, countValues } from '../distance/counts.ts';
import { defineMeasure, type MeasurePreset, type PresetName } from './measure.ts';

function preset(name: PresetName, doc: string, pValue: (counts: Counts) => number): MeasurePreset {
  return {
    name,
    doc,
    range: [0, 1],
    isPValue: true,
    alarm: { bound: 0.05, direction: 'below', inclusive: false },
    ofNumbers: (reference) => (current) => pValue(countValues(reference, current)),
    ofCategories: pValue,
  };
}

const contingency =
  'Test of independence on the table of both counts, with Yates’ correction where there are two categories; 1 where there ' +
  'is only one. Every different number is a category.';

const independence = (counts: Counts) => contingencyTest(counts).pValue;

export const chiSquare = defineMeasure({
  id: 'chi_square',
  summary: 'p-value of a chi-square test on the counts of each value',
  presets: [
    preset(
      'evidently',
      'Test of the window against the reference’s shares, taken as known: a new category makes the p-value 0. No value ' +
        'where there is only one category. Every different number is a category.',
      (counts) => goodnessOfFitTest(counts).pValue,
    ),
    preset('nannyml', contingency, independence),
    preset('scipy', contingency, independence),
  ],
});
