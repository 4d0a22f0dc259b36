import Type from 'typebox';
import { number } from '../spec/schema.ts';

/** What both forms of HDDM take. */
export const hddmParams = {
  drift_confidence: number({
    description: 'The chance of a false alarm that is accepted per test; smaller alarms later.',
    default: 0.001,
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
    examples: [0.001, 0.01],
  }),
  warning_confidence: number({
    description: 'The same for warnings; larger than `drift_confidence`, so that they come first.',
    default: 0.005,
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
    examples: [0.005, 0.05],
  }),
  two_sided_test: Type.Boolean({
    description: 'Whether a falling error rate alarms too.',
    default: false,
  }),
};
