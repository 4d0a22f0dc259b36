import type { TSchema } from 'typebox';
import { type Band, Combination, type PartsParams, partsParams } from './combination.ts';
import type { StrategyDef } from './detector.ts';

/** Where all bands overlap; a part without a band counts for nothing. */
function narrowest(parts: readonly Band[]): Band {
  let lower = Number.NaN;
  let upper = Number.NaN;
  for (const part of parts) {
    if (!(part.lower <= lower)) lower = Number.isNaN(part.lower) ? lower : part.lower;
    if (!(part.upper >= upper)) upper = Number.isNaN(part.upper) ? upper : part.upper;
  }
  return { lower, upper };
}

/** @param part how a strategy is written, which this one is among */
export const anyOf = (part: TSchema): StrategyDef<PartsParams> & { readonly id: 'any_of' } => ({
  id: 'any_of',
  title: 'Any of several',
  summary: 'Alarms when at least one of its strategies alarms.',
  formula: 'max of the verdicts: warming up < calm < warning < alarm',
  doc:
    'Watches one metric in several ways under one name: a fixed limit for what must never happen and a band for what is ' +
    'unusual. A list under `strategy` means the same. The alert speaks of the first part that alarms.',
  references: ['Driftscope, combinations of strategies'],
  params: partsParams(part),
  examples: [
    {
      params: {
        strategies: [
          { type: 'static', bound: 5 },
          { type: 'threshold', threshold: 1 },
        ],
      },
      values: '3 6 0 3',
      alarms: [1, 2],
      note: 'too high or too low',
    },
    {
      params: {
        strategies: [
          { type: 'static', bound: 5 },
          { type: 'static', bound: 9 },
        ],
      },
      values: '3 4 5',
      alarms: [],
      note: 'no part alarms',
    },
  ],
  create: (_, __, parts) => new Combination(parts, { counts: (a, b) => a > b, band: narrowest }),
});
