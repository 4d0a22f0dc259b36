import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Detector, verdict } from '../../../core/strategies/detector.ts';
import { createDetector } from './golden.ts';

const parts = [
  { type: 'static', bound: 3 },
  { type: 'threshold', threshold: -3 },
  { type: 'rolling_z_score', window: 5, z_threshold: 2 },
  { type: 'ewma', alpha: 0.1, k_sigma: 2 },
] as const;

const chosen = fc.subarray([...parts], { minLength: 2 });
const streams = fc.array(fc.double({ noNaN: true, min: -5, max: 5 }), { maxLength: 80 });

const saidBy = (detector: Detector, stream: readonly number[]) =>
  stream.map((value) => detector.update(value));

const alone = (part: { readonly type: string }, stream: readonly number[]) =>
  saidBy(createDetector(part.type, part), stream);

test.each([
  ['any_of', Math.max],
  ['all_of', Math.min],
])('%s says what its parts say by themselves, taken together', (type, together) => {
  fc.assert(
    fc.property(chosen, streams, (strategies, stream) => {
      const each = strategies.map((part) => alone(part, stream));
      const wanted = stream.map((_, at) => together(...each.map((said) => said[at] ?? verdict.ok)));
      expect(saidBy(createDetector(type, { strategies }), stream)).toEqual(wanted);
    }),
  );
});

test.each(['any_of', 'all_of'])('%s nests', (type) => {
  fc.assert(
    fc.property(chosen, streams, (strategies, stream) => {
      const nested = { strategies: [{ type, strategies }, strategies[0]] };
      const flat = createDetector(type, { strategies });
      expect(saidBy(createDetector(type, nested), stream)).toEqual(saidBy(flat, stream));
    }),
  );
});

test.each(['any_of', 'all_of'])('a band of %s that is shown is exact', (type) => {
  fc.assert(
    fc.property(chosen, streams, (strategies, stream) => {
      const detector = createDetector(type, { strategies });
      const hasBand = strategies.every((part) => part.type !== 'rolling_z_score');
      for (const value of stream) {
        const isAlarm = detector.update(value) === verdict.alarm;
        const { lower, upper } = detector;
        if (Number.isNaN(lower) || Number.isNaN(upper) || (type === 'any_of' && !hasBand)) continue;
        const distance = Math.min(Math.abs(value - lower), Math.abs(value - upper));
        if (distance > 1e-6) expect(isAlarm).toBe(value < lower || value > upper);
      }
    }),
  );
});

test('bands with a gap between them are no band', () => {
  const apart = [
    {
      type: 'all_of',
      strategies: [
        { type: 'static', bound: 1 },
        { type: 'static', bound: 1 },
      ],
    },
    { type: 'threshold', threshold: 2 },
  ];
  const detector = createDetector('all_of', { strategies: apart });
  expect(detector.update(1.5)).toBe(verdict.alarm);
  expect([detector.lower, detector.upper]).toEqual([Number.NaN, Number.NaN]);
});
