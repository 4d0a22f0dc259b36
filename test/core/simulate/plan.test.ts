import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monitorIds, planOf } from '../../../core/simulate/plan.ts';

describe('monitorIds', () => {
  test('default to the kind, numbered from the second on, around ids that are taken', () => {
    const monitors = [
      { kind: 'latency' },
      { kind: 'latency' },
      { kind: 'drift', id: 'latency-3' },
      { kind: 'latency' },
    ];
    expect(monitorIds(monitors)).toEqual(['latency', 'latency-2', 'latency-3', 'latency-4']);
  });

  test('are unique where the given ones are', () => {
    const monitor = fc.record(
      { kind: fc.constantFrom('a', 'b'), id: fc.constantFrom('a', 'a-2', 'b-3', 'c') },
      { requiredKeys: ['kind'] },
    );
    fc.assert(
      fc.property(fc.array(monitor, { maxLength: 20 }), (monitors) => {
        const given = monitors.flatMap(({ id }) => id ?? []);
        fc.pre(new Set(given).size === given.length);
        expect(new Set(monitorIds(monitors)).size).toBe(monitors.length);
      }),
    );
  });
});

describe('planOf', () => {
  test('fills in defaults, of parameters, lifecycle and runtime', () => {
    const { monitors, runtime } = planOf({
      defaults: { severity: 'info', cooldown: '1m' },
      monitors: [{ kind: 'drift' }],
    });
    expect(monitors).toEqual([
      {
        id: 'drift',
        kind: 'drift',
        params: { threshold: 0.05 },
        strategies: [{ label: 'p_value', type: 'p_value', params: { threshold: 0.05 } }],
        severity: 'info',
        forMs: 0,
        keepFiringForMs: 0,
        cooldownMs: 60_000,
        repeat: 'every',
      },
    ]);
    expect(runtime).toEqual({ tickMs: 5000, samplingMs: 0, pollingMs: 0, busCapacity: 256 });
  });

  test("resolves names: the config's own before included ones", () => {
    const config = {
      monitors: [{ kind: 'latency', strategy: ['own', 'shared', 'both'] }],
      strategies: { own: { type: 'static', bound: 1 }, both: { type: 'static', bound: 2 } },
    };
    const included = { shared: { type: 'static', bound: 3 }, both: { type: 'static', bound: 4 } };
    expect(
      planOf(config, included).monitors[0]?.strategies.map(({ label, params }) => [label, params['bound']]),
    ).toEqual([
      ['own', 1],
      ['shared', 3],
      ['both', 2],
    ]);
    expect(() => planOf(config)).toThrow('unknown strategy "shared"');
  });
});
