import Type from 'typebox';
import { choice, number } from '../spec/schema.ts';
import { type Detector, defineStrategy, verdict } from './detector.ts';

const params = Type.Object({
  bound: number({ description: 'The value that must not be passed.', unit: 'metric unit', examples: [250] }),
  direction: Type.Optional(
    choice(['above', 'below'], {
      description:
        'Which side of the bound is alarming. Default: `below` for an accuracy, `above` for all else.',
      meanings: {
        above: 'alarms when the value is greater than the bound',
        below: 'alarms when it is smaller',
      },
    }),
  ),
});

class StaticBound implements Detector {
  score = Number.NaN;
  readonly limit: number;
  readonly lower: number;
  readonly upper: number;

  constructor(bound: number, direction: 'above' | 'below') {
    this.limit = bound;
    this.lower = direction === 'below' ? bound : -Infinity;
    this.upper = direction === 'above' ? bound : Infinity;
  }

  update(value: number) {
    this.score = value;
    return value > this.upper || value < this.lower ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.score = Number.NaN;
  }
}

export const staticStrategy = defineStrategy({
  id: 'static',
  title: 'Static bound',
  summary: 'Alarms when the value passes a fixed bound.',
  formula: 'value > bound   (direction below: value < bound)',
  doc: 'The plainest rule. Choose it when a number is written in a contract. When the normal level moves, prefer `ewma`.',
  references: ['seed 004, StaticThresholdStrategy'],
  params,
  examples: [
    {
      params: { bound: 250 },
      values: '120x2 251 250',
      alarms: [3],
      note: 'the bound itself is still allowed',
    },
    { params: { bound: 0.9, direction: 'below' }, values: '0.95 0.89', alarms: [1], note: 'a floor' },
  ],
  create: ({ bound, direction }, metric) =>
    new StaticBound(bound, direction ?? (metric.name === 'accuracy' ? 'below' : 'above')),
});
