import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { activate } from '../../../core/simulate/active-strategy.ts';
import { planOf } from '../../../core/simulate/plan.ts';
import type { MetricInfo } from '../../../core/spec/metric.ts';
import { type Detector, verdict } from '../../../core/strategies/detector.ts';

export const anyMetric: MetricInfo = { name: 'x', unit: '', range: [-Infinity, Infinity], values: 'real' };

/** One run of a reference library; see test/golden/README.md. */
export interface GoldenCase {
  readonly params: Readonly<Record<string, unknown>>;
  readonly stream: string;
  readonly n_drift: number;
  readonly drift_indices: readonly number[];
  readonly warning_runs?: readonly (readonly [first: number, last: number])[];
  /** Index, and the state after that value. */
  readonly every_100: readonly (readonly [index: number, state: Readonly<Record<string, unknown>>])[];
}

export const readGolden = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../golden/${path}`, import.meta.url), 'utf8'));

export const readStream = (name: string): readonly number[] => readGolden(`inputs/${name}.json`).values;

export const riverCases = (file: string): readonly (readonly [string, GoldenCase])[] =>
  readGolden(`river/${file}.json`).cases.map((one: GoldenCase) => [
    `${one.stream} ${JSON.stringify(one.params)}`,
    one,
  ]);

/** A detector with the defaults filled in; `State` is what its class shows beyond the contract. */
export function createDetector<State>(
  id: string,
  params: Readonly<Record<string, unknown>>,
  metric: MetricInfo = anyMetric,
): Detector & State {
  const [plan] = planOf([{ kind: 'metric', metric: 'x', strategy: { ...params, type: id } }]).monitors;
  const [strategy] = plan?.strategies ?? [];
  if (!strategy) throw new Error(`no strategy ${id}`);
  return activate(strategy, metric).detector as Detector & State;
}

/** 0/1 streams whose error rate changes a few times. */
export const errorStreams = fc
  .array(
    fc.tuple(
      fc.constantFrom(2, 4, 10, 30),
      fc.boolean(),
      fc.array(fc.nat(59), { maxLength: 60, size: 'max' }),
    ),
    {
      maxLength: 3,
      size: 'max',
    },
  )
  .map((parts) =>
    parts.flatMap(([odds, isInverted, draws]) =>
      draws.map((draw): number => (draw < 60 / odds === isInverted ? 0 : 1)),
    ),
  );

/** Indices at which a detector gave that verdict. */
export function indicesOf(detector: Detector, values: readonly number[], wanted: number = verdict.alarm) {
  return values.flatMap((value, at) => (detector.update(value) === wanted ? [at] : []));
}

/** Every index of runs of indices. */
export const expand = (runs: readonly (readonly [number, number])[]) =>
  runs.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));

/**
 * Compares every detection, every warning and every recorded state, bit for bit unless `close` names the field as one
 * that comes through a logarithm. `stateOf` gives the detector's state under the names of the file;
 * it sees the expected one to hand back what the detector does not keep.
 */
export function expectGolden<State>(
  id: string,
  golden: GoldenCase,
  stateOf: (
    detector: Detector & State,
    expected: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>,
  close: readonly string[] = [],
) {
  const detector = createDetector<State>(id, golden.params);
  const alarms: number[] = [];
  const warnings: number[] = [];
  const states = new Map(golden.every_100);
  for (const [at, value] of readStream(golden.stream).entries()) {
    const said = detector.update(value);
    if (said === verdict.alarm) alarms.push(at);
    if (detector.warns ?? said === verdict.warning) warnings.push(at);
    const expected = states.get(at);
    if (expected) compareStates(stateOf(detector, expected), expected, close, at);
  }
  expect(alarms).toEqual(golden.drift_indices);
  expect(alarms).toHaveLength(golden.n_drift);
  if (golden.warning_runs) expect(warnings).toEqual(expand(golden.warning_runs));
}

function compareStates(
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
  close: readonly string[],
  at: number,
) {
  for (const [name, value] of Object.entries(expected)) {
    const wanted = decode(value);
    if (close.includes(name)) expectClose(actual[name], wanted, `${name} at ${at}`);
    else expect(actual[name], `${name} at ${at}`).toBe(wanted);
  }
}

const decode = (value: unknown) =>
  typeof value === 'string' && !Number.isNaN(Number(value.replace('NaN', '0'))) ? Number(value) : value;

/** Equal to a relative 1e-12. */
export function expectClose(actual: unknown, wanted: unknown, what: string) {
  if (typeof actual !== 'number' || typeof wanted !== 'number' || Object.is(actual, wanted)) {
    expect(actual, what).toBe(wanted);
  } else {
    expect(Math.abs(actual - wanted), `${what}: ${actual} for ${wanted}`).toBeLessThanOrEqual(
      1e-12 * Math.abs(wanted),
    );
  }
}
