import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Series, sampleState } from '../../../core/simulate/run-result.ts';
import { inTimeOrder, thinSeries } from '../../../core/simulate/thin-series.ts';

function seriesOf(
  values: readonly number[],
  times: readonly number[],
  states: readonly number[] = [],
): Series {
  const column = () => new Float64Array(values.length);
  return {
    index: Uint32Array.from(values, (_, at) => at),
    time: Float64Array.from(times),
    value: Float64Array.from(values),
    score: column(),
    limit: column(),
    lower: column(),
    upper: column(),
    state: Uint8Array.from(values, (_, at) => states[at] ?? sampleState.ok),
  };
}

const samples = fc.array(
  fc.record({
    value: fc.integer({ min: -1e6, max: 1e6 }),
    pause: fc.integer({ min: 0, max: 9 }),
    state: fc.integer({ min: 0, max: 5 }),
  }),
  { minLength: 1, maxLength: 400, size: 'max' },
);

function build(drawn: readonly { value: number; pause: number; state: number }[]): Series {
  let now = 0;
  const times = drawn.map(({ pause }) => (now += pause));
  return seriesOf(
    drawn.map(({ value }) => value),
    times,
    drawn.map(({ state }) => state),
  );
}

describe('thinSeries', () => {
  test('keeps the extremes of what is shown, in order, and no more than four points a pixel', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 30 }), (drawn, width) => {
        const series = build(drawn);
        const [from, to] = [series.time[0] ?? 0, series.time.at(-1) ?? 0];
        const { samples: kept } = thinSeries(series, from, to, width);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept.length).toBeLessThanOrEqual(4 * (width + 2));
        const values = kept.map((at) => series.value[at] ?? 0);
        expect(Math.max(...values)).toBe(Math.max(...series.value));
        expect(Math.min(...values)).toBe(Math.min(...series.value));
      }),
    );
  });

  test('keeps a crossing of one sample among a million', () => {
    const values = Array.from({ length: 1_000_000 }, (_, at) => (at === 777_777 ? 1 : 0));
    const series = seriesOf(
      values,
      values.map((_, at) => at),
    );
    expect(thinSeries(series, 0, 1_000_000, 500).samples).toContain(777_777);
  });

  test('tells every span of a state, however short', () => {
    const { ok, pending, firing } = sampleState;
    const series = seriesOf([0, 0, 0, 0, 0], [0, 1, 2, 3, 4], [ok, pending, firing, ok, firing]);
    expect(thinSeries(series, 0, 4, 1).states).toEqual([
      { state: 'pending', from: 1, to: 2 },
      { state: 'firing', from: 2, to: 3 },
      { state: 'firing', from: 4, to: 4 },
    ]);
  });
});

test('inTimeOrder sorts a series whose time steps back, and leaves others as they are', () => {
  const straight = seriesOf([1, 2, 3], [0, 5, 5]);
  expect(inTimeOrder(straight)).toBe(straight);
  const { index, time, value } = inTimeOrder(seriesOf([1, 2, 3, 4], [10, 5, 20, 5]));
  expect([[...index], [...time], [...value]]).toEqual([
    [1, 3, 0, 2],
    [5, 5, 10, 20],
    [2, 4, 1, 3],
  ]);
});
