import Type from 'typebox';
import { number } from '../spec/schema.ts';
import { defineStrategy } from './detector.ts';
import { Floor } from './floor.ts';

/** The level below which a p-value alarms; `lead` begins its description. */
export const significanceLevel = (lead: string) =>
  number({
    description: `${lead}: p-values below it alarm. 0.05 = 1 false alarm in 20 tests.`,
    default: 0.05,
    exclusiveMinimum: 0,
    maximum: 1,
    examples: [0.05, 0.01],
  });

const params = Type.Object({ threshold: significanceLevel('Significance level') });

export const pValue = defineStrategy({
  id: 'p_value',
  title: 'p-value',
  summary: 'Alarms when a p-value falls below the significance level.',
  formula: 'p < threshold',
  doc: 'For metrics that are p-values, such as those of `drift`. A small p-value means that drift is likely.',
  references: ['seed 000, DriftMonitor'],
  params,
  examples: [{ params: {}, values: '0.5 0.05 0.049', alarms: [2], note: 'the level itself does not alarm' }],
  create: (given) => new Floor(given.threshold),
});
