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
  inclusive: Type.Boolean({
    description: 'Whether the bound itself is alarming too.',
    default: false,
  }),
});

class StaticBound implements Detector {
  score = Number.NaN;
  readonly limit: number;
  readonly lower: number;
  readonly upper: number;
  readonly #inclusive: boolean;

  constructor(bound: number, direction: 'above' | 'below', inclusive: boolean) {
    this.limit = bound;
    this.lower = direction === 'below' ? bound : -Infinity;
    this.upper = direction === 'above' ? bound : Infinity;
    this.#inclusive = inclusive;
  }

  update(value: number) {
    this.score = value;
    const isBeyond = value > this.upper || value < this.lower || (this.#inclusive && value === this.limit);
    return isBeyond ? verdict.alarm : verdict.ok;
  }

  reset() {
    this.score = Number.NaN;
  }
}

export const staticStrategy = defineStrategy({
  id: 'static',
  title: 'Static bound',
  summary: 'Alarms when the value passes a fixed bound.',
  formula: 'value > bound   (direction below: value < bound; inclusive: >= and <=)',
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
    {
      params: { bound: 0.1, inclusive: true },
      values: '0.09 0.1',
      alarms: [1],
      note: 'the bound alarms too',
    },
  ],
  create: ({ bound, direction, inclusive }, metric) =>
    new StaticBound(bound, direction ?? (metric.name === 'accuracy' ? 'below' : 'above'), inclusive),
});
