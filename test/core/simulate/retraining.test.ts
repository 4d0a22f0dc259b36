import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RetrainingPlan } from '../../../core/simulate/plan.ts';
import { RecentAlerts } from '../../../core/simulate/recent-alerts.ts';
import { RetrainingPolicy } from '../../../core/simulate/retraining.ts';

const monitors = ['a', 'b', 'c'];

interface Heard {
  readonly monitor: string;
  readonly time: number;
}

/** The same by keeping every alert. */
function requestsOf(plan: RetrainingPlan, heard: readonly Heard[]): boolean[] {
  let recent: Heard[] = [];
  let last = Number.NEGATIVE_INFINITY;
  return heard.map((alert) => {
    recent.push(alert);
    recent = recent.filter(({ time }) => alert.time - time <= (plan.withinMs ?? Number.POSITIVE_INFINITY));
    const isDue =
      recent.length >= plan.minAlerts &&
      (plan.when === 'any' || monitors.every((id) => recent.some(({ monitor }) => monitor === id)));
    if (!isDue || Math.abs(alert.time - last) < plan.cooldownMs) return false;
    recent = [];
    last = alert.time;
    return true;
  });
}

const plans = fc.record({
  id: fc.constant('p'),
  when: fc.constantFrom('any' as const, 'all' as const),
  minAlerts: fc.integer({ min: 1, max: 6 }),
  cooldownMs: fc.constantFrom(0, 5, 20),
  withinMs: fc.constantFrom(undefined, 0, 4, 15),
});
// Times that mostly go on, and now and then step back.
const alerts = fc.array(
  fc.record({ monitor: fc.constantFrom(...monitors), step: fc.integer({ min: -6, max: 9 }) }),
  { maxLength: 60 },
);

test('a policy asks for what it would if it kept every alert, also where times step back', () => {
  fc.assert(
    fc.property(plans, alerts, ({ withinMs, ...rest }, steps) => {
      const plan: RetrainingPlan = { ...rest, ...(withinMs === undefined ? {} : { withinMs }) };
      let now = 100;
      const heard = steps.map(({ monitor, step }) => {
        now += step;
        return { monitor, time: now };
      });
      const policy = new RetrainingPolicy(plan, monitors);
      expect(heard.map(({ monitor, time }) => policy.onAlert(monitor, 'm', time))).toEqual(
        requestsOf(plan, heard),
      );
    }),
    { numRuns: 500 },
  );
});

test('what a policy holds does not grow with the alerts', () => {
  const recent = new RecentAlerts(2, 3, 1e12);
  for (let time = 0; time < 100_000; time += 1) recent.add(time % 2, time);
  expect([recent.held, recent.areEnough, recent.areOfAllMonitors]).toEqual([3, true, true]);
});
