import { eventsOf } from '../../../core/metrics/monitor-kind.ts';
import type { MeasuredFacts, SampleFacts, Spread } from '../../../core/spec/sample-facts.ts';
import { normalTail } from '../../../core/stats/normal-tail.ts';
import { quantileOf } from '../../../core/stats/spread.ts';
import type { Frame } from '../../syntax/cursor/place.ts';
import type { Watched } from '../describe/watched.ts';
import type { Facts } from './facts.ts';
import type { Scalar } from './scalar-text.ts';
import { type Usual, usualOf } from './usual.ts';

/** Values for parameters of a strategy or kind, by key; only those that should not be left to the default or the example. */
export type Proposed = Readonly<Record<string, Scalar>>;

const nothing: Proposed = {};

/** A strategy of this type, or a monitor of this kind, for what is watched at a place: by the sample where there is one, else by what is usual. */
export function proposedFor(type: string, path: readonly Frame[], facts: Facts): Proposed {
  const [watched] = facts.watched(path);
  if (!watched) return nothing;
  const { sample } = facts.context;
  const measured = facts
    .measured(path)
    .filter(({ metric, values }) => metric === watched.metric.name && values.count > 0);
  return makers[type]?.({ watched, measured, sample, usual: usualOf(watched.metric) }) ?? nothing;
}

interface Sight {
  readonly watched: Watched;
  readonly measured: readonly MeasuredFacts[];
  readonly sample: SampleFacts | undefined;
  readonly usual: Usual | undefined;
}

const makers: Readonly<Record<string, (sight: Sight) => Proposed>> = {
  static: staticBound,
  threshold: (sight) => withBound('threshold', boundOf(sight, 'below')),
  fixed_threshold: (sight) =>
    sight.watched.kind.id === 'accuracy_drift' ? nothing : withBound('threshold', boundOf(sight, 'above')),
  drift: (sight) => withBound('threshold', quietLevel(sight)),
  p_value: (sight) => withBound('threshold', quietLevel(sight)),
  z_score: zScore,
  // 3 of these sigmas are about 4 of those before the value; 2, the smallest that is customary, alarms all the time.
  ewma: () => ({ alpha: 0.05, k_sigma: 3 }),
};

const withBound = (key: string, bound: number | undefined): Proposed =>
  bound === undefined ? nothing : { [key]: bound };

/** As the kind itself alarms where it does by a bound; else on the side where things are bad. */
function staticBound(sight: Sight): Proposed {
  const { kind, params, metric } = sight.watched;
  const { type, ...own } = kind.defaultStrategy?.(params) ?? { type: '' };
  if (type === 'static') return own as Proposed;
  const side = sight.usual?.falls === true ? 'below' : 'above';
  const bound = boundOf(sight, side);
  if (bound === undefined) return nothing;
  return side === 'below' && metric.name !== 'accuracy' ? { bound, direction: side } : { bound };
}

/** Share of the sample's values that lie beyond a bound that is proposed. */
const beyond = 0.001;

/** A bound that hardly any value of the sample passes, and that values can pass. */
function boundOf({ watched, measured, usual }: Sight, side: 'above' | 'below'): number | undefined {
  const [min, max] = watched.metric.range;
  const seen = measured.map(({ values }) => quantileOf(values, side === 'above' ? 1 - beyond : beyond));
  const bound = Number((side === 'above' ? Math.max(...seen) : Math.min(...seen)).toPrecision(4));
  if (seen.length > 0 && bound > min && bound < max) return bound;
  return usual?.falls === (side === 'below') ? usual.bound : undefined;
}

/** Mean and standard deviation of the sample, and a distance that alarms at most once a day by chance. */
function zScore(sight: Sight): Proposed {
  const isQuiet = (sigmas: number) => alarmsPerDay(normalTail(sigmas), sight) <= 1;
  const z_threshold = distances.find(isQuiet) ?? distances.at(-1) ?? 0;
  const [min, max] = sight.watched.metric.range;
  const isReached = ({ mean, std }: Usual | Spread) =>
    std > 0 && Math.max(max - mean, mean - min) > z_threshold * std;
  const baseline = sight.measured.map(({ values }) => values).find(isReached) ?? sight.usual;
  if (!baseline) return nothing;
  const short = (value: number) => Number(value.toPrecision(4));
  return { baseline_mean: short(baseline.mean), baseline_std: short(baseline.std), z_threshold };
}

const distances = [3, 3.5, 4, 4.5, 5, 6];

/** The first customary level that alarms at most once a day by chance; undefined where that is the default. */
function quietLevel(sight: Sight): number | undefined {
  const level = levels.find((share) => alarmsPerDay(share, sight) <= 1) ?? levels.at(-1);
  return level === levels[0] ? undefined : level;
}

const levels = [0.05, 0.01, 0.001, 0.0001, 0.000_01];

const dayMs = 86_400_000;

/** How often a day a test that is wrong this often is wrong, at the rate of the sample; 0 where it tells no rate. */
function alarmsPerDay(share: number, { watched, measured, sample }: Sight): number {
  const { from, to, hasTimes, events = [] } = sample ?? {};
  if (!hasTimes || from === undefined || to === undefined || to <= from) return 0;
  // While a value is being typed nothing is measured; then each event counts for one.
  const read = events.filter(({ type }) => eventsOf(watched.kind, watched.params).includes(type));
  const counts =
    measured.length > 0 ? measured.map(({ values }) => values.count) : read.map(({ count }) => count);
  return (share * counts.reduce((sum, count) => sum + count, 0) * dayMs) / (to - from);
}
