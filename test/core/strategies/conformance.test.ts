import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSeries } from '../../../core/spec/series-notation.ts';
import { type Detector, type StrategyDef, verdict } from '../../../core/strategies/detector.ts';
import { strategies } from '../../../core/strategies/index.ts';
import { createDetector } from './golden.ts';

const all = strategies as unknown as readonly StrategyDef[];

/** Files of the folder that hold no strategy of their own. */
const shared = [
  'index.ts',
  'detector.ts',
  'floor.ts',
  'baseline-params.ts',
  'hddm-params.ts',
  'combination.ts',
];

function trace(strategy: StrategyDef, params: Readonly<Record<string, unknown>>, values: readonly number[]) {
  const detector = createDetector(strategy.id, params);
  return { detector, steps: run(detector, values) };
}

function run(detector: Detector, values: readonly number[]) {
  return values.map((value) => {
    const said = detector.update(value);
    const { score, limit, lower, upper } = detector;
    return { said, score, limit, lower, upper };
  });
}

const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), {
  maxLength: 200,
  size: 'max',
});

test('every strategy file is registered', () => {
  const files = readdirSync(new URL('../../../core/strategies', import.meta.url));
  expect(files.filter((file) => !shared.includes(file))).toHaveLength(strategies.length);
});

describe.each(all.map((strategy) => [strategy.id, strategy] as const))('%s', (_, strategy) => {
  test('documents itself, with an example that alarms', () => {
    for (const text of [strategy.title, strategy.summary, strategy.formula, strategy.doc])
      expect(text).not.toBe('');
    expect(strategy.references.length).toBeGreaterThan(0);
    expect(strategy.examples.some(({ alarms }) => alarms.length > 0)).toBe(true);
  });

  test.each(strategy.examples.map((example) => [example.note, example] as const))(
    'example: %s',
    (_note, example) => {
      const { steps } = trace(strategy, example.params, parseSeries(example.values));
      expect(steps.flatMap(({ said }, at) => (said === verdict.alarm ? [at] : []))).toEqual(example.alarms);
    },
  );

  const [first] = strategy.examples;
  const params = first?.params ?? {};

  test('is deterministic, and reset equals new', () => {
    fc.assert(
      fc.property(values, values, (before, stream) => {
        const fresh = trace(strategy, params, stream).steps;
        const { detector } = trace(strategy, params, before);
        detector.reset();
        expect(run(detector, stream)).toEqual(fresh);
      }),
    );
  });

  test('two at work share nothing', () => {
    fc.assert(
      fc.property(values, (stream) => {
        const one = createDetector(strategy.id, params);
        const other = createDetector(strategy.id, params);
        const interleaved = stream.map((value) => {
          other.update(-value);
          return one.update(value);
        });
        expect(interleaved).toEqual(trace(strategy, params, stream).steps.map(({ said }) => said));
      }),
    );
  });

  test('the band says what alarms, away from its edges', () => {
    fc.assert(
      fc.property(values, (stream) => {
        for (const [at, { said, lower, upper }] of trace(strategy, params, stream).steps.entries()) {
          const value = stream[at] ?? 0;
          const margin = 1e-6 * (1 + Math.abs(value));
          if (value > upper + margin || value < lower - margin) expect(said).toBe(verdict.alarm);
          if (value < upper - margin && value > lower + margin) expect(said).not.toBe(verdict.alarm);
        }
      }),
    );
  });
});
