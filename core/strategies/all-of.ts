import type { TSchema } from 'typebox';
import { type Band, Combination, type PartsParams, partsParams } from './combination.ts';
import type { StrategyDef } from './detector.ts';

/** What lies in any of the bands; none where a part has none, or where bands leave a gap in which all alarm. */
function widest(parts: readonly Band[]): Band {
  const lowers = parts.map(({ lower }) => lower);
  const uppers = parts.map(({ upper }) => upper);
  const isWhole = Math.max(...lowers) <= Math.min(...uppers);
  return isWhole
    ? { lower: Math.min(...lowers), upper: Math.max(...uppers) }
    : { lower: Number.NaN, upper: Number.NaN };
}

/** @param part how a strategy is written, which this one is among */
export const allOf = (part: TSchema): StrategyDef<PartsParams> & { readonly id: 'all_of' } => ({
  id: 'all_of',
  title: 'All of several',
  summary: 'Alarms when all of its strategies alarm at the same sample.',
  formula: 'min of the verdicts: warming up < calm < warning < alarm',
  doc:
    'Keeps a sensitive strategy quiet unless another agrees: unusual for the last hour, and above what matters at all. ' +
    'All parts must alarm at the same sample, so combine strategies that alarm for as long as something is wrong; a ' +
    'change detector such as `adwin` alarms at one sample only and rarely meets another.',
  references: ['Driftscope, combinations of strategies'],
  params: partsParams(part),
  examples: [
    {
      params: {
        strategies: [
          { type: 'static', bound: 5 },
          { type: 'rolling_z_score', window: 4 },
        ],
      },
      values: '1 1.1 1 1.1 4 1 1.1 1 1.1 9',
      alarms: [9],
      note: 'the 4 is unusual and yet not above 5',
    },
    {
      params: {
        strategies: [
          { type: 'static', bound: 5 },
          { type: 'threshold', threshold: 1 },
        ],
      },
      values: '0 3 6',
      alarms: [],
      note: 'no value is both too high and too low',
    },
  ],
  create: (_, __, parts) => new Combination(parts, { counts: (a, b) => a < b, band: widest }),
});
