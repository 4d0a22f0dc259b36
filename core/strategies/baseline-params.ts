import Type from 'typebox';
import { integer, number } from '../spec/schema.ts';

/** Whether a chart starts over after an alarm, as river's charts do. */
export const relearnParam = Type.Boolean({
  description:
    'Whether the baseline is learned anew after each alarm, so that a lasting shift alarms once and becomes the new normal. ' +
    'The last value learned from is then judged too.',
  default: false,
});

/** The parameters of charts that compare with what is normal: given, or learned from the first values. */
export const baselineParams = {
  baseline_mean: Type.Optional(
    number({
      description:
        'Mean of the metric while all was well. Without it, the mean of the first `warm_up` values.',
      unit: 'metric unit',
      examples: [0.85],
    }),
  ),
  baseline_std: Type.Optional(
    number({
      description:
        'Standard deviation of the metric while all was well. Without it, that of the first `warm_up` values as ' +
        'a sample (divisor n - 1). Below 1e-6 it counts as 1e-6.',
      unit: 'metric unit',
      minimum: 0,
      examples: [0.03],
    }),
  ),
  warm_up: integer({
    description:
      'How many of the first values the baseline is learned from, without verdicts. Few values estimate it badly: 30 ' +
      'give many false alarms, 200 few. Not used when mean and standard deviation are given.',
    default: 30,
    unit: 'samples',
    minimum: 2,
    maximum: 1_000_000,
    examples: [30, 200],
  }),
};
