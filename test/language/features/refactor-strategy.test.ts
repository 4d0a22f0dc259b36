import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../../language/service.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';
import { refactorings } from './refactorings.ts';

const one = async (marked: string, only: string, path = 'a.monitor.yaml', files = {}) => {
  const text = marked.replace('█', '');
  return refactorings({ path, text, files }, marked.indexOf('█'), [only]);
};

describe('a strategy that is written out gets a name', () => {
  test.each([
    [
      'a block, with its comments',
      'monitors:\n  - id: slow\n    kind: latency\n    strategy: # a ceiling\n      # of the contract\n      type: sta█tic\n      bound: 250 # ms\n      # bound: 300\n    for: 2m\n',
      'monitors:\n  - id: slow\n    kind: latency\n    strategy: slow-static # a ceiling\n    for: 2m\nstrategies:\n  slow-static:\n    # of the contract\n    type: static\n    bound: 250 # ms\n    # bound: 300\n',
    ],
    [
      'braces; the comment behind them stays',
      'version: 1\n\nmonitors:\n  - kind: latency\n    stra█tegy: { type: static, bound: 250 } # x\n\n# what then\nretraining: []\n',
      'version: 1\n\nmonitors:\n  - kind: latency\n    strategy: latency-static # x\n\nstrategies:\n  latency-static: { type: static, bound: 250 }\n\n# what then\nretraining: []\n',
    ],
    [
      'an item of a list',
      'monitors:\r\n- kind: drift\r\n  strategy:\r\n  - type: sta█tic # x\r\n    bound: 3\r\n  - a\r\nstrategies:\r\n    a:\r\n        type: p_value\r\n',
      'monitors:\r\n- kind: drift\r\n  strategy:\r\n  - drift-static\r\n  - a\r\nstrategies:\r\n    a:\r\n        type: p_value\r\n    drift-static:\r\n        type: static # x\r\n        bound: 3\r\n',
    ],
    [
      'a part of a combination, into braces that are there',
      'monitors:\n  - kind: drift\n    strategy:\n      type: any_of\n      strategies:\n        - a\n        - type: █rolling_z_score\n          window: 30\nstrategies: { a: { type: p_value }, }\n',
      'monitors:\n  - kind: drift\n    strategy:\n      type: any_of\n      strategies:\n        - a\n        - drift-rolling-z-score\nstrategies: { a: { type: p_value }, drift-rolling-z-score: { type: rolling_z_score, window: 30 }, }\n',
    ],
    [
      'a part of a named one',
      'monitors: [{ kind: drift, strategy: both }]\nstrategies:\n  both: { type: any_of, strategies: [{ type: p_value }, { type: stat█ic, bound: 3 }] }\n',
      'monitors: [{ kind: drift, strategy: both }]\nstrategies:\n  both: { type: any_of, strategies: [{ type: p_value }, both-static] }\n  both-static: { type: static, bound: 3 }\n',
    ],
    [
      'quotes stay quotes',
      "monitors:\n  - kind: latency\n    strategy: { 'type': 'sta█tic', 'bound': 250 }\n",
      "monitors:\n  - kind: latency\n    strategy: 'latency-static'\nstrategies:\n  'latency-static': { 'type': 'static', 'bound': 250 }\n",
    ],
    [
      'braces over lines stay deeper than their key',
      'monitors: [\n  { kind: latency, strategy: {\n    type: sta█tic,\n    bound: 250\n  } } ]\n',
      'monitors: [\n  { kind: latency, strategy: latency-static } ]\nstrategies:\n  latency-static: {\n      type: static,\n      bound: 250\n    }\n',
    ],
    [
      'behind a comment in braces',
      'monitors: [{ kind: latency, strategy: { type: sta█tic, bound: 1 } }]\nstrategies: {\n  a: { type: p_value } # x\n}\n',
      'monitors: [{ kind: latency, strategy: latency-static }]\nstrategies: {\n  a: { type: p_value }, # x\n  latency-static: { type: static, bound: 1 }\n}\n',
    ],
  ])('%s', async (_, marked, wanted) => {
    const found = await one(marked, 'refactor.extract');
    expect(found.map(({ text }) => text)).toEqual([wanted]);
  });

  test('in JSON, on lines as the others are', async () => {
    const [found] = await one(
      '{\n  "monitors": [\n    { "kind": "latency", "strategy": { "type": "sta█tic", "bound": 3 } }\n  ]\n}\n',
      'refactor.extract',
      'a.monitor.json',
    );
    expect(found?.text).toBe(
      '{\n  "monitors": [\n    { "kind": "latency", "strategy": "latency-static" }\n  ],\n  "strategies": {\n    "latency-static": { "type": "static", "bound": 3 }\n  }\n}\n',
    );
  });

  test('which can be changed right there', async () => {
    const marked = 'monitors: [{ kind: latency, strategy: █{ type: static, bound: 3 } }]\n';
    const [found] = await one(marked, 'refactor.extract');
    const document = documentOf('a.monitor.yaml', found?.text ?? '');
    const service = createLanguageService(memoryHost({ 'a.monitor.yaml': document.getText() }));
    const renamed = await service.rename(document, document.positionAt(marked.indexOf('█')), 'ceiling');
    const edits = 'files' in renamed ? renamed.files.flatMap((file) => file.edits) : [];
    expect(TextDocument.applyEdits(document, edits)).toBe(
      'monitors: [{ kind: latency, strategy: ceiling }]\nstrategies:\n  ceiling: { type: static, bound: 3 }\n',
    );
  });

  test('a name that no file defines and nothing uses', async () => {
    const uses = '[{ type: st█atic, bound: 3 }, latency-static, latency-static-3, latency-static-4]';
    const found = await one(
      `include: [a.strategies.yaml]\nmonitors: [{ kind: latency, strategy: ${uses} }]\nstrategies:\n  latency-static-2: { type: static, bound: 1 }\n`,
      'refactor.extract',
      'a.monitor.yaml',
      { 'a.strategies.yaml': 'strategies: { latency-static: { type: static, bound: 1 } }\n' },
    );
    expect(found.map(({ title }) => title)).toEqual(['Extract to `strategies` as `latency-static-5`']);
  });

  test.each([
    ['a bare list has no place for names', '- { kind: latency, strategy: { type: sta█tic, bound: 1 } }\n'],
    [
      'an anchor would be behind its aliases',
      'monitors: [{ kind: latency, strategy: &a { type: sta█tic, bound: 1 } }, { kind: drift, strategy: *a }]\n',
    ],
    [
      'an include that cannot be read may have any name',
      'include: [gone.yaml]\nmonitors: [{ kind: latency, strategy: { type: sta█tic, bound: 1 } }]\n',
    ],
    [
      'what a comment silences would be told elsewhere',
      'monitors:\n  - kind: latency\n    # driftscope-disable-next-line unused-parameter -- x\n    strategy: { type: sta█tic, bound: 1 }\n',
    ],
    [
      'comments do not fit into braces',
      'monitors:\n  - kind: latency\n    strategy:\n      type: sta█tic # x\n      bound: 1\nstrategies: { a: { type: p_value } }\n',
    ],
    ['nothing is there', 'monitors: [{ kind: latency, strategy: { typ█e: } }]\n'],
    ['it has a name', 'monitors: [{ kind: latency, strategy: a█ }]\nstrategies: { a: { type: p_value } }\n'],
  ])('not where %s', async (_, marked) => {
    expect(await one(marked, 'refactor.extract')).toEqual([]);
  });
});

