import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDetector, indicesOf } from './golden.ts';

/** Values of a wandering level, on a grid so coarse that rounding decides no comparison with an odd limit. */
const streams = fc
  .array(
    fc.tuple(
      fc.integer({ min: -2, max: 2 }),
      fc.array(fc.integer({ min: -8, max: 8 }), { maxLength: 30, size: 'max' }),
    ),
    {
      maxLength: 4,
      size: 'max',
    },
  )
  .map((parts) => parts.flatMap(([level, draws]) => draws.map((draw) => level * 3 + draw / 8)));

const alarmsOf = (type: string, params: Readonly<Record<string, unknown>>, values: readonly number[]) =>
  indicesOf(createDetector(type, params), values);

const where = (values: readonly number[], holds: (value: number, at: number) => boolean) =>
  values.flatMap((value, at) => (holds(value, at) ? [at] : []));

test('the strategies with a fixed bound say what their comparison says', () => {
  fc.assert(
    fc.property(streams, fc.integer({ min: -16, max: 16 }), (values, eighths) => {
      const bound = eighths / 8;
      expect(alarmsOf('static', { bound }, values)).toEqual(where(values, (value) => value > bound));
      expect(alarmsOf('threshold', { threshold: bound }, values)).toEqual(
        where(values, (value) => value < bound),
      );
      expect(alarmsOf('fixed_threshold', { threshold: bound }, values)).toEqual(
        where(values, (value) => value >= bound),
      );
      const below = { bound, direction: 'below' };
      expect(alarmsOf('static', below, values)).toEqual(where(values, (value) => value < bound));
      const given = { baseline_mean: bound, baseline_std: 0.25, z_threshold: 3.5 };
      expect(alarmsOf('z_score', given, values)).toEqual(
        where(values, (value) => Math.abs(value - bound) >= 3.5 * 0.25),
      );
    }),
  );
});

/** The weighted mean of all values so far, written out; the first has what weight is left over. */
function weightedMean(values: readonly number[], weight: number, start = values[0] ?? 0): number {
  const first = start * (1 - weight) ** values.length;
  return values.reduce(
    (sum, value, at) => sum + weight * (1 - weight) ** (values.length - 1 - at) * value,
    first,
  );
}

test('ewma equals its definition', () => {
  const alpha = 0.3;
  const kSigma = 1.2345678;
  const meanBefore = (values: readonly number[], at: number) =>
    weightedMean(values.slice(1, at), alpha, values[0] ?? 0);
  /** Squared deviations from the mean before each, weighted like the values; the smallest variance keeps its weight. */
  const varianceAt = (values: readonly number[], at: number): number =>
    at === 0
      ? 0
      : alpha * ((values[at] ?? 0) - meanBefore(values, at)) ** 2 +
        (1 - alpha) * Math.max(varianceAt(values, at - 1), 1e-9);
  fc.assert(
    fc.property(streams, (values) => {
      const wanted = where(values, (value, at) => {
        if (at === 0) return false;
        const distance = Math.abs(value - meanBefore(values, at));
        return distance > kSigma * Math.sqrt(varianceAt(values, at));
      });
      expect(alarmsOf('ewma', { alpha, k_sigma: kSigma }, values)).toEqual(wanted);
    }),
  );
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  const scatter = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.max(Math.sqrt(scatter / (values.length - 1)), 1e-6);
}

/** Values after a warm-up, in standard deviations of it; empty while it lasts. */
function standardised(values: readonly number[], warmUp: number): readonly number[] {
  const learned = values.slice(0, warmUp);
  return values.slice(warmUp).map((value) => (value - mean(learned)) / deviation(learned));
}

test('ewma_chart equals its definition', () => {
  const lambda = 0.25;
  const width = 1.7654321;
  fc.assert(
    fc.property(streams, fc.integer({ min: 2, max: 8 }), (values, warm_up) => {
      const scores = standardised(values, warm_up);
      const wanted = where(scores, (_, at) => {
        const average = weightedMean(scores.slice(0, at + 1), lambda, 0);
        const spread = Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (at + 1))));
        return Math.abs(average) > width * spread;
      });
      expect(alarmsOf('ewma_chart', { lambda, L: width, warm_up }, values)).toEqual(
        wanted.map((at) => at + warm_up),
      );
    }),
  );
});

test('cusum equals its definition: the largest sum of deviations that ends here', () => {
  const k = 0.31415926;
  const h = 2.3456789;
  const largest = (terms: readonly number[]) =>
    Math.max(...terms.map((_, from) => terms.slice(from).reduce((sum, term) => sum + term, 0)));
  fc.assert(
    fc.property(
      streams,
      fc.integer({ min: 2, max: 8 }),
      fc.constantFrom('both', 'up', 'down'),
      (values, warm_up, direction) => {
        const scores = standardised(values, warm_up);
        const exceeds = (sign: number, at: number) =>
          largest(scores.slice(0, at + 1).map((score) => sign * score - k)) > h;
        const wanted = where(
          scores,
          (_, at) => (direction !== 'down' && exceeds(1, at)) || (direction !== 'up' && exceeds(-1, at)),
        );
        expect(alarmsOf('cusum', { k, h, direction, warm_up }, values)).toEqual(
          wanted.map((at) => at + warm_up),
        );
      },
    ),
  );
});
