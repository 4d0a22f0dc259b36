import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../../language/service.ts';
import { marks } from '../helpers/check.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';

const service = createLanguageService(memoryHost({}));

/** What is offered for a text besides silencing, by title, each with the text it makes. */
async function fixes(text: string, path = 'a.monitor.yaml') {
  const document = documentOf(path, text);
  const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, whole, ['quickfix']);
  return actions
    .filter(({ title }) => !title.startsWith('Disable '))
    .map(({ title, edits, isPreferred }) => ({
      title,
      isPreferred,
      text: TextDocument.applyEdits(document, [...edits]),
    }));
}

describe('a number or truth value in quotes', () => {
  it.each([
    ['version: "1"\nmonitors: []\n', 'version: 1\nmonitors: []\n'],
    ["version: '1'\nmonitors: []\n", 'version: 1\nmonitors: []\n'],
    [
      '- kind: latency\n  strategy: { type: static, bound: 3, inclusive: "true" }\n',
      '- kind: latency\n  strategy: { type: static, bound: 3, inclusive: true }\n',
    ],
  ])('%j loses them', async (text, fixed) => {
    expect((await fixes(text)).map((fix) => fix.text)).toEqual([fixed]);
    expect(await marks(fixed)).toEqual([]);
  });
});

describe('what is given twice', () => {
  it('is told of merge keys too, of which YAML tools take another one each', async () => {
    const text = '- &a { kind: error, id: a }\n- &b { kind: error, id: b }\n- <<: *a\n  <<: *b\n  id: c\n';
    expect(await marks(text)).toEqual(['duplicate-key «<<»']);
  });

  it('leaves nobody to say what a strategy is used by', async () => {
    const text =
      'monitors: [{ kind: latency, strategy: a }]\nmonitors: [{ kind: error }]\nstrategies: { a: { type: static, bound: 1 } }\n';
    expect(await marks(text)).toEqual(['duplicate-key «monitors»']);
    expect((await fixes(text)).map(({ title }) => title)).toEqual([
      'Remove `monitors: [{ kind: error }]` from line 2',
      'Remove `monitors: [{ kind: latency, strategy: a }]` from line 1',
    ]);
  });

  it('goes with its own comment, and with no other', async () => {
    const text = '- { id: a, # c1\n    kind: latency, # c2\n    for: 3s, # c3\n    for: 4s # c4\n  }\n';
    const [removed] = await fixes(text);
    expect(removed?.text).toBe('- { id: a, # c1\n    kind: latency, # c2\n    for: 3s, # c3\n  }\n');
    expect(await marks(removed?.text ?? '')).toEqual([]);
  });
});

it('a misspelt key may mean one that a merge brings', async () => {
  const text = '- &a { kind: accuracy, window: 10 }\n- { <<: *a, id: d, windw: 3 }\n';
  expect((await fixes(text)).map(({ title }) => title)).toContain('Change to `window`');
});

it('which branch is meant is nobody’s guess', async () => {
  const [add] = await fixes('- kind: latency\n  strategy: { any_of: [a, b] }\n');
  expect(add).toMatchObject({ title: 'Add `type`', isPreferred: false });
});
