import type { MetricInfo } from '../../../core/spec/metric.ts';
import type { Fix } from '../../finding.ts';
import type { MonitorFacts, StrategyFacts } from '../../model/facts.ts';
import type { Span } from '../../syntax/tree.ts';
import { changeTo } from './fix.ts';

/** On which values a strategy with a fixed bound alarms. */
export interface AlarmSide {
  /** The parameter that holds the bound. */
  readonly key: string;
  /** As it stands in the file. */
  readonly given: number;
  /** As the strategy compares with it. */
  readonly bound: number;
  /** `from` and `upTo` where the bound itself alarms too. */
  readonly side: 'above' | 'from' | 'below' | 'upTo';
  /** It compares in 32 bits, and so takes a value for the bound that lies a little below. */
  readonly isRounded?: true;
}

/** The side a strategy alarms on; undefined where it has no fixed bound or its parameters are not valid. */
export function alarmSideOf(
  { definition, params }: StrategyFacts,
  metric: MetricInfo,
): AlarmSide | undefined {
  if (!definition || !params) return undefined;
  const given = Number(params['threshold'] ?? params['bound']);
  switch (definition.id) {
    case 'static': {
      const isBelow = (params['direction'] ?? (metric.name === 'accuracy' ? 'below' : 'above')) === 'below';
      const side = params['inclusive'] === true ? (isBelow ? 'upTo' : 'from') : isBelow ? 'below' : 'above';
      return { key: 'bound', given, bound: given, side };
    }
    case 'threshold':
    case 'p_value':
      return { key: 'threshold', given, bound: given, side: 'below' };
    case 'fixed_threshold':
      return { key: 'threshold', given, bound: Math.fround(given), side: 'from', isRounded: true };
    default:
      return undefined;
  }
}

/** Whether it alarms on the good side of its kind. Of kinds that are not named here either side may be meant. */
export function isInverted({ kind, metric }: MonitorFacts, { side }: AlarmSide): boolean {
  if (!kind || !metric) return false;
  const isHigh = side === 'above' || side === 'from';
  if (metric.values === 'p-value' || kind.id === 'accuracy') return isHigh;
  return goodWhenLow.includes(kind.id) && !isHigh;
}

const goodWhenLow: readonly string[] = ['silence', 'prediction_drift', 'feature_drift'];

/** The fix for a percentage where a share is asked for: `90` for `0.9`. */
export function asShare(
  { given }: AlarmSide,
  { range: [min, max] }: MetricInfo,
  span: Span,
): Fix | undefined {
  // Nobody means 1.1 %: just beyond the range, it is another slip.
  const isPercentage = min === 0 && max === 1 && given >= 10 && given < 100;
  return isPercentage ? changeTo(span, String(Number((given / 100).toPrecision(12)))) : undefined;
}

/** Why no value of the metric can alarm; undefined when one can. */
export function neverReason(
  { given, bound, side, isRounded }: AlarmSide,
  { name, range: [min, max] }: MetricInfo,
): string | undefined {
  if (side === 'above' && bound >= max)
    return `\`${name}\` is at most ${short(max)}, so it is never above ${given}`;
  if (side === 'from' && bound > (isRounded ? Math.fround(max) : max))
    return `\`${name}\` is at most ${short(max)}, so it never reaches ${given}`;
  if (side === 'below' && bound <= min)
    return `\`${name}\` is at least ${min}, so it is never below ${given}`;
  if (side === 'upTo' && bound < min) return `\`${name}\` is at least ${min}, so it never falls to ${given}`;
  return undefined;
}

/** Why every value of the metric alarms; undefined when one does not. */
export function alwaysReason(
  { given, bound, side, isRounded }: AlarmSide,
  { name, range: [min, max] }: MetricInfo,
): string | undefined {
  if (side === 'above' && bound < min)
    return `\`${name}\` is at least ${min}, so it is always above ${given}`;
  if (side === 'from' && bound <= (isRounded ? Math.fround(min) : min))
    return `\`${name}\` is at least ${min}, so it always reaches ${given}`;
  if (side === 'below' && bound > max)
    return `\`${name}\` is at most ${short(max)}, so it is always below ${given}`;
  if (side === 'upTo' && bound >= max)
    return `\`${name}\` is at most ${short(max)}, so it is always at ${given} or below`;
  return undefined;
}

/** A limit as messages have it; that of a Jensen-Shannon distance has no end of digits. */
const short = (limit: number) => Number(limit.toPrecision(3));
