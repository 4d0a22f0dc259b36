import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../../core/simulate/plan.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { findPreset, measures } from '../../../core/stats/measures/index.ts';
import type { Measure, MeasurePreset } from '../../../core/stats/measures/measure.ts';
import { columnsOf, type TestEvent } from '../../helpers/columns.ts';
import { sorted } from '../stats/golden.ts';

const record = (field: string, value: unknown, more: object = {}): TestEvent => ({
  type: 'inference_record',
  [field]: value,
  ...more,
});

const numbers = (values: readonly number[]) => values.map((value) => record('metadata.x', value));
const labels = (values: readonly string[]) => values.map((value) => record('predicted_label', value));

function run(monitor: object, events: readonly TestEvent[]) {
  const result = simulate(planOf([monitor]), columnsOf(events));
  const lane = result.monitors[0];
  return { result, lane, index: [...(lane?.series?.index ?? [])], value: [...(lane?.series?.value ?? [])] };
}

/** Which rows give a value: the first on which the window is full, then each `every` rows. */
function dueRows(length: number, first: number, window: number, every: number): number[] {
  return Array.from({ length }, (_, row) => row).filter(
    (row) => row >= first + window - 1 && (row - first - window + 1) % every === 0,
  );
}

const sizes = fc.record({
  first: fc.integer({ min: 2, max: 12 }),
  window: fc.integer({ min: 2, max: 12 }),
  every: fc.integer({ min: 1, max: 20 }),
});

const presets = (measures as readonly Measure[]).flatMap((measure) =>
  measure.presets.map((preset) => [measure.id, preset.name, preset] as const),
);

describe.each(presets)('%s, %s: a sliding window is the same as computing anew', (measure, name, preset) => {
  test('numbers', () => {
    const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-0, 0.5, 100));
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 60, size: 'max' }),
        sizes,
        (values, { first, window, every }) => {
          const monitor = {
            kind: 'feature_drift',
            field: 'x',
            measure,
            preset: name,
            window,
            every,
            reference: { first },
          };
          const { index, value } = run(monitor, numbers(values));
          const reference = sorted(values.slice(0, first));
          const wanted = dueRows(values.length, first, window, every)
            .map((row) => [row, preset.ofNumbers(reference)(sorted(values.slice(row - window + 1, row + 1)))])
            .filter(([, distance = 0]) => Number.isFinite(distance));
          expect(index.map((row, at) => [row, value[at]])).toEqual(wanted);
        },
      ),
    );
  });

  if (!preset.ofCategories) return;
  test('categories', () => {
    const value = fc.constantFrom('a', 'b', 'c', 'd', 'é', '10', '9');
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 60, size: 'max' }),
        sizes,
        (values, { first, window, every }) => {
          const monitor = {
            kind: 'feature_drift',
            field: 'x',
            measure,
            preset: name,
            window,
            every,
            reference: { first },
          };
          const { index, value } = run(
            monitor,
            values.map((text) => record('x', text)),
          );
          const wanted = dueRows(values.length, first, window, every)
            .map((row) => [
              row,
              slowDistance(preset, values.slice(0, first), values.slice(row - window + 1, row + 1)),
            ])
            .filter(([, distance = 0]) => Number.isFinite(distance));
          expect(index.map((row, at) => [row, value[at]])).toEqual(wanted);
        },
      ),
    );
  });
});

function slowDistance(
  preset: MeasurePreset,
  reference: readonly string[],
  current: readonly string[],
): number {
  const names = [...new Set([...reference, ...current])].sort();
  const counted = (side: readonly string[]) =>
    Float64Array.from(names, (name) => side.filter((value) => value === name).length);
  return preset.ofCategories?.({ reference: counted(reference), current: counted(current) }) ?? Number.NaN;
}

describe('reference', () => {
  const short = {
    kind: 'feature_drift',
    field: 'x',
    measure: 'wasserstein',
    preset: 'scipy',
    window: 2,
    every: 1,
  };

  test('is the first `window` values without one, and rows without the field do not count', () => {
    const events = [...numbers([1, 1]), record('metadata.y', 5), ...numbers([2, 4, 6])];
    const { index, value } = run(short, events);
    expect(index).toEqual([4, 5]);
    expect(value).toEqual([2, 4]);
  });

  test('between two times: what comes before counts for nothing, what comes from the end on is compared', () => {
    const reference = { from: '1970-01-01T00:00:01Z', to: '1970-01-01 00:00:03' };
    const { index, value } = run({ ...short, reference }, numbers([9, 1, 1, 3, 5]));
    expect(index).toEqual([4]);
    expect(value).toEqual([3]);
  });

  test('a time stepping back does not reopen it', () => {
    const events = [0, 1, 2, 1, 3].map((second, at) => record('x', at, { time: second * 1000 }));
    const { index } = run({ ...short, reference: { to: '1970-01-01T00:00:02Z' } }, events);
    expect(index).toEqual([3, 4]);
  });

  test('that holds nothing is told once, in plain words', () => {
    const { result, lane } = run({ ...short, reference: { to: '1969-01-01' } }, numbers([1, 2, 3, 4]));
    expect(result.failures.map(({ message }) => message)).toEqual(['the reference has no values of `x`']);
    expect(lane?.status).toBe('failed');
  });

  test('of a model that never has the field is no failure', () => {
    const other = [1, 2, 3].map((value) => record('metadata.y', value, { time: value * 1000 }));
    const { result } = run({ ...short, reference: { to: '1970-01-01T00:00:02Z' } }, other);
    expect(result.failures).toEqual([]);
  });

  test('of numbers, with fewer texts than numbers, is of the numbers alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 30 }),
        fc.array(fc.nat({ max: 1000 }), { maxLength: 10 }),
        (values, places) => {
          const events = numbers(values);
          const texts = places.slice(0, values.length - 1);
          for (const place of texts) events.splice(place % events.length, 0, record('x', 'unknown'));
          const later = numbers([1, 2, 3, 4]);
          const monitor = { ...short, window: 4 };
          const mixed = run({ ...monitor, reference: { first: events.length } }, [...events, ...later]);
          const pure = run({ ...monitor, reference: { first: values.length } }, [
            ...numbers(values),
            ...later,
          ]);
          expect(mixed.result.failures).toEqual([]);
          expect(mixed.value).toEqual(pure.value);
          expect(mixed.value).toHaveLength(1);
        },
      ),
    );
  });

  test('of text, at least by half, makes categories of all, which tests for numbers cannot compare', () => {
    const events = ['a', 'a', 'b', 'b', 'a'].map((text) => record('x', text));
    const { result } = run(short, events);
    expect(result.failures.map(({ message }) => message)).toEqual([
      '`x` holds text, and this measure compares numbers only: use psi, js or chi_square',
    ]);
    const mixed = [record('x', 'a'), record('x', 7), record('x', 7), record('x', 'a')];
    expect(run({ ...short, measure: 'js', preset: 'nannyml' }, mixed).value).toEqual([0]);
  });

  test('a file that was not read leaves the monitor without values', () => {
    const { value } = run({ ...short, reference: { events: 'x.ndjson' } }, numbers([1, 2, 3, 4]));
    expect(value).toEqual([]);
  });
});

