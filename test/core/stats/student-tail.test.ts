import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalTail } from '../../../core/stats/special/chi-square-tail.ts';
import { studentTail } from '../../../core/stats/special/student-tail.ts';
import { expectClose } from './golden.ts';

const distance = fc.double({ min: 0, max: 30, noNaN: true });

test('with one and two degrees of freedom it has a closed form', () => {
  fc.assert(
    fc.property(distance, (t) => {
      expectClose(studentTail(t, 1), Math.atan2(1, t) / Math.PI, `1 degree at ${t}`);
      const root = Math.sqrt(2 + t * t);
      expectClose(studentTail(t, 2), 1 / (root * (root + t)), `2 degrees at ${t}`);
    }),
  );
});

test('customary quantiles of tables', () => {
  expect(studentTail(2.262157, 9)).toBeCloseTo(0.025, 7);
  expect(studentTail(3.182446, 3)).toBeCloseTo(0.025, 7);
  expect(studentTail(2.756386, 29)).toBeCloseTo(0.005, 7);
});

test('falls with the distance and, far out, with the freedom, down to the normal distribution', () => {
  const freedom = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(distance, freedom, (t, degrees) => {
      expect(studentTail(t + 0.1, degrees)).toBeLessThan(studentTail(t, degrees));
      expect(studentTail(t + 2, degrees)).toBeGreaterThanOrEqual(normalTail(t + 2) * (1 - 1e-6));
    }),
  );
  expect(studentTail(3, 1_000_000) / normalTail(3)).toBeCloseTo(1, 4);
});

test('says nothing without freedom, and of no distance', () => {
  expect(studentTail(1, 0)).toBeNaN();
  expect(studentTail(-1, 3)).toBeNaN();
  expect(studentTail(0, 3)).toBe(0.5);
});
