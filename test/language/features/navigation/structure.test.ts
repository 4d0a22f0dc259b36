import { describe, expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { createLanguageService } from '../../../../language/service.ts';
import { documentOf, memoryHost } from '../../helpers/memory-host.ts';
import { place, project } from './project.ts';

const service = createLanguageService(memoryHost({}));

describe('the outline', () => {
  /** `name | detail | selected text`, children indented. */
  function outline(text: string, file = 'a.monitor.yaml'): string[] {
    const document = documentOf(file, text);
    const lines = (symbols: readonly DocumentSymbol[], indent: string): string[] =>
      symbols.flatMap(({ name, detail = '', selectionRange, children = [] }) => [
        `${indent}${name} | ${detail} | ${document.getText(selectionRange)}`,
        ...lines(children, `${indent}  `),
      ]);
    return lines(service.documentSymbols(document), '');
  }

  test('of a config has its sections, and in them monitors, strategies and policies', () => {
    const text = `version: 1
model: { name: digits }
include: [common.strategies.yaml]
monitors:
  - &slow
    id: slow
    kind: latency
    strategy: [band, { type: static, bound: 3 }]
  - kind: drift
strategies:
  band: { type: ewma, alpha: 0.2, k_sigma: 2 }
retraining:
  - on: [slow, drift]
  - { id: weekly, within: 7d }
`;
    expect(outline(text)).toEqual([
      'version | 1 | version',
      'model |  | model',
      'include |  | include',
      '  common.strategies.yaml |  | common.strategies.yaml',
      'monitors |  | monitors',
      '  slow | latency · band, static | slow',
      '    static |  | { type: static, bound: 3 }',
      '  drift |  | drift',
      'strategies |  | strategies',
      '  band | ewma | band',
      'retraining |  | retraining',
      '  retraining-1 | on slow, drift | - on: [slow, drift]',
      '  weekly |  | weekly',
    ]);
  });

  test('of a bare list are its monitors, whole', () => {
    const text = '# seeds\n- &m\n  kind: latency\n- <<: *m\n  kind: drift\n';
    expect(outline(text)).toEqual(['latency |  | latency', 'drift |  | drift']);
    const [first] = service.documentSymbols(documentOf('a.monitor.yaml', text));
    expect(first?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 2, character: 15 } });
  });

  test('of strategies in several documents', () => {
    const text = 'type: static\nbound: 1\n---\nstrategies:\n  a: { type: p_value }\n  b:\n    type: adwin\n';
    expect(outline(text, 'slow.strategy.yaml')).toEqual([
      'slow | static | static',
      'a | p_value | a',
      'b | adwin | b',
    ]);
  });

  test('of tests', () => {
    const text =
      'config: a.monitor.yaml\ntests:\n  - name: it is seen\n    expect: [{ never: true }]\n  - { expect: [] }\n';
    expect(outline(text, 'a.monitor.test.yaml')).toEqual([
      'config | a.monitor.yaml | config',
      'it is seen | 1 expectation | it is seen',
      'test 2 |  | - { expect: [] }',
    ]);
  });

  test('of JSON', () => {
    expect(outline('{ "monitors": [{ "kind": "drift", "id": "d" }] }', 'a.monitor.json')).toEqual([
      'monitors |  | "monitors"',
      '  d | drift | "d"',
    ]);
  });

  test('leaves out what stands elsewhere', () => {
    const text = 'strategies: &s\n  a: { type: p_value }\nmonitors:\n  - { kind: drift, strategy: *s }\n';
    expect(outline(text)).toEqual([
      'strategies |  | strategies',
      '  a | p_value | a',
      'monitors |  | monitors',
      '  drift |  | drift',
    ]);
  });
});

describe('folding', () => {
  /** `first-last`, lines from 1. */
  const folds = (text: string, file = 'a.monitor.yaml') =>
    service
      .foldingRanges(documentOf(file, text))
      .map(({ startLine, endLine, kind }) => `${startLine + 1}-${endLine + 1}${kind ? ` ${kind}` : ''}`);

  test.each(['\n', '\r\n'])('takes keys, items, brackets and comments, line ends %j', (lineEnd) => {
    const text = `# one
# two
monitors:
  - &slow
    kind: latency
    strategy: {
      type: static,
      bound: 3
    }

  # three
  - kind: drift
    threshold: |
      # no comment
      # but text

runtime: { tick_interval: 1s,
  bus_capacity: 3 }
`;
    expect(folds(text.replaceAll('\n', lineEnd))).toEqual([
      '3-15',
      '4-9',
      '6-8',
      '12-15',
      '13-15',
      '17-18',
      '1-2 comment',
    ]);
  });

  test('takes the documents of a file', () => {
    expect(
      folds('type: static\nbound: 1\n---\nstrategies:\n  a: { type: p_value }\n', 'a.strategy.yaml'),
    ).toEqual(['1-2', '4-5']);
  });

  test('leaves closing brackets of JSON to be seen', () => {
    expect(folds('{\n  "monitors": [\n    { "kind": "drift" }\n  ]\n}\n', 'a.monitor.json')).toEqual([
      '1-4',
      '2-3',
    ]);
  });

  test('has none for one line', () => {
    expect(folds('- { kind: drift }\n')).toEqual([]);
  });
});

