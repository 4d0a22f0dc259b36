import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findKind } from '../../../core/metrics/index.ts';
import { AlertLifecycle } from '../../../core/simulate/alert-lifecycle.ts';
import { withDefaults } from '../../../core/spec/schema.ts';
import { type Detector, verdict } from '../../../core/strategies/detector.ts';
import { findStrategy } from '../../../core/strategies/index.ts';
import { check } from '../helpers/check.ts';

/**
 * What rules say of never and always is held against the detectors themselves: where a rule says never, no stream that
 * fast-check can think of alarms; where it is silent and the matter is decidable, a certain stream does.
 */
type Params = Readonly<Record<string, unknown>>;

const kinds = [
  'accuracy',
  'failure_rate',
  'error',
  'drift',
  'accuracy_drift',
  'confidence',
  'latency',
] as const;
const kind = fc.constantFrom(...kinds);

const metricOf = (id: string) => {
  const found = findKind(id);
  if (!found) throw new Error(`no kind ${id}`);
  return found.metric(withDefaults(found.params, {}));
};

function detectorOf(kindId: string, { type, ...params }: Params): Detector {
  const strategy = findStrategy(String(type));
  if (!strategy) throw new Error(`no strategy ${type}`);
  return strategy.create(withDefaults(strategy.params, params) as never, metricOf(kindId), []);
}

/** The rules that speak of a monitor with one strategy. */
async function said(kindId: string, strategy: Params, more: Params = {}): Promise<readonly string[]> {
  const text = JSON.stringify([{ kind: kindId, ...more, strategy }]);
  const { problems } = await check(text, 'a.monitor.json');
  const errors = problems.filter(({ severity }) => severity === 'error');
  expect(errors, text).toEqual([]);
  return problems.map(({ rule, message }) => `${rule}: ${message}`);
}

const speaks = (rules: readonly string[], id: string) => rules.some((rule) => rule.startsWith(`${id}:`));

/** The ends of what a metric can be; a large number where there is none. */
const endsOf = (kindId: string) =>
  metricOf(kindId).range.map((end) => Math.max(-1e12, Math.min(1e12, end))) as [number, number];

function streamOf(kindId: string): fc.Arbitrary<number[]> {
  const [min, max] = endsOf(kindId);
  const value = fc.oneof(fc.constantFrom(min, max), fc.double({ noNaN: true, min, max }));
  const runs = fc.array(fc.tuple(value, fc.integer({ min: 1, max: 40 })), { maxLength: 8 });
  return runs.map((parts) => parts.flatMap(([at, times]) => Array<number>(times).fill(at)));
}

const verdicts = (detector: Detector, stream: readonly number[]) =>
  stream.map((value) => detector.update(value));
const alarms = (detector: Detector, stream: readonly number[]) =>
  verdicts(detector, stream).includes(verdict.alarm);

const near = fc.oneof(
  fc.constantFrom(-1, 0, 1, 1 - 2 ** -40, 1 + 2 ** -40, 0.5, 2, 90),
  fc.double({ noNaN: true, min: -3, max: 3 }),
);
const level = fc.double({ noNaN: true, min: 1e-3, max: 1 });
const spread = fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ noNaN: true, min: 0, max: 2 }));
const width = fc.oneof(fc.constantFrom(1, 2, 3), fc.double({ noNaN: true, min: 1e-3, max: 6 }));

function fateIn(rules: readonly string[]): 'never' | 'always' | 'sometimes' {
  const [isNever, isAlways] = ['never', 'always'].map((word) => speaks(rules, `threshold-${word}-fires`));
  expect(isNever && isAlways).toBe(false);
  return isNever ? 'never' : isAlways ? 'always' : 'sometimes';
}

describe('a fixed bound', () => {
  const strategy: fc.Arbitrary<Params> = fc.oneof(
    fc.record({ type: fc.constant('static'), bound: near, direction: fc.constantFrom('above', 'below') }),
    fc.record({ type: fc.constant('static'), bound: near }),
    fc.record({ type: fc.constant('threshold'), threshold: near }),
    fc.record({ type: fc.constant('fixed_threshold'), threshold: near }),
    fc.record({ type: fc.constant('p_value'), threshold: level }),
    fc.record({
      ...{ type: fc.constant('z_score'), baseline_mean: near, baseline_std: spread },
      z_threshold: width,
    }),
  );

  it('never, always or sometimes alarms, exactly as is said', async () => {
    const seen = { never: 0, always: 0, sometimes: 0 };
    const property = fc.asyncProperty(kind, strategy, async (id, given) => {
      const ends = endsOf(id).map((end) => alarms(detectorOf(id, given), [end]));
      const fate = fateIn(await said(id, given));
      seen[fate] += 1;
      // Each of these alarms beyond a bound, or on both sides of a middle: some end alarms, if any value does.
      expect(fate === 'never').toBe(!ends.includes(true));
      for (const stream of fc.sample(streamOf(id), 10)) {
        const others = verdicts(detectorOf(id, given), stream).filter((one) => one !== verdict.alarm);
        if (fate === 'never') expect(others).toHaveLength(stream.length);
        if (fate === 'always') expect(others).toEqual([]);
      }
    });
    await fc.assert(property, { numRuns: 400 });
    expect(Math.min(seen.never, seen.always, seen.sometimes)).toBeGreaterThan(10);
  });
});

