import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MersenneTwister } from '../../../core/stats/mersenne-twister.ts';
import { RandomSample } from '../../../core/stats/random-sample.ts';

interface Draws {
  readonly getrandbits32: readonly number[];
  readonly random_sample_70_30: readonly (readonly number[])[];
  readonly random_sample_100_100: readonly (readonly number[])[];
  readonly random_sample_3000_30_set_branch: readonly (readonly number[])[];
}

const path = new URL('../../golden/rng/mt19937.json', import.meta.url);
const golden = (Object.entries(JSON.parse(readFileSync(path, 'utf8')).results) as [string, Draws][]).filter(
  ([name]) => name.startsWith('python_'),
);

describe.each(golden)('random numbers equal CPython, %s', (name, draws) => {
  const seed = Number(name.slice('python_'.length));

  test('32 bits at a time', () => {
    const random = new MersenneTwister(seed);
    expect(draws.getrandbits32.map(() => random.next32())).toEqual(draws.getrandbits32);
    random.reset();
    expect(draws.getrandbits32.map(() => random.next32())).toEqual(draws.getrandbits32);
  });

  test.each([
    [70, 30, draws.random_sample_70_30],
    [100, 100, draws.random_sample_100_100],
    [3000, 30, draws.random_sample_3000_30_set_branch],
  ])('samples out of %s, %s each', (limit, count, samples) => {
    const sample = new RandomSample(new MersenneTwister(seed), limit, count);
    expect(samples.map(() => [...sample.draw()])).toEqual(samples);
  });
});
