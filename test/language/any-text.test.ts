import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanguageService, type Problem } from '../../language/service.ts';
import { isInside } from './features/ranges.ts';
import { documents, variants } from './features/sample-documents.ts';
import { documentOf, memoryHost } from './helpers/memory-host.ts';

const read = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
const service = createLanguageService(
  memoryHost({
    'common.strategies.yaml': 'strategies: { shared: { type: static, bound: 1 } }\n',
    'data/digit-reader.events.ndjson': '',
  }),
);

async function problemsIn(text: string, file: string): Promise<readonly Problem[]> {
  const document = documentOf(file, text);
  const problems = await service.problems(document);
  for (const { rule, range, related = [] } of problems) {
    const isSound = [range, ...related.map((place) => place.range)].every((each) => isInside(each, document));
    // Thrown rather than expected: this runs ten thousand times.
    if (rule === 'internal-error' || !isSound) throw new Error(`${rule} of\n${JSON.stringify(text)}`);
  }
  return problems;
}

/** Every offset in one of the variants. */
describe.each(documents)('$name, cut off anywhere', ({ path, text: given }) => {
  it.each(variants)('is judged without failing: $variant', async ({ of, first }) => {
    const text = of(given);
    for (let length = first; length <= text.length; length += variants.length)
      await problemsIn(text.slice(0, length), path);
  });
});

it('a good config cut off anywhere has one syntax error at most, and at most two problems beside unknown names', async () => {
  const text = read('full.monitor.yaml');
  for (let length = 0; length <= text.length; length += 1) {
    const problems = await problemsIn(text.slice(0, length), 'full.monitor.yaml');
    const others = problems.filter(({ rule }) => !rule.startsWith('unknown-'));
    const said = others.map(({ rule, message }) => `${rule}: ${message}`);
    expect(said.length, `${JSON.stringify(text.slice(length - 40, length))} ${said}`).toBeLessThanOrEqual(2);
    expect(said.filter((line) => line.startsWith('yaml-syntax')).length).toBeLessThanOrEqual(1);
  }
});

/** Pieces of which configs, right and wrong, are made. */
const piece = fc.constantFrom(
  ...[
    'kind',
    'type',
    'strategy',
    'monitors',
    'id',
    'latency',
    'ewma',
    'alpha',
    '0.2',
    '3',
    '"',
    "'",
    '😀',
    '\uFEFF',
  ],
  ...[
    ': ',
    ':',
    '\n',
    '\r\n',
    '\r',
    '  ',
    '\t',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '#',
    '&a ',
    '*a',
    '<<: ',
    '!x ',
    '|',
    '>',
  ],
  ...[
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '? ',
    '~',
    '.nan',
    '__proto__',
    'constructor',
    '\\u12',
    '\0',
    '\u2028',
  ],
);

describe('any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  );

  it.each(['a.monitor.yaml', 'a.monitor.json', 'a.strategy.yaml', 'a.monitor.test.yaml'])(
    'in %s is judged without failing',
    async (file) => {
      await fc.assert(
        fc.asyncProperty(text, async (given) => void (await problemsIn(given, file))),
        { numRuns: 300 },
      );
    },
  );

  it('put into a good config is judged without failing', async () => {
    const good = read('full.monitor.yaml');
    const place = fc.integer({ min: 0, max: good.length });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 0, max: 30 }), text, async (at, length, given) => {
        await problemsIn(good.slice(0, at) + given + good.slice(at + length), 'full.monitor.yaml');
      }),
      { numRuns: 300 },
    );
  });
});
