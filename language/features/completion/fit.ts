import type { MetricInfo } from '../../../core/spec/metric.ts';
import type { Branch, Tagged } from '../../../core/spec/schema.ts';
import type { Watched } from '../describe/watched.ts';
import { usualOf } from './usual.ts';

/** A strategy, and what it wants that the metric is not. */
export interface Fitting {
  readonly branch: Branch;
  readonly wants?: string | undefined;
}

/** Its title, and what it would want of the metric. */
export const fitDetail = ({ branch, wants }: Fitting): string =>
  wants === undefined ? branch.title : `${branch.title} · ${wants}`;

/** Strategies that suit a sort of metric, the likeliest first. The others follow in the order of the docs. */
const suiting = {
  pValues: ['p_value', 'adwin', 'threshold', 'static'],
  errors: ['ddm', 'hddm_a', 'adwin', 'eddm', 'hddm_w', 'cusum'],
  falls: ['threshold', 'adwin', 'ewma', 'z_score', 'static'],
  rises: ['static', 'ewma', 'adwin', 'z_score', 'rolling_z_score', 'cusum', 'fixed_threshold'],
  /** Nobody knows its scale, so those first that find it out. */
  unknown: ['ewma', 'adwin', 'rolling_z_score', 'static', 'threshold'],
  /** It grows until an event comes: only its height says something. */
  gaps: ['static', 'fixed_threshold', 'adwin'],
} as const;

/** Strategies that judge the first value as well as any other; the others learn from some first. */
const ready = new Set(['static', 'threshold', 'fixed_threshold', 'p_value', 'z_score']);

/** Fewer values than these teach a strategy nothing. */
const fewValues = 100;

/**
 * The branches of a union in the order in which they are proposed: of strategies those first that suit what is watched,
 * and those last that are made for other values.
 * @param count values of the sample; undefined where nobody knows
 */
export function byFit({ name, branches }: Tagged, watched: Watched | undefined, count?: number): Fitting[] {
  if (name !== 'strategy' || !watched) return branches.map((branch) => ({ branch }));
  const order = orderOf(watched, count);
  const rank = ({ branch, wants }: Fitting) => {
    if (wants !== undefined) return order.length + 1;
    const at = order.indexOf(branch.id);
    return at < 0 ? order.length : at;
  };
  return branches.map((branch) => fitting(branch, watched)).toSorted((a, b) => rank(a) - rank(b));
}

/** The kind's own strategy, those that suit its metric, and behind them those that would not get to say anything. */
function orderOf({ kind, params, metric }: Watched, count: number | undefined): string[] {
  const own = kind.defaultStrategy?.(params)?.type;
  const all = [...new Set([...(own === undefined ? [] : [own]), ...suiting[sortOf(kind.id, metric, count)]])];
  if (count === undefined || count >= fewValues) return all;
  return [...all.filter((id) => ready.has(id)), ...all.filter((id) => !ready.has(id))];
}

function sortOf(kind: string, metric: MetricInfo, count: number | undefined): keyof typeof suiting {
  if (metric.values === 'p-value') return 'pValues';
  if (metric.values === 'binary') return 'errors';
  if (kind === 'silence') return 'gaps';
  const usual = usualOf(metric);
  if (!usual && count === undefined) return 'unknown';
  return usual?.falls === true ? 'falls' : 'rises';
}

/** Of the kind `metric` nothing is known but what its name says. */
function fitting(branch: Branch, { kind, metric }: Watched): Fitting {
  const wants = kind.id === 'metric' ? undefined : wishes[branch.id]?.(metric);
  return wants === undefined ? { branch } : { branch, wants };
}

type Wish = (metric: MetricInfo) => string | undefined;

const errors: Wish = ({ values }) => (values === 'binary' ? undefined : 'for 0/1 errors');
const shares: Wish = ({ range: [min, max] }) => (min >= 0 && max <= 1 ? undefined : 'for values from 0 to 1');

/** What strategies are for that compute on any values, and mean something on few. */
const wishes: Readonly<Record<string, Wish>> = {
  ddm: errors,
  eddm: errors,
  hddm_a: shares,
  hddm_w: shares,
  p_value: ({ values }) => (values === 'p-value' ? undefined : 'for p-values'),
  fixed_threshold: (metric) => (usualOf(metric)?.falls ? 'alarms on high values' : undefined),
  threshold: (metric) => (usualOf(metric)?.falls === false ? 'alarms on low values' : undefined),
};