describe('feature_drift', () => {
  test('compares anew each time a tenth of the window has changed', () => {
    const { index } = run({ kind: 'feature_drift', field: 'x', window: 25 }, numbers(Array(60).fill(1)));
    expect(index).toEqual([49, 52, 55, 58]);
  });

  test('finds a field by its whole name, or in the metadata', () => {
    for (const field of ['x', 'metadata.x'])
      expect(run({ kind: 'feature_drift', field, window: 2 }, numbers([1, 1, 1, 1])).index).toEqual([3]);
    expect(run({ kind: 'feature_drift', field: 'y', window: 2 }, numbers([1, 1, 1, 1])).index).toEqual([]);
  });

  test('names its metric, and knows p-values', () => {
    const named = (more: object) => run({ kind: 'feature_drift', field: 'x', ...more }, []).lane?.metric;
    expect(named({})).toBe('x_psi');
    expect(named({ measure: 'ks' })).toBe('x_ks_p_value');
  });

  test('every model has a reference of its own', () => {
    const events = [1, 5, 1, 5, 1, 5, 1, 5].map((value, at) => ({
      ...record('x', value),
      model: { name: at % 2 === 0 ? 'a' : 'b' },
    }));
    const { result } = run({ kind: 'feature_drift', field: 'x', window: 2 }, events);
    expect(result.monitors.map(({ model, last }) => [model, last])).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });
});

describe('prediction_drift', () => {
  const monitor = { kind: 'prediction_drift', window: 2, every: 1 };

  test('is the Jensen-Shannon distance of labels, natural logarithm', () => {
    const { value } = run(monitor, labels(['a', 'a', 'a', 'b', 'b']));
    const js = findPreset('js', 'evidently')?.ofCategories;
    expect(value).toEqual([
      js?.({ reference: Float64Array.of(2, 0), current: Float64Array.of(1, 1) }),
      Math.sqrt(Math.LN2),
    ]);
  });

  test('takes distances that were computed elsewhere as they are', () => {
    const events: TestEvent[] = [
      { type: 'metric_sample', metric: 'prediction_drift', value: 0.3 },
      { type: 'metric_sample', metric: 'accuracy', value: 0.9 },
    ];
    const { value, result } = run(monitor, events);
    expect(value).toEqual([0.3]);
    expect(result.alerts.map(({ metric, message }) => [metric, message])).toEqual([
      ['prediction_drift', 'Anomaly detected for default: prediction_drift = 0.3000'],
    ]);
  });
});

describe('without a strategy', () => {
  const alarmsAt = (more: object, values: readonly number[]) =>
    run(
      { kind: 'prediction_drift', ...more },
      values.map((value) => ({
        type: 'metric_sample',
        metric: 'prediction_drift',
        value,
      })),
    ).result.alerts.map(({ value }) => value);

  test('a distance alarms from evidently’s bound on, above NannyML’s', () => {
    expect(alarmsAt({}, [0.0999999999, 0.1, 0.2])).toEqual([0.1, 0.2]);
    expect(alarmsAt({ preset: 'nannyml' }, [0.1, 0.2])).toEqual([0.2]);
    expect(alarmsAt({ measure: 'psi', preset: 'quantile' }, [0.2, 0.21])).toEqual([0.21]);
  });

  test('a p-value alarms below', () => {
    expect(alarmsAt({ measure: 'chi_square' }, [0.049, 0.05, 0.9])).toEqual([0.049]);
    const { lane } = run(
      { kind: 'feature_drift', field: 'x', measure: 'ks', window: 20 },
      numbers([...Array(20).fill(1), ...Array(20).fill(2)]),
    );
    expect(lane?.status).toBe('firing');
  });

  test('a distance in the field’s own unit only observes', () => {
    const { lane } = run(
      { kind: 'feature_drift', field: 'x', measure: 'wasserstein', preset: 'scipy', window: 2 },
      numbers([1, 1, 9, 9]),
    );
    expect(lane?.status).toBe('observing');
  });
});
