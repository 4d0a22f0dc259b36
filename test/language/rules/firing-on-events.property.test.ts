import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findKind, monitorKinds } from '../../../core/metrics/index.ts';
import { planOf } from '../../../core/simulate/plan.ts';
import { simulate } from '../../../core/simulate/simulation.ts';
import { withDefaults } from '../../../core/spec/schema.ts';
import { measures } from '../../../core/stats/measures/index.ts';
import type { Measure } from '../../../core/stats/measures/measure.ts';
import { columnsOf, type TestEvent } from '../../helpers/columns.ts';
import { check } from '../helpers/check.ts';

/**
 * The same as in `firing.property.test.ts`, with nothing assumed of what a metric can be: events go through the whole run. Only their own
 * fields mean what they say: a probability is one, and a latency is not negative.
 */
type Json = Readonly<Record<string, unknown>>;

const share = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ noNaN: true, min: 0, max: 1 }));
const amount = fc.oneof(fc.constantFrom(0, 1, 90, 1e9), fc.double({ noNaN: true, min: 0, max: 1e12 }));
const real = fc.oneof(fc.constantFrom(-1, 0, 1), fc.double({ noNaN: true, min: -1e9, max: 1e9 }));
const label = fc.constantFrom('a', 'b', 'c');

const fields: fc.Arbitrary<TestEvent> = fc.oneof(
  fc.record({ type: fc.constant('inference_completed' as const), latency_ms: amount }),
  fc.record({ type: fc.constant('failure' as const), message: label }),
  fc.record({ type: fc.constant('concept_drift' as const), p_value: share }),
  fc.record({ type: fc.constant('accuracy_drift' as const), drift: share.map((value) => 2 * value - 1) }),
  fc.record({
    type: fc.constant('training_completed' as const),
    duration_ms: amount,
    samples_seen: fc.nat(),
  }),
  fc.record({
    type: fc.constant('metrics_snapshot' as const),
    confidence_mean: share,
    confidence_std: share,
    p50_latency_ms: amount,
    p95_latency_ms: amount,
    p99_latency_ms: amount,
  }),
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('inference_record' as const),
      predicted_label: label,
      ground_truth_label: label,
      latency_ms: amount,
      'metadata.x': real,
    }),
  },
);

/** Up to some two hundred events, in runs of the same, at uneven times. */
const events: fc.Arbitrary<readonly TestEvent[]> = fc
  .array(fc.tuple(fields, fc.integer({ min: 1, max: 20 }), fc.constantFrom(0, 1, 1000, 60_000)), {
    minLength: 5,
    maxLength: 25,
  })
  .map((runs) => {
    let time = 0;
    return runs.flatMap(([event, times, gap]) =>
      Array.from({ length: times }, () => {
        time += gap;
        return { ...event, time };
      }),
    );
  });

const small = fc.integer({ min: 1, max: 8 });
const drifting = (measure: fc.Arbitrary<Measure>) =>
  measure.chain((one) =>
    fc.record({
      measure: fc.constant(one.id),
      preset: fc.constantFrom(...one.presets.map(({ name }) => name)),
      window: fc.integer({ min: 2, max: 8 }),
      reference: fc.record({ first: fc.integer({ min: 2, max: 8 }) }),
    }),
  );
const all = measures as readonly Measure[];
const ofCategories = all.filter(({ presets }) => presets.every((preset) => preset.ofCategories));

/** Parameters of every kind there is. */
const params: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  latency: fc.record({ ema_alpha: fc.constantFrom(0.1, 0.5, 1) }),
  accuracy: fc.record({ window: small }),
  drift: fc.constant({}),
  accuracy_drift: fc.constant({}),
  confidence: fc.record({ statistic: fc.constantFrom('confidence_mean', 'confidence_std') }),
  latency_percentile: fc.record({ percentile: fc.constantFrom('p50', 'p95', 'p99') }),
  failure_rate: fc.record({ window: small }),
  error: fc.constant({}),
  prediction_drift: drifting(fc.constantFrom(...ofCategories)),
  feature_drift: drifting(fc.constantFrom(...all)).map((given) => ({ field: 'x', ...given })),
  metric: fc.oneof(
    fc.constant({ event: 'inference_record', field: 'latency_ms' }),
    fc.record({
      event: fc.constant('inference_record'),
      field: fc.constant('latency_ms'),
      aggregate: fc.constantFrom('count', 'sum', 'min'),
      window: small,
    }),
  ),
  training: fc.constant({}),
  silence: fc.record({ max_gap: fc.constantFrom('1s', '2m') }),
};

