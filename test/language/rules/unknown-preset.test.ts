import { expect, it } from 'vitest';
import { told } from '../helpers/check.ts';

const feature = (more: string) => `- { kind: feature_drift, field: x, ${more} }\n`;

it('unknown-preset names what the measure has, also where the measure is the default', async () => {
  expect(await told(feature('measure: js, preset: quantile'))).toEqual([
    'unknown-preset «quantile» The measure `js` has no preset `quantile`; it has `evidently` and `nannyml`',
  ]);
  expect(await told('- { kind: prediction_drift, preset: scipy }\n')).toEqual([
    'unknown-preset «scipy» The measure `js` has no preset `scipy`; it has `evidently` and `nannyml`',
  ]);
  expect(await told(feature('measure: ks, preset: scipy'))).toEqual([]);
});

it('unknown-preset leaves to the schema what breaks it', async () => {
  expect(await told(feature('measure: psy, preset: nannyml'))).toEqual([expect.stringContaining('«psy»')]);
});

it('a reference has one of three forms', async () => {
  const reference = (text: string) =>
    told(`- kind: prediction_drift\n  reference: ${text}\n`, undefined, { 'a.csv': '' });
  expect(await reference('{ first: 500 }')).toEqual([]);
  expect(await reference('{ from: "2026-03-02T08:00:00Z", to: "2026-03-02 09:00" }')).toEqual([]);
  expect(await reference('{ events: a.csv, map: { predicted_label: label } }')).toEqual([]);
  expect(await reference('{ first: 500, to: "2026-03-02" }')).toEqual([expect.stringContaining('«to»')]);
  expect(await reference('{ from: "2026-03-02" }')).toEqual([expect.stringContaining('`to`')]);
  expect(await reference('{ to: yesterday }')).toEqual([expect.stringContaining('«yesterday»')]);
});
