import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService, type Problem } from '../../language/service.ts';
import { documentOf, memoryHost } from './helpers/memory-host.ts';

const read = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
/** All configs of the fixtures and examples, every one of their offsets; the same for all documents of the sweep is in sweep.test.ts. */
const fixtures = [
  'full.monitor.yaml',
  'ten-mistakes.monitor.yaml',
  'ten-mistakes.monitor.json',
  '../../examples/digit-reader/digit-reader.monitor.yaml',
  '../../examples/nab-latency/nab-latency.monitor.yaml',
];
const service = createLanguageService(
  memoryHost({
    'common.strategies.yaml': 'strategies: { shared: { type: static, bound: 1 } }\n',
    'data/digit-reader.events.ndjson': '',
  }),
);

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

async function problemsIn(text: string, file: string): Promise<readonly Problem[]> {
  const document = documentOf(file, text);
  const problems = await service.problems(document);
  const rules = problems.map(({ rule }) => rule);
  expect(rules, JSON.stringify(text.slice(-200))).not.toContain('internal-error');
  for (const { range, related = [] } of problems) {
    for (const each of [range, ...related.map((place) => place.range)]) expectInside(each, document);
  }
  return problems;
}

function expectInside({ start, end }: Problem['range'], document: TextDocument) {
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  expect(from).toBeLessThanOrEqual(to);
  // `positionAt` clamps; a range that survives the way there and back was inside.
  expect(document.positionAt(from)).toEqual(start);
  expect(document.positionAt(to)).toEqual(end);
}

describe.each(fixtures)('%s, cut off anywhere', (file) => {
  it.each(['\n', '\r\n'])('is judged without failing, line ends %j', async (lineEnd) => {
    const text = read(file).replaceAll('\n', lineEnd);
    for (let length = 0; length <= text.length; length += 1)
      await problemsIn(text.slice(0, length), nameOf(file));
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
