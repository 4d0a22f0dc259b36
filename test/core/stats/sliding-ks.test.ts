import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ksDistance } from '../../../core/stats/distance/empirical.ts';
import { ks } from '../../../core/stats/measures/ks.ts';
import { SlidingKs } from '../../../core/stats/sliding-ks.ts';

// Few different values, so that many are equal, and any numbers.
const values = (minLength: number, maxLength: number) =>
  fc.oneof(
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }),
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength, maxLength }),
  );

test('the distance kept while the window slides is that of a walk over both samples', () => {
  fc.assert(
    fc.property(values(1, 40), values(1, 80), fc.integer({ min: 1, max: 20 }), (given, stream, size) => {
      const reference = Float64Array.from(given, (value) => value + 0).sort();
      const window = new SlidingKs(reference, size);
      stream.forEach((value, at) => {
        window.push(value + 0);
        expect(window.isFull).toBe(at + 1 >= size);
        if (!window.isFull) return;
        const current = Float64Array.from(stream.slice(at + 1 - size, at + 1), (one) => one + 0).sort();
        expect(window.steps).toBe(Math.round(ksDistance(reference, current) * window.units));
      });
    }),
  );
});

test('the p-value is to the bit that of the two samples, and large samples keep to their own way', () => {
  const [preset] = ks.presets;
  const at = (i: number) =>
    Math.sin(i * 12.9898) * 43758.5453 - Math.floor(Math.sin(i * 12.9898) * 43758.5453);
  const reference = Float64Array.from({ length: 97 }, (_, i) => Math.round(at(i) * 50)).sort();
  const window = preset.sliding?.(reference, 60);
  const compare = preset.ofNumbers(reference);
  const stream = Array.from({ length: 400 }, (_, i) => Math.round(at(i + 1000) * 50) + i / 40);
  stream.forEach((value, i) => {
    window?.push(value);
    if (i >= 59)
      expect(window?.distance()).toBe(compare(Float64Array.from(stream.slice(i - 59, i + 1)).sort()));
  });
  expect(preset.sliding?.(reference, 10_001)).toBeUndefined();
});
