import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyManner, type Written, write } from './layouts.ts';
import { everyRefactoring, meaningOf, nameless, type Refactored, refactorings } from './refactorings.ts';
import { samples } from './sample-documents.ts';

const fileOf = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const files = {
  'common.strategies.yaml': 'strategies: { shared: { type: static, bound: 1 } }\n',
  '../common.strategies.yaml': 'strategies: { shared: { type: static, bound: 1 } }\n',
};

const documents = [
  // One of the samples has an id that is none; it would have no plan to compare.
  ...samples.map(({ path, text }) => ({ path, text: text.replace('"a\\"b"', '"b"') })),
  ...['examples/digit-reader/digit-reader', 'examples/nab-latency/nab-latency', 'test/fixtures/full'].map(
    (name) => ({ path: `${name.split('/').at(-1)}.monitor.yaml`, text: fileOf(`${name}.monitor.yaml`) }),
  ),
];

const kinds = { extract: ['refactor.extract'], inline: ['refactor.inline'] };

/** After a change the file says the same, by other names at most. */
async function expectSame(before: string, after: Refactored, path: string) {
  const [old, now] = [await meaningOf(path, before, files), await meaningOf(path, after.text, files)];
  expect(nameless(now.plan), after.text).toEqual(nameless(old.plan));
  expect(old.plan, before).toBeDefined();
  // A strategy that is inlined at one place may not be used at any other.
  const others = ({ problems }: typeof old) =>
    problems.filter((said) => !after.title.endsWith(' here') || !said.startsWith('unused-strategy'));
  expect(others(now), after.text).toEqual(others(old));
  const comments = (text: string) => new Set(text.match(/# [^\r\n]*/g)?.map((comment) => comment.trim()));
  expect(comments(after.text), after.text).toEqual(comments(before));
  if (before.includes('\r\n')) expect(after.text.replaceAll('\r\n', '')).not.toContain('\n');
  return old.plan;
}

/** Applies everything that is offered, and takes each extraction back; returns how many there were. */
async function expectSound(path: string, text: string): Promise<number> {
  const extracted = await everyRefactoring({ path, text, files }, kinds.extract);
  for (const one of extracted) {
    const plan = await expectSame(text, one, path);
    const name = /as `(.*)`/.exec(one.title)?.[1];
    const defined = one.text.search(new RegExp(`\\b${name}["']?\\s*:`));
    const back = await refactorings({ path, text: one.text, files }, defined, kinds.inline);
    const own = back.filter(({ title }) => title.startsWith(`Inline \`${name}\` everywhere`));
    expect(own.length, one.text).toBe(1);
    const after = await meaningOf(path, own[0]?.text ?? '', files);
    expect(after.plan, own[0]?.text).toEqual(plan);
  }
  const inlined = await everyRefactoring({ path, text, files }, kinds.inline);
  for (const one of inlined) await expectSame(text, one, path);
  return extracted.length + inlined.length;
}

describe('what is offered changes nothing that a config does', () => {
  test.each(documents)('$path', async ({ path, text }) => {
    for (const given of [text, text.replaceAll('\n', '\r\n')]) {
      const count = await expectSound(path, given);
      const isPossible = /\bmonitors"?:/.test(text);
      if (isPossible) expect(count).toBeGreaterThan(0);
      else expect(count).toBe(0);
    }
  });

  const part = (...names: readonly string[]): fc.Arbitrary<Written> =>
    fc.constantFrom<Written[]>(
      { type: 'static', bound: '3' },
      { type: 'p_value' },
      { type: 'all_of', strategies: [{ type: 'p_value' }, ...names, { type: 'static', bound: '4' }] },
      ...names,
    );
  const monitors = (one: fc.Arbitrary<Written>) =>
    fc.array(
      fc.record({
        kind: fc.constantFrom('drift', 'error'),
        strategy: fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 })),
      }),
      { minLength: 1, maxLength: 2 },
    );
  const notify = fc.constant<Written>([{ type: 'log' }]);
  const both: Written = { type: 'any_of', strategies: ['band', { type: 'static', bound: '9' }] };
  const strategies = fc.constant<Written>({ both, band: { type: 'static', bound: '7' } });
  const config = fc.oneof(
    fc.record({ monitors: monitors(part()), notify }),
    fc.record({ monitors: monitors(part('band', 'both')), notify, strategies }),
    fc.record({ monitors: monitors(part('band')), strategies }),
  ) as fc.Arbitrary<Written>;

  test('in any layout', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(config, anyManner, async (value, manner) => {
        count += await expectSound('a.monitor.yaml', write(value, manner));
      }),
      // To shrink a failure takes minutes; the layouts are small enough to read.
      { numRuns: 20, endOnFailure: true },
    );
    expect(count).toBeGreaterThan(0);
  });
});
