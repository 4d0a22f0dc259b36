import Type from 'typebox';
import { formatFixed } from '../spec/format-number.ts';
import { number } from '../spec/schema.ts';
import { defineStrategy } from './detector.ts';
import { Floor } from './floor.ts';

const params = Type.Object({
  threshold: number({
    description: 'The lowest value that is still good enough.',
    unit: 'metric unit',
    examples: [0.9],
  }),
});

export const threshold = defineStrategy({
  id: 'threshold',
  title: 'Threshold',
  summary: 'Alarms when the value falls below a threshold.',
  formula: 'value < threshold',
  doc: 'For metrics where less is worse, such as `accuracy`. For a ceiling, use `static`.',
  references: ['seed 003, ThresholdStrategy'],
  params,
  examples: [
    {
      params: { threshold: 0.9 },
      values: '0.9 0.8999 0.95',
      alarms: [1],
      note: 'the threshold itself is allowed',
    },
  ],
  create: (given) => new Floor(given.threshold),
  message: (given, { metric, value }) =>
    `${metric === 'accuracy' ? 'Accuracy' : metric} dropped below ${formatFixed(given.threshold, 2)}: observed ${formatFixed(value, 4)}`,
});
