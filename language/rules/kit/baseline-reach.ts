import type { MetricInfo } from '../../../core/spec/metric.ts';
import { minStd } from '../../../core/stats/baseline.ts';
import { verdict } from '../../../core/strategies/detector.ts';
import type { StrategyFacts } from '../../model/facts.ts';

/** What follows from a given baseline for a metric whose range is known. */
export interface BaselineVerdict {
  readonly fires: 'never' | 'always';
  /** The parameter to mark. */
  readonly key: string;
  readonly message: string;
}

/**
 * Whether a strategy that measures distances from a given baseline can alarm at all, or alarms at every value, on a metric
 * with this range. Undefined where it depends on the values, or where the baseline is learned from them.
 */
export function baselineVerdict(
  { definition, params }: StrategyFacts,
  metric: MetricInfo,
): BaselineVerdict | undefined {
  if (!definition || params?.['baseline_mean'] === undefined || params['baseline_std'] === undefined)
    return undefined;
  const baseline = {
    mean: Number(params['baseline_mean']),
    std: Math.max(Number(params['baseline_std']), minStd),
  };
  const ends = metric.range.map((value) => {
    const detector = definition.create(params, metric, []);
    return { alarms: detector.update(value) === verdict.alarm, score: detector.score };
  });
  const sight: Sight = { params, metric, baseline, ends };
  return judges[definition.id]?.(sight);
}

interface Sight {
  readonly params: Readonly<Record<string, unknown>>;
  readonly metric: MetricInfo;
  readonly baseline: { readonly mean: number; readonly std: number };
  /** What a fresh detector makes of the smallest and of the largest value. */
  readonly ends: readonly { readonly alarms: boolean; readonly score: number }[];
}

const judges: Readonly<Record<string, (sight: Sight) => BaselineVerdict | undefined>> = {
  /** The distance grows towards both ends of the range, so the ends decide. */
  z_score: (sight) => {
    const { params, metric, baseline, ends } = sight;
    if (ends.every(({ alarms }) => !alarms)) {
      const message = `${within(sight)}, so it never reaches \`z_threshold\` ${params['z_threshold']}`;
      return { fires: 'never', key: 'z_threshold', message };
    }
    const [min, max] = metric.range;
    const mean = Math.fround(baseline.mean);
    const nearest = mean < min ? ends[0] : mean > max ? ends[1] : undefined;
    if (!nearest?.alarms) return undefined;
    const message = `${range(metric)}, at least ${sigmas(Math.abs(nearest.score))} from \`baseline_mean\` ${baseline.mean}, so every value alarms`;
    return { fires: 'always', key: 'baseline_mean', message };
  },
  /** A sum that neither end of the range raises is not raised by any value. */
  cusum: (sight) => {
    const { params, ends } = sight;
    if (ends.some(({ score }) => score !== 0)) return undefined;
    const side = { up: ' above it', down: ' below it' }[String(params['direction'])] ?? '';
    const message = `${within(sight, side)}, not more than the \`k\` ${params['k']} that is allowed, so nothing ever adds up`;
    return { fires: 'never', key: 'k', message };
  },
  /** The average of n values is off by d (1 - r^n) at most, and its limit falls behind that only if it does so at infinity. */
  ewma_chart: (sight) => {
    const { params, baseline } = sight;
    const [lambda, width] = [Number(params['lambda']), Number(params['L'])];
    const limit = width * Math.sqrt(lambda / (2 - lambda));
    const isClear = farthest(sight) * (1 + 1e-9) <= limit * baseline.std;
    if (!isClear) return undefined;
    const message = `${within(sight)}, and their average never more than the ${sigmas(limit)} that \`L\` ${width} allows`;
    return { fires: 'never', key: 'L', message };
  },
};

const range = ({ name, range: [min, max] }: MetricInfo) => {
  if (max === Infinity) return `\`${name}\` is at least ${min}`;
  return `\`${name}\` lies between ${min} and ${max}`;
};

/** The greatest distance from the mean there can be, on the side that counts. */
function farthest({ metric, baseline: { mean }, params }: Sight): number {
  const [min, max] = metric.range;
  if (params['direction'] === 'up') return max - mean;
  if (params['direction'] === 'down') return mean - min;
  return Math.max(max - mean, mean - min);
}

function within(sight: Sight, side = ''): string {
  const { metric, baseline } = sight;
  const far = Math.max(0, farthest(sight)) / baseline.std;
  return `${range(metric)}, at most ${sigmas(far)} from \`baseline_mean\` ${baseline.mean}${side}`;
}

const sigmas = (count: number) =>
  `${Number.isFinite(count) ? Number(count.toPrecision(3)) : 'infinitely many'} standard deviations`;