const monitor = fc
  .constantFrom(...monitorKinds.map(({ id }) => id))
  .chain((kind) => (params[kind] ?? fc.constant({})).map((given): Json => ({ kind, ...given })));

const bound = fc.oneof(
  fc.constantFrom(-1, 0, -0, 1, 1 + 2 ** -40, 1 - 2 ** -40, 90, Math.sqrt(Math.LN2), 0.8325546111576977),
  fc.double({ noNaN: true, min: -3, max: 3 }),
);
const strategy: fc.Arbitrary<Json> = fc.oneof(
  fc.record({
    type: fc.constant('static'),
    bound,
    direction: fc.constantFrom('above', 'below'),
    inclusive: fc.boolean(),
  }),
  fc.record({ type: fc.constant('threshold'), threshold: bound }),
  fc.record({ type: fc.constant('fixed_threshold'), threshold: bound }),
);

/** What the rules say of a strategy, written in the monitor, named, or as both parts of a combination. */
async function said(config: Json): Promise<'never' | 'always' | 'sometimes'> {
  const { problems } = await check(JSON.stringify(config), 'a.monitor.json');
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const rules = problems.map(({ rule }) => rule);
  if (rules.includes('threshold-never-fires')) return 'never';
  return rules.includes('threshold-always-fires') ? 'always' : 'sometimes';
}

const forms: readonly ((monitor: Json, strategy: Json) => Json)[] = [
  (given, inline) => ({ monitors: [{ ...given, strategy: inline }] }),
  (given, named) => ({ monitors: [{ ...given, strategy: 's' }], strategies: { s: named } }),
  (given, part) => ({ monitors: [{ ...given, strategy: { type: 'any_of', strategies: [part, part] } }] }),
];

describe('on events of every sort', () => {
  it('values stay within what their metric can take', () => {
    const property = fc.property(monitor, events, ({ kind, ...given }, rows) => {
      const found = findKind(String(kind));
      if (!found) throw new Error(`no kind ${kind}`);
      const [min, max] = found.metric(withDefaults(found.params, given)).range;
      const result = simulate(planOf([{ kind, ...given }]), columnsOf(rows));
      for (const { series } of result.monitors)
        for (const value of series?.value ?? []) {
          expect(value).toBeGreaterThanOrEqual(min);
          expect(value).toBeLessThanOrEqual(max);
        }
    });
    fc.assert(property, { numRuns: 600 });
  });

  it('what is said never to alarm does not, and what is said always to alarm does with every value', async () => {
    const seen = { never: 0, always: 0, sometimes: 0 };
    const form = fc.constantFrom(...forms);
    const property = fc.asyncProperty(monitor, strategy, form, events, async (given, rule, formed, rows) => {
      const config = formed(given, rule);
      const fate = await said(config);
      const { monitors } = simulate(planOf(config), columnsOf(rows));
      const alerts = monitors.reduce((sum, lane) => sum + lane.alerts.length, 0);
      const values = monitors.reduce((sum, lane) => sum + (lane.series?.value.length ?? 0), 0);
      if (values > 0) seen[fate] += 1;
      if (fate === 'never') expect(alerts, JSON.stringify(config)).toBe(0);
      if (fate === 'always') expect(alerts, JSON.stringify(config)).toBe(values);
    });
    await fc.assert(property, { numRuns: 1500 });
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });

  it('a bound in 32 bits may be reached by what lies a little below it', async () => {
    const threshold = 0.8325546111576977;
    const compared = { measure: 'js', preset: 'evidently', window: 2, reference: { first: 2 } };
    const given = { kind: 'feature_drift', field: 'x', ...compared };
    const config = { monitors: [{ ...given, strategy: { type: 'fixed_threshold', threshold } }] };
    expect(await said(config)).toBe('sometimes');
    const rows = [0, 0, 9, 9].map((value, at) => ({
      ...{ type: 'inference_record' as const, time: at, 'metadata.x': value },
    }));
    const { monitors } = simulate(planOf(config), columnsOf(rows));
    expect(monitors.map(({ alerts }) => alerts.length)).toEqual([1]);
  });
});