describe('all of several bounds', () => {
  const part: fc.Arbitrary<Params> = fc.oneof(
    fc.record({
      ...{ type: fc.constant('static'), bound: near, direction: fc.constantFrom('above', 'below') },
      inclusive: fc.boolean(),
    }),
    fc.record({ type: fc.constant('threshold'), threshold: near }),
    fc.record({ type: fc.constant('fixed_threshold'), threshold: near }),
  );
  const given = fc.record({
    type: fc.constant('all_of'),
    strategies: fc.array(part, { minLength: 2, maxLength: 3 }),
  });

  it('that no value is said to pass at once are passed by none; of the others some are', async () => {
    const seen = { never: 0, sometimes: 0 };
    const property = fc.asyncProperty(given, async (strategy) => {
      const parts = strategy.strategies.map((one) => detectorOf('metric', one));
      const isNever = (await said('metric', strategy, { metric: 'x' })).some((rule) =>
        rule.includes('at once'),
      );
      seen[isNever ? 'never' : 'sometimes'] += 1;
      const bounds = strategy.strategies.map((one) => Number(one['bound'] ?? one['threshold']));
      const beside = bounds.flatMap((at) => [at, at - Math.abs(at) * 2 ** -53, at + Math.abs(at) * 2 ** -52]);
      const between = bounds.flatMap((a) => bounds.map((b) => (a + b) / 2));
      const isPassed = [...beside, ...between, -1e12, 1e12].some((value) =>
        parts.every((one) => one.update(value) === verdict.alarm),
      );
      // Bounds that 32 bits cannot tell apart are the one case in which nothing is said.
      const isEdge = bounds.some((a, at) =>
        bounds.some((b, other) => at !== other && Math.abs(a - b) < 1e-6),
      );
      if (isNever) expect(isPassed).toBe(false);
      else if (!isEdge) expect(isPassed).toBe(true);
    });
    await fc.assert(property, { numRuns: 300 });
    expect(Math.min(seen.never, seen.sometimes)).toBeGreaterThan(10);
  });
});

describe('a chart with a given baseline', () => {
  const chart: fc.Arbitrary<Params> = fc.oneof(
    fc.record({
      ...{ type: fc.constant('cusum'), baseline_mean: near, baseline_std: spread, k: width },
      direction: fc.constantFrom('both', 'up', 'down'),
    }),
    fc.record({
      ...{ type: fc.constant('ewma_chart'), baseline_mean: near, baseline_std: spread, L: width },
      lambda: fc.double({ noNaN: true, min: 0.05, max: 1 }),
    }),
  );

  it('that is said to never alarm does not; of the others some do', async () => {
    const seen = { never: 0, sometimes: 0 };
    const property = fc.asyncProperty(kind, chart, async (id, given) => {
      const isNever = speaks(await said(id, given), 'threshold-never-fires');
      seen[isNever ? 'never' : 'sometimes'] += 1;
      const constant = endsOf(id).map((end) => Array<number>(3000).fill(end));
      const streams = [...constant, ...fc.sample(streamOf(id), 10)];
      const found = streams.some((stream) => alarms(detectorOf(id, given), stream));
      if (isNever || isDecided(id, given)) expect(found).toBe(!isNever);
    });
    await fc.assert(property, { numRuns: 300 });
    expect(Math.min(seen.never, seen.sometimes)).toBeGreaterThan(10);
  });

  /** Far enough beyond what is allowed to alarm within the streams above. */
  function isDecided(id: string, given: Params): boolean {
    const [min, max] = endsOf(id);
    const mean = Number(given['baseline_mean']);
    const std = Math.max(Number(given['baseline_std']), 1e-6);
    const up = given['direction'] === 'down' ? 0 : (max - mean) / std;
    const down = given['direction'] === 'up' ? 0 : (mean - min) / std;
    const lambda = Number(given['lambda']);
    const allowed =
      given['type'] === 'cusum' ? Number(given['k']) : Number(given['L']) * Math.sqrt(lambda / (2 - lambda));
    return Math.max(up, down) > allowed * 1.05 + 0.01;
  }
});

