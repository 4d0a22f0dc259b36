import { describe, expect, test } from 'vitest';
import { place, project } from './project.ts';

/** Where the definition is, and from what text one gets there. */
async function definitions(files: Readonly<Record<string, string>>): Promise<string[]> {
  const given = project(files);
  const found = await given.service.definition(given.document, given.position);
  return found.map(({ originSelectionRange, targetUri, targetSelectionRange }) => {
    const from = originSelectionRange && given.document.getText(originSelectionRange);
    return `«${from}» -> ${place(given, targetUri, targetSelectionRange)}`;
  });
}

const shared = { 'common.strategies.yaml': 'strategies:\n  "slow": { type: static, bound: 250 }\n' };

describe('a strategy', () => {
  test('leads to where it is defined in the file', async () => {
    const text =
      'monitors:\n  - { kind: latency, strategy: sl█ow }\nstrategies:\n  slow: { type: static, bound: 1 }\n';
    expect(await definitions({ 'a.monitor.yaml': text })).toEqual(['«slow» -> a.monitor.yaml:4 «slow»']);
  });

  test('leads into an included file', async () => {
    const text = 'include: [common.strategies.yaml]\nmonitors:\n  - kind: latency\n    strategy: ["slow█"]\n';
    expect(await definitions({ 'a.monitor.yaml': text, ...shared })).toEqual([
      '«slow» -> common.strategies.yaml:2 «slow»',
    ]);
  });

  test('leads to the type of a bare strategy file', async () => {
    const text = 'include: [slow.strategy.yaml]\nmonitors: [{ kind: latency, strategy: █slow }]\n';
    const bare = { 'slow.strategy.yaml': '# slow\ntype: static\nbound: 3\n' };
    expect(await definitions({ 'a.monitor.yaml': text, ...bare })).toEqual([
      '«slow» -> slow.strategy.yaml:2 «static»',
    ]);
  });

  test('leads to the one that wins', async () => {
    const text =
      'include: [common.strategies.yaml]\nmonitors: [{ kind: latency, strategy: slow█ }]\nstrategies: { slow: { type: p_value } }\n';
    expect(await definitions({ 'a.monitor.yaml': text, ...shared })).toEqual([
      '«slow» -> a.monitor.yaml:3 «slow»',
    ]);
  });

  test('that nobody defines leads nowhere', async () => {
    expect(await definitions({ 'a.monitor.yaml': '- { kind: latency, strategy: slow█ }\n' })).toEqual([]);
  });

  test('in JSON, with line ends of Windows and characters beyond the basic plane', async () => {
    const text = `{ "model": { "name": "😀" },\r\n "monitors": [{ "kind": "latency", "strategy": "s█low" }],\r\n "strategies": { "slow": { "type": "p_value" } } }`;
    expect(await definitions({ 'a.monitor.json': text })).toEqual(['«slow» -> a.monitor.json:3 «slow»']);
  });

  test('gives all of it as the range', async () => {
    const given = project({
      'a.monitor.yaml':
        'monitors: [{ kind: latency, strategy: █slow }]\nstrategies:\n  slow:\n    type: static\n    bound: 1\n',
    });
    const [link] = await given.service.definition(given.document, given.position);
    expect(link && given.document.getText(link.targetRange).trim()).toBe(
      'slow:\n    type: static\n    bound: 1',
    );
  });
});

describe('a monitor', () => {
  const config = 'monitors:\n  - id: slow\n    kind: latency\n  - kind: drift\n  - kind: drift\n';

  test('leads from retraining to its id', async () => {
    const text = `${config}retraining: [{ on: [s█low, drift] }]\n`;
    expect(await definitions({ 'a.monitor.yaml': text })).toEqual(['«slow» -> a.monitor.yaml:2 «slow»']);
  });

  test('without an id leads to its kind, numbered ones too', async () => {
    const text = `${config}retraining: [{ on: [drift-2█] }]\n`;
    expect(await definitions({ 'a.monitor.yaml': text })).toEqual(['«drift-2» -> a.monitor.yaml:5 «drift»']);
  });

  test('leads from a test to the config', async () => {
    const text =
      'config: sub/a.monitor.yaml\ntests:\n  - name: t\n    expect: [{ monitor: █slow, never: true }]\n';
    expect(await definitions({ 'a.monitor.test.yaml': text, 'sub/a.monitor.yaml': config })).toEqual([
      '«slow» -> sub/a.monitor.yaml:2 «slow»',
    ]);
  });

  test('at its definition leads to itself', async () => {
    expect(await definitions({ 'a.monitor.yaml': config.replace('slow', 'slow█') })).toEqual([
      '«slow» -> a.monitor.yaml:2 «slow»',
    ]);
  });
});

describe('a path', () => {
  const files = { 'x.strategies.yaml': 'strategies: {}\n', 'data/a.ndjson': '', 'data/b.ndjson': '' };

  test.each([
    ['include: [x.strat█egies.yaml]\nmonitors: []\n', ['«x.strategies.yaml» -> x.strategies.yaml:1 «»']],
    [
      'preview: { events: ["data/*█"] }\nmonitors: []\n',
      ['«data/*» -> data/a.ndjson:1 «»', '«data/*» -> data/b.ndjson:1 «»'],
    ],
    ['include: [y.strat█egies.yaml]\nmonitors: []\n', []],
  ])('%j', async (text, expected) => {
    expect(await definitions({ 'a.monitor.yaml': text, ...files })).toEqual(expected);
  });

  test.each([
    ['config: a.█monitor.yaml\ntests: []\n', ['«a.monitor.yaml» -> a.monitor.yaml:1 «»']],
    ['tests: [{ name: t, events: data/a█.ndjson }]\n', ['«data/a.ndjson» -> data/a.ndjson:1 «»']],
    [
      'tests: [{ name: t, events: [data/a.ndjson, █data/b.ndjson] }]\n',
      ['«data/b.ndjson» -> data/b.ndjson:1 «»'],
    ],
  ])('of a test: %j', async (text, expected) => {
    expect(await definitions({ 'a.monitor.test.yaml': text, 'a.monitor.yaml': '', ...files })).toEqual(
      expected,
    );
  });
});

describe('an alias', () => {
  test('leads to the last anchor of its name before it', async () => {
    const text = '- &m { kind: latency }\n- &m { kind: drift }\n- <<: *█m\n- &m { kind: error }\n';
    expect(await definitions({ 'a.monitor.yaml': text })).toEqual(['«m» -> a.monitor.yaml:2 «m»']);
  });

  test('of a name leads to the anchor, not to what is named', async () => {
    const text =
      'monitors:\n  - { kind: latency, strategy: &s slow }\n  - { kind: drift, strategy: *s█ }\nstrategies: { slow: { type: p_value } }\n';
    expect(await definitions({ 'a.monitor.yaml': text })).toEqual(['«s» -> a.monitor.yaml:2 «s»']);
  });

  test('sees no anchor of another document, and none in comments and texts', async () => {
    const text = '# &s\ntype: &s static\nbound: 1\n---\nstrategies: { b: { type: "&s", bound: *s█ } }\n';
    expect(await definitions({ 'a.strategy.yaml': text })).toEqual([]);
  });
});

test.each(['kind: lat█ency\n', 'ver█sion: 1\nmonitors: []\n', '# mon█itors\n', '█'])(
  'nothing to go to in %j',
  async (text) => {
    expect(await definitions({ 'a.monitor.yaml': text })).toEqual([]);
  },
);