describe('a name gives way to what it stands for', () => {
  const block = 'strategies:\n  # of the contract\n  slow: # ms\n    type: static\n    bound: 250 # x\n';

  test.each([
    [
      'a block below the key',
      `monitors:\n  - kind: latency\n    strategy: sl█ow # why\n    for: 2m\n${block}`,
      `monitors:\n  - kind: latency\n    strategy: # why\n      type: static\n      bound: 250 # x\n    for: 2m\n${block}`,
    ],
    [
      'a block behind a dash',
      `monitors:\n  - strategy:\n      - slo█w\n      - { type: p_value }\n    kind: drift\n${block.replace(' # ms', '')}`,
      `monitors:\n  - strategy:\n      - type: static\n        bound: 250 # x\n      - { type: p_value }\n    kind: drift\n${block.replace(' # ms', '')}`,
    ],
    [
      'braces',
      'monitors:\r\n- kind: drift\r\n  stra█tegy: a # x\r\nstrategies: { a: { type: p_value } }\r\n',
      'monitors:\r\n- kind: drift\r\n  strategy: { type: p_value } # x\r\nstrategies: { a: { type: p_value } }\r\n',
    ],
    [
      'a block in braces',
      'monitors: [{ kind: drift, strategy: [█a] }]\nstrategies:\n  a:\n    type: any_of\n    strategies:\n      - type: p_value\n      - { type: static, bound: 1 }\n',
      'monitors: [{ kind: drift, strategy: [{ type: any_of, strategies: [{ type: p_value }, { type: static, bound: 1 }] }] }]\nstrategies:\n  a:\n    type: any_of\n    strategies:\n      - type: p_value\n      - { type: static, bound: 1 }\n',
    ],
  ])('here: %s', async (_, marked, wanted) => {
    const found = await one(marked, 'refactor.inline');
    expect(found.map(({ text }) => text)).toEqual([wanted]);
  });

  test('here: from a file that is included', async () => {
    const marked = 'include: [slow.strategy.yaml]\nmonitors:\n  - { kind: drift, strategy: sl█ow }\n';
    const files = { 'slow.strategy.yaml': 'type: static\nbound: 3\n' };
    const found = await one(marked, 'refactor.inline', 'a.monitor.yaml', files);
    expect(found).toEqual([
      {
        title: 'Inline `slow` here',
        text: 'include: [slow.strategy.yaml]\nmonitors:\n  - { kind: drift, strategy: { type: static, bound: 3 } }\n',
      },
    ]);
  });

  test.each([
    [
      'with its comments, and `strategies` when nothing is left in it',
      'monitors:\n  - kind: latency\n    strategy: slow # why\n  - kind: drift\n    strategy:\n      - slow\n\nstrategies:\n  # of the contract\n  sl█ow: # ms\n    type: static\n    bound: 250\n\nnotify: []\n',
      'monitors:\n  - kind: latency\n    # of the contract\n    # ms\n    strategy: # why\n      type: static\n      bound: 250\n  - kind: drift\n    strategy:\n      # of the contract\n      # ms\n      - type: static\n        bound: 250\n\nnotify: []\n',
    ],
    [
      'one of several',
      'monitors:\n  - kind: latency\n    strategy: slow\nstrategies:\n  a: { type: p_value } # y\n  slow█: { type: static, bound: 250 } # z\n  # w\n  b: { type: p_value }\n',
      'monitors:\n  - kind: latency\n    # z\n    strategy: { type: static, bound: 250 }\nstrategies:\n  a: { type: p_value } # y\n  # w\n  b: { type: p_value }\n',
    ],
  ])('everywhere: %s', async (_, marked, wanted) => {
    const found = await one(marked, 'refactor.inline');
    expect(found).toEqual([{ title: 'Inline `slow` everywhere and remove it', text: wanted }]);
  });

  test.each([
    ['nothing names it', 'monitors: [{ kind: drift }]\nstrategies: { sl█ow: { type: p_value } }\n', {}],
    [
      'another file names it',
      'monitors: [{ kind: drift, strategy: slow }]\nstrategies: { sl█ow: { type: p_value } }\n',
      {
        'b.monitor.yaml': 'include: [a.monitor.yaml]\nmonitors: [{ kind: drift, strategy: slow }]\n',
      },
    ],
    [
      'it is a part of itself',
      'monitors: [{ kind: drift, strategy: slow }]\nstrategies: { sl█ow: { type: any_of, strategies: [slow, { type: p_value }] } }\n',
      {},
    ],
    [
      'an alias stands for the name',
      'monitors: [{ kind: drift, strategy: &n slow }, { kind: error, strategy: *n }]\nstrategies: { sl█ow: { type: p_value } }\n',
      {},
    ],
    ['it is not known', 'monitors: [{ kind: drift, strategy: sl█ow }]\n', {}],
  ])('not where %s', async (_, marked, files) => {
    expect(await one(marked, 'refactor.inline', 'a.monitor.yaml', files)).toEqual([]);
  });
});
