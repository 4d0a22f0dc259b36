import fc from 'fast-check';
import { closest, distance } from 'fastest-levenshtein';
import { expect, it } from 'vitest';
import { nearestName } from '../../../core/spec/nearest-name.ts';

const levels = ['off', 'info', 'warning', 'error'];
const types = ['inference_completed', 'inference_latency', 'failure'];

it.each([
  ['warnign', levels, 'warning'],
  ['warn', levels, 'warning'],
  ['of', levels, 'off'],
  ['o', levels, undefined],
  ['InferenceCompleted', types, 'inference_completed'],
  ['faliure', types, 'failure'],
  ['latency', types, undefined],
  // As near to one as to the other.
  ['p90', ['p50', 'p95', 'p99'], undefined],
])('%j of %j is %j', (given, names, expected) => expect(nearestName(given, names)).toBe(expected));

it('is a name with the fewest slips, as another implementation counts them', () => {
  const word = fc.stringMatching(/^[a-d]{3,9}$/);
  fc.assert(
    fc.property(word, fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), (given, names) => {
      const nearest = nearestName(given, names);
      fc.pre(nearest !== undefined && !nearest.startsWith(given));
      // Two letters in the wrong order are one slip here, and two there.
      expect(distance(given, nearest ?? '')).toBeLessThanOrEqual(distance(given, closest(given, names)) + 1);
    }),
  );
});
