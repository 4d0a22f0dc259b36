import type { MetricInfo } from '../spec/metric.ts';
import type { StrategyPlan } from './plan.ts';
import type { Series } from './run-result.ts';
import type { SampleBuffer } from './sample-buffer.ts';
import { StrategySet } from './strategy-set.ts';

type Bands = Pick<Series, 'score' | 'limit' | 'lower' | 'upper'>;

/**
 * The samples of a lane for charts and exports. A run keeps only what became of each sample; scores and limits are
 * made by a second pass of the strategies when they are first read.
 */
export function laneSeries(
  strategies: readonly StrategyPlan[],
  metric: MetricInfo,
  samples: SampleBuffer,
  state: Uint8Array,
): Series {
  const { length } = samples;
  const value = samples.value.subarray(0, length);
  let made: Bands | undefined;
  const bands = () => {
    made ??= bandsOf(new StrategySet(strategies, metric), value);
    return made;
  };
  return {
    index: samples.index.subarray(0, length),
    time: samples.time.subarray(0, length),
    value,
    get score() {
      return bands().score;
    },
    get limit() {
      return bands().limit;
    },
    get lower() {
      return bands().lower;
    },
    get upper() {
      return bands().upper;
    },
    state,
  };
}

function bandsOf(strategies: StrategySet, values: Float64Array): Bands {
  const column = () => new Float64Array(values.length);
  const bands = { score: column(), limit: column(), lower: column(), upper: column() };
  for (let at = 0; at < values.length; at += 1) {
    strategies.update(values[at] ?? Number.NaN);
    bands.score[at] = strategies.decisive?.detector.score ?? Number.NaN;
    bands.limit[at] = strategies.decisive?.detector.limit ?? Number.NaN;
    bands.lower[at] = strategies.lower;
    bands.upper[at] = strategies.upper;
  }
  return bands;
}