describe('an EWMA band', () => {
  it('never alarms from 1/sqrt(alpha) on, and does so below', async () => {
    const pair = fc.tuple(level, fc.constantFrom(0.5, 0.9, 0.99, 1, 1.01, 2)).map(([alpha, share]) => ({
      ...{ type: 'ewma', alpha, k_sigma: share / Math.sqrt(alpha) },
    }));
    const property = fc.asyncProperty(pair, async (given) => {
      const isNever = speaks(await said('latency', given), 'ewma-never-fires');
      if (isNever)
        for (const stream of fc.sample(streamOf('latency'), 20))
          expect(alarms(detectorOf('latency', given), stream)).toBe(false);
      else if (given.k_sigma ** 2 * given.alpha < 0.999)
        expect(alarms(detectorOf('latency', given), [0, 1e9])).toBe(true);
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

describe('KSWIN', () => {
  it('never alarms where its window is said to be too small, and at a step elsewhere', async () => {
    const given = fc.record({
      ...{ type: fc.constant('kswin'), window_size: fc.integer({ min: 4, max: 24 }) },
      ...{ stat_size: fc.integer({ min: 2, max: 12 }), alpha: fc.constantFrom(0.005, 0.05, 0.3) },
    });
    const property = fc.asyncProperty(given, async (params) => {
      const rules = await said('error', params);
      const isNever = rules.some((rule) => rule.startsWith('window-too-small: This never alarms'));
      const step = [
        ...Array<number>(params.window_size).fill(0),
        ...Array<number>(params.window_size).fill(1),
      ];
      expect(alarms(detectorOf('error', params), step)).toBe(!isNever);
      if (isNever)
        for (const stream of fc.sample(streamOf('error'), 5))
          expect(alarms(detectorOf('error', params), stream)).toBe(false);
    });
    await fc.assert(property, { numRuns: 150 });
  });
});

describe('a warning level beyond the alarm', () => {
  it('never warns', async () => {
    const confidence = fc.constantFrom(0.001, 0.005, 0.01);
    const given: fc.Arbitrary<Params> = fc.oneof(
      fc.record({
        type: fc.constant('ddm'),
        warning_threshold: width,
        drift_threshold: width,
        warm_start: fc.constant(3),
      }),
      fc.record({
        type: fc.constant('eddm'),
        alpha: fc.constantFrom(0.7, 0.9),
        beta: fc.constantFrom(0.8, 0.9),
        warm_start: fc.constant(3),
      }),
      fc.record({
        type: fc.constantFrom('hddm_a', 'hddm_w'),
        drift_confidence: confidence,
        warning_confidence: confidence,
      }),
    );
    let count = 0;
    const property = fc.asyncProperty(given, async (params) => {
      if (!speaks(await said('error', params), 'warning-after-drift')) return;
      count += 1;
      const stream = fc.array(fc.constantFrom(0, 1), { minLength: 50, maxLength: 200 });
      for (const values of fc.sample(stream, 10))
        expect(verdicts(detectorOf('error', params), values)).not.toContain(verdict.warning);
    });
    await fc.assert(property, { numRuns: 150 });
    expect(count).toBeGreaterThan(10);
  });
});

describe('timing', () => {
  const seconds = fc.integer({ min: 0, max: 20 });
  /** Gaps between samples, and whether each is a breach. */
  const samples = (least: number) =>
    fc.array(fc.tuple(fc.integer({ min: Math.max(1, least), max: least + 15 }), fc.boolean()), {
      maxLength: 40,
    });

  function run(
    timing: ConstructorParameters<typeof AlertLifecycle>[0],
    steps: readonly (readonly [number, boolean])[],
  ) {
    const lifecycle = new AlertLifecycle(timing);
    let time = 0;
    const alerts: number[] = [];
    for (const [row, [gap, isBreach]] of steps.entries()) {
      time += gap * 1000;
      if (!isBreach) lifecycle.calm(time);
      else if (/fired|repeated/.test(lifecycle.breach(row, time, 1, 1, 1))) alerts.push(time);
    }
    lifecycle.finish();
    return { alerts, episodes: [...lifecycle.episodes] };
  }

  it('cooldown-hides-resolve: a cooldown up to `for` + `keep_firing_for` mutes nothing, a longer one can hide an episode', () => {
    const property = fc.property(seconds, seconds, seconds, samples(0), (hold, keep, cooldown, steps) => {
      const timing = {
        forMs: hold * 1000,
        keepFiringForMs: keep * 1000,
        cooldownMs: cooldown * 1000,
        repeat: 'once' as const,
      };
      if (cooldown <= hold + keep) {
        const { episodes, alerts } = run(timing, steps);
        expect(alerts.length).toBe(episodes.length);
        return;
      }
      // One episode, silence until it resolves, another that lasts just long enough to fire.
      const fire = hold === 0 ? [[0, true] as const] : [[0, true] as const, [hold, true] as const];
      const quiet = [Math.max(keep, 1e-3), false] as const;
      const { episodes } = run(timing, [...fire, quiet, ...fire, quiet]);
      const isInTime = Math.max(keep, 1e-3) + hold < cooldown;
      if (isInTime) expect(episodes.map(({ alerts }) => alerts)).toEqual([1, 0]);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('for-shorter-than-sampling: a `for` below the time between samples is as good as one of that time', () => {
    const property = fc.property(
      fc.integer({ min: 2, max: 20 }),
      fc.nat(),
      samples(0),
      (between, given, steps) => {
        const hold = 1 + (given % (between - 1));
        const spaced = steps.map(([gap, isBreach]) => [between + gap, isBreach] as const);
        const timing = { keepFiringForMs: 0, cooldownMs: 0, repeat: 'every' as const };
        expect(run({ ...timing, forMs: hold * 1000 }, spaced)).toEqual(
          run({ ...timing, forMs: between * 1000 }, spaced),
        );
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
