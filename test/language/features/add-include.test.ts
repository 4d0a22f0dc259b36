import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../../language/service.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';

const files = {
  'shared/common.strategies.yaml': 'strategies:\n  slow: { type: static, bound: 250 }\n',
  'steep.strategy.yaml': 'type: ewma\nalpha: 0.05\nk_sigma: 2\n',
  'a b.strategies.yaml': 'strategies: { odd: { type: p_value } }\n',
};

/** What a config becomes by the offers to include something, by their titles. */
async function included(text: string, file = 'a.monitor.yaml') {
  const document = documentOf(file, text);
  const service = createLanguageService(memoryHost({ [file]: text, ...files }));
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const offers = (await service.codeActions(document, range)).filter(({ title }) =>
    title.startsWith('Include'),
  );
  const made = offers.map(
    ({ title, edits }) => [title, TextDocument.applyEdits(document, [...edits])] as const,
  );
  for (const [, after] of made)
    expect(await service.problems(documentOf(file, after, 2)), after).not.toContainEqual(
      expect.objectContaining({ rule: 'unknown-strategy' }),
    );
  return made;
}

const monitors = (strategy: string) => `monitors:\n  - kind: latency\n    strategy: ${strategy}\n`;

it.each([
  [
    'a new entry at the beginning',
    `# head\n${monitors('slow')}`,
    `# head\ninclude: [shared/common.strategies.yaml]\n${monitors('slow')}`,
  ],
  [
    'behind version and model',
    `version: 1\nmodel:\n  name: a # its name\n\n# what is watched\n${monitors('"slow"')}`,
    `version: 1\nmodel:\n  name: a # its name\ninclude: [shared/common.strategies.yaml]\n\n# what is watched\n${monitors('"slow"')}`,
  ],
  [
    'a list in brackets',
    `include: [steep.strategy.yaml]\n${monitors('slow')}`,
    `include: [steep.strategy.yaml, shared/common.strategies.yaml]\n${monitors('slow')}`,
  ],
  [
    'a list of lines',
    `include:\n  - steep.strategy.yaml # ours\n${monitors('slow')}`,
    `include:\n  - steep.strategy.yaml # ours\n  - shared/common.strategies.yaml\n${monitors('slow')}`,
  ],
  [
    'a strategy named after its file',
    monitors('steep'),
    `include: [steep.strategy.yaml]\n${monitors('steep')}`,
  ],
  ['a path with a space', monitors('odd'), `include: ["a b.strategies.yaml"]\n${monitors('odd')}`],
])('a file that defines the strategy is included: %s', async (_, text, after) => {
  expect((await included(text)).map(([, made]) => made)).toEqual([after]);
});

it('in JSON, and seen from a folder', async () => {
  const text = '{\n  "monitors": [{ "kind": "latency", "strategy": "slow" }]\n}\n';
  expect(await included(text, 'configs/a.monitor.json')).toEqual([
    [
      'Include `../shared/common.strategies.yaml`',
      '{\n  "include": ["../shared/common.strategies.yaml"],\n  "monitors": [{ "kind": "latency", "strategy": "slow" }]\n}\n',
    ],
  ]);
});

it('nothing is offered where no file defines it, or nothing can be included', async () => {
  expect(await included(monitors('quick'))).toEqual([]);
  expect(await included('- { kind: latency, strategy: slow }\n')).toEqual([]);
});
