import Type from 'typebox';
import { number } from '../spec/schema.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  threshold: number({
    description: 'The drift from which on to alarm, compared in 32-bit arithmetic.',
    default: 0.05,
    unit: 'metric unit',
    examples: [0.05],
  }),
});

/** Compares as 32-bit floats, as the system under observation does. */
class FixedThreshold implements Detector {
  score = Number.NaN;
  readonly limit: number;
  readonly lower = -Infinity;
  readonly upper: number;

  constructor(threshold: number) {
    this.limit = Math.fround(threshold);
    this.upper = this.limit;
  }

  update(value: number) {
    this.score = Math.fround(value);
    return this.score >= this.limit ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.score = Number.NaN;
  }
}

export const fixedThreshold = defineStrategy({
  id: 'fixed_threshold',
  title: 'Fixed threshold',
  summary: 'Alarms when a drift reaches a threshold.',
  formula: 'value >= threshold   (32-bit floats)',
  doc: 'For drift measures where more is worse. On a p-value it alarms when nothing is wrong: use `p_value` there.',
  references: ['seed 001, FixedThreshold'],
  params,
  examples: [{ params: {}, values: '0.01 0.05 0.2', alarms: [1, 2], note: 'the threshold itself alarms' }],
  create: (given) => new FixedThreshold(given.threshold),
});
