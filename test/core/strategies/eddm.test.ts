import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDetector, errorStreams, expectGolden, indicesOf, riverCases } from './golden.ts';

interface State {
  readonly distances: { readonly mean: number; readonly count: number; readonly variance: number };
  readonly best: number;
}

describe('eddm equals river', () => {
  test.each(riverCases('EDDM'))('%s', (_, golden) => {
    expectGolden<State>('eddm', golden, ({ distances, best }, river) => ({
      n_errors: distances.count,
      mean: distances.mean,
      var: distances.variance,
      p2s_max: best,
      n: river['n'],
    }));
  });
});

/** Mean + 2 standard deviations of the first distances of the present run. */
function level(distances: readonly number[]): number {
  const mean = distances.reduce((sum, value) => sum + value, 0) / distances.length;
  const squares = distances.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return mean + 2 * Math.sqrt(distances.length > 1 ? squares / (distances.length - 1) : 0);
}

function naive(stream: readonly number[], warmStart: number, beta: number): number[] {
  let start = 0;
  return stream.flatMap((value, at) => {
    const errors = stream.slice(start, at + 1).flatMap((one, i) => (one === 1 ? [i + 1] : []));
    if (value !== 1) return [];
    const distances = errors.map((error, i) => error - (errors[i - 1] ?? 0));
    const levels = errors.flatMap((error, i) =>
      error > warmStart ? [level(distances.slice(0, i + 1))] : [],
    );
    if (errors.length <= warmStart || (levels.at(-1) ?? 0) / Math.max(...levels) >= beta) return [];
    start = at + 1;
    return [at];
  });
}

test('eddm equals its definition', () => {
  fc.assert(
    fc.property(errorStreams, fc.integer({ min: 1, max: 10 }), (stream, warm_start) => {
      const detector = createDetector('eddm', { warm_start, beta: 0.87654321 });
      expect(indicesOf(detector, stream)).toEqual(naive(stream, warm_start, 0.87654321));
    }),
    { numRuns: 50 },
  );
});

test('whatever is not exactly 1 counts as right', () => {
  const stream = Array.from({ length: 300 }, (_, at) => (at % (at < 200 ? 9 : 2) === 0 ? 1 : 0));
  const odd = stream.map((value, at) => (value === 1 ? 1 : [0, 0.5, -3, 1e9][at % 4]));
  expect(indicesOf(createDetector('eddm', {}), odd as number[])).toEqual(
    indicesOf(createDetector('eddm', {}), stream),
  );
});
