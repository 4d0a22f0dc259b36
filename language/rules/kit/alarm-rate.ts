import type { MeasuredFacts } from '../../../core/spec/sample-facts.ts';
import { minStd } from '../../../core/stats/baseline.ts';
import { cusumStartShare, leavingShare } from '../../../core/stats/false-alarms.ts';
import { quantileOf, shareAbove, shareBelow } from '../../../core/stats/spread.ts';

/** How often a strategy alarms while nothing is wrong, by a formula; and what the formula takes for granted. */
export interface AlarmRate {
  /** Share of the values that start an alarm, 0 to 1. */
  readonly share: number;
  readonly assumption: string;
  /** The parameter that decides it. */
  readonly key: string;
}

type Params = Readonly<Record<string, unknown>>;

/** Fewer values are no evidence of how a metric behaves. */
const minValues = 100;

/** Values correlated more than this are not taken for independent. */
const maxCorrelation = 0.2;

/**
 * The rate at which a strategy alarms by chance. Undefined where no formula is known, or where the sample does not
 * bear its assumption out: then nobody knows.
 */
export function alarmRate(type: string, params: Params, measured: MeasuredFacts): AlarmRate | undefined {
  if (measured.values.count < minValues) return undefined;
  switch (type) {
    case 'p_value':
      return ofUniform(Number(params['threshold']), measured);
    case 'z_score':
      return ofBand({ z: Number(params['z_threshold']), key: 'z_threshold', params }, measured);
    case 'shewhart':
      return ofShewhart(params, measured);
    case 'ewma_chart':
    case 'cusum':
      return ofChart(type, params, measured);
    default:
      return undefined;
  }
}

/** Whether a share of so many values may well be what is expected: neither half of it, nor twice and more than chance adds. */
function isAsExpected(seen: number, expected: number, count: number): boolean {
  return seen >= expected / 2 && seen <= 2 * expected + 3 * Math.sqrt(expected / count);
}

/** Where nothing drifts, p-values are spread evenly, so that the level is the share below it. */
function ofUniform(level: number, { values, correlation }: MeasuredFacts): AlarmRate | undefined {
  if (!isAsExpected(shareBelow(values, level), level, values.count)) return undefined;
  if (Math.abs(correlation) > maxCorrelation) return undefined;
  const assumption = 'p-values of tests that find nothing, independent of each other';
  return { share: level * (1 - level), assumption, key: 'threshold' };
}

/** A band of so many standard deviations around a baseline. */
interface BandRule {
  readonly z: number;
  readonly key: string;
  readonly params: Params;
}

/** As often as normal values with the baseline's mean and spread leave the band, the sample's pace of change kept. */
function ofBand({ z, key, params }: BandRule, { values, correlation }: MeasuredFacts): AlarmRate | undefined {
  const mean = Number(params['baseline_mean']);
  const std = Math.max(Number(params['baseline_std']), minStd);
  const low = params['direction'] === 'up' ? -Infinity : -z;
  const high = params['direction'] === 'down' ? Infinity : z;
  const seen = shareBelow(values, mean + low * std) + shareAbove(values, mean + high * std);
  // The band must be left on the sample as often: by values with thinner tails, or far from the baseline, it is not.
  if (!isAsExpected(seen, leavingShare(low, high), values.count)) return undefined;
  const assumption = 'normal values around the baseline that follow each other as in the sample';
  return { share: leavingShare(low, high, correlation), assumption, key };
}

/** As `z_score`, where the baseline is given too; one that is learned, or learned anew after each alarm, is off by chance. */
function ofShewhart(params: Params, measured: MeasuredFacts): AlarmRate | undefined {
  const isGiven = params['baseline_mean'] !== undefined && params['baseline_std'] !== undefined;
  if (params['relearn'] === true || !isGiven) return undefined;
  return ofBand({ z: Number(params['k']), key: 'k', params }, measured);
}

function ofChart(
  type: 'ewma_chart' | 'cusum',
  params: Params,
  measured: MeasuredFacts,
): AlarmRate | undefined {
  if (Math.abs(measured.correlation) > maxCorrelation || !isLikeBaseline(params, measured)) return undefined;
  const assumption = 'independent normal values around the baseline';
  if (type === 'cusum') {
    const sides = params['direction'] === 'both' ? 2 : 1;
    const share = cusumStartShare(Number(params['k']), Number(params['h']), sides);
    return share === undefined ? undefined : { share, assumption, key: 'h' };
  }
  const width = Number(params['L']);
  // The average is a sequence of its own, in which each value keeps 1 - lambda of the one before.
  return { share: leavingShare(-width, width, 1 - Number(params['lambda'])), assumption, key: 'L' };
}

/** Whether the sample's bulk lies where a given baseline has it; one that is learned lies there by itself. */
function isLikeBaseline(params: Params, { values }: MeasuredFacts): boolean {
  const median = quantileOf(values, 0.5);
  const std = (quantileOf(values, 0.75) - quantileOf(values, 0.25)) / quartileDistance;
  const mean = Number(params['baseline_mean'] ?? median);
  const given = Math.max(Number(params['baseline_std'] ?? std), minStd);
  return std > 0 && Math.abs(mean - median) < given && given < 2 * std && std < 2 * given;
}

/** Distance of the quartiles of a normal distribution, in standard deviations. */
const quartileDistance = 1.349;