describe('growing selection', () => {
  function grown(marked: string, file?: string): string[] {
    const given = project({ [file ?? 'a.monitor.yaml']: marked });
    const texts: string[] = [];
    let [range] = given.service.selectionRanges(given.document, [given.position]);
    for (; range; range = range.parent) texts.push(given.document.getText(range.range));
    return texts;
  }

  test('goes from the word to the document', () => {
    expect(grown('# c\nmonitors:\n  - kind: latency\n    strategy: "slow-bu█rn"\n  - kind: drift\n')).toEqual(
      [
        'burn',
        'slow-burn',
        '"slow-burn"',
        'strategy: "slow-burn"',
        'kind: latency\n    strategy: "slow-burn"',
        '- kind: latency\n    strategy: "slow-burn"',
        '- kind: latency\n    strategy: "slow-burn"\n  - kind: drift',
        'monitors:\n  - kind: latency\n    strategy: "slow-burn"\n  - kind: drift',
        '# c\nmonitors:\n  - kind: latency\n    strategy: "slow-burn"\n  - kind: drift\n',
      ],
    );
  });

  test('starts at keys, aliases and in flow collections too', () => {
    expect(grown('- &m { kind: drift }\n- { <<: *█m }\n')).toEqual([
      'm',
      '*m',
      '<<: *m',
      '{ <<: *m }',
      '- { <<: *m }',
      '- &m { kind: drift }\n- { <<: *m }',
      '- &m { kind: drift }\n- { <<: *m }\n',
    ]);
    expect(grown('{ "monitors": [{ "ki█nd": 1 }] }', 'a.monitor.json').slice(0, 4)).toEqual([
      'kind',
      '"kind"',
      '"kind": 1',
      '{ "kind": 1 }',
    ]);
  });

  test('knows the documents of a file', () => {
    expect(grown('type: static\n---\nty█pe: adwin\n', 'a.strategy.yaml')).toEqual([
      'type',
      'type: adwin',
      '---\ntype: adwin\n',
      'type: static\n---\ntype: adwin\n',
    ]);
  });

  test('has the whole text for an empty one', () => {
    expect(grown('█')).toEqual(['']);
  });
});

describe('links', () => {
  const files = { 'x.strategies.yaml': '', 'data/a.ndjson': '', 'data/b.ndjson': '', 'one/c.csv': '' };

  test('are there for paths and patterns that lead to one file', async () => {
    const text =
      'include: ["x.strategies.yaml", missing.strategies.yaml]\npreview:\n  events: [data/a.ndjson, data/*, "one/*.csv"]\nmonitors: []\n█';
    const given = project({ 'a.monitor.yaml': text, ...files });
    const links = await given.service.documentLinks(given.document);
    expect(
      links.map(({ range, target, tooltip }) => [given.document.getText(range), target?.slice(16), tooltip]),
    ).toEqual([
      ['x.strategies.yaml', 'x.strategies.yaml', 'Open the included strategies'],
      ['data/a.ndjson', 'data/a.ndjson', 'Open the sample events'],
      ['one/*.csv', 'one/c.csv', 'Open the sample events'],
    ]);
  });

  test('of a test file lead to its config and events', async () => {
    const given = project({
      'a.monitor.yaml': '',
      'a.monitor.test.yaml': 'config: a.monitor.yaml\ntests: [{ name: t, events: data/a.ndjson }]\n█',
      ...files,
    });
    const links = await given.service.documentLinks(given.document);
    expect(links.map(({ target }) => target?.slice(16))).toEqual(['a.monitor.yaml', 'data/a.ndjson']);
  });
});

describe('symbols of the workspace', () => {
  const given = project({
    'a.monitor.yaml': 'monitors:\n  - id: checkout-latency\n    kind: latency\n  - kind: drift\n█',
    'b.strategies.yaml': 'strategies:\n  check-band: { type: p_value }\n',
    'slow.strategy.yaml': 'type: static\nbound: 1\n',
    'other.yaml': 'monitors: [{ kind: accuracy }]\n',
  });
  const found = async (query: string) =>
    (await given.service.workspaceSymbols(query)).map(
      ({ name, containerName, location }) =>
        `${name} in ${containerName}, ${place(given, location.uri, location.range)}`,
    );

  test('are the monitors and strategies of our files', async () => {
    expect(await found('')).toEqual([
      'checkout-latency in a.monitor.yaml, a.monitor.yaml:2 «checkout-latency»',
      'drift in a.monitor.yaml, a.monitor.yaml:4 «drift»',
      'check-band in b.strategies.yaml, b.strategies.yaml:2 «check-band»',
      'slow in slow.strategy.yaml, slow.strategy.yaml:1 «static»',
    ]);
  });

  test('are found by their letters in order', async () => {
    expect((await found('ChB')).map((line) => line.split(' ')[0])).toEqual(['check-band']);
    expect((await found('chk')).map((line) => line.split(' ')[0])).toEqual([
      'checkout-latency',
      'check-band',
    ]);
    expect(await found('zz')).toEqual([]);
  });

  test('stop when nobody waits for them', async () => {
    expect(await given.service.workspaceSymbols('', { isCancellationRequested: true })).toEqual([]);
  });
});
