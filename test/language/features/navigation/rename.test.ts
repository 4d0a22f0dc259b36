import { describe, expect, test } from 'vitest';
import { applied, project } from './project.ts';

/** The files after a rename, those that changed; or why there was none. */
async function renamed(
  files: Readonly<Record<string, string>>,
  name: string,
): Promise<Record<string, string> | string> {
  const given = project(files);
  const answer = await given.service.rename(given.document, given.position, name);
  if ('refusal' in answer) return answer.refusal;
  const after = applied(given, answer.files);
  return Object.fromEntries(Object.entries(after).filter(([path, text]) => text !== given.files[path]));
}

async function prepared(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const given = project(files);
  const start = await given.service.prepareRename(given.document, given.position);
  if (!start || 'refusal' in start) return start?.refusal;
  return `«${given.document.getText(start.range)}» as ${start.placeholder}`;
}

describe('a strategy', () => {
  const files = {
    'common.strategies.yaml': 'strategies:\n  "slow": { type: static, bound: 250 } # slow\n',
    'a.monitor.yaml':
      "include: [common.strategies.yaml]\nmonitors:\n  - { kind: latency, strategy: [sl█ow, 'slow'] }\n",
    'b.monitor.json':
      '{ "include": ["common.strategies.yaml"], "monitors": [{ "kind": "drift", "strategy": "slow" }] }',
    'c.monitor.yaml':
      'monitors: [{ kind: latency, strategy: slow }]\nstrategies: { slow: { type: p_value } }\n',
  };

  describe('that a strategy file names and only the configs which include it define', () => {
    const shared =
      'strategies:\n  both: { type: all_of, strategies: [slow, fast] }\n  fast: { type: p_value }\n';
    const config = (bound: number) =>
      `include: [s.strategies.yaml]\nstrategies:\n  slow: { type: static, bound: ${bound} }\nmonitors: [{ kind: drift, strategy: both }]\n`;

    test.each([
      [
        'in the config',
        { 'a.monitor.yaml': config(3).replace('slow', 'sl█ow'), 's.strategies.yaml': shared },
      ],
      [
        'in the strategy file',
        { 'a.monitor.yaml': config(3), 's.strategies.yaml': shared.replace('slow', 'sl█ow') },
      ],
    ])('is renamed in both, asked %s', async (_, given) => {
      expect(await renamed(given, 'late')).toEqual({
        'a.monitor.yaml': config(3).replace('slow', 'late'),
        's.strategies.yaml': shared.replace('slow', 'late'),
      });
    });

    test('is left alone where two configs define it each for itself', async () => {
      const given = {
        'a.monitor.yaml': config(3),
        'b.monitor.yaml': config(4),
        's.strategies.yaml': shared.replace('slow', 'sl█ow'),
      };
      expect(await renamed(given, 'late')).toEqual(expect.any(String));
    });
  });

  test('is renamed where it is defined and in all files that use it, quotes kept', async () => {
    expect(await renamed(files, 'late')).toEqual({
      'common.strategies.yaml': 'strategies:\n  "late": { type: static, bound: 250 } # slow\n',
      'a.monitor.yaml':
        "include: [common.strategies.yaml]\nmonitors:\n  - { kind: latency, strategy: [late, 'late'] }\n",
      'b.monitor.json':
        '{ "include": ["common.strategies.yaml"], "monitors": [{ "kind": "drift", "strategy": "late" }] }',
    });
  });

  test('gets quotes where YAML would take the name for something else', async () => {
    const text = 'monitors: [{ kind: latency, strategy: sl█ow }]\nstrategies: { slow: { type: p_value } }\n';
    expect(await renamed({ 'a.monitor.yaml': text }, '1e3')).toEqual({
      'a.monitor.yaml':
        "monitors: [{ kind: latency, strategy: '1e3' }]\nstrategies: { '1e3': { type: p_value } }\n",
    });
  });

  test('is renamed in block scalars, behind tags, and behind aliases once', async () => {
    const text =
      'monitors:\n  - kind: latency\n    strategy: |-\n      slow\n  - { kind: drift, strategy: &s !!str slow }\n  - { kind: error, strategy: *s }\nstrategies:\n  sl█ow: { type: p_value }\n';
    expect(await renamed({ 'a.monitor.yaml': text }, 'late')).toEqual({
      'a.monitor.yaml': text.replace('█', '').replaceAll('slow', 'late'),
    });
  });

  test('that an alias brings from a place of another meaning is written out', async () => {
    const text =
      'model: { name: &s slow }\nmonitors:\n  - { kind: drift, strategy: *s }\nstrategies:\n  sl█ow: { type: p_value }\n';
    expect(await renamed({ 'a.monitor.yaml': text }, 'late')).toEqual({
      'a.monitor.yaml':
        'model: { name: &s slow }\nmonitors:\n  - { kind: drift, strategy: late }\nstrategies:\n  late: { type: p_value }\n',
    });
  });

  test('cannot take a name that is taken, here or where it is included', async () => {
    const taken = {
      ...files,
      'b.monitor.json': files['b.monitor.json'].replace(
        / }$/,
        ', "strategies": { "late": { "type": "p_value" } } }',
      ),
    };
    expect(await renamed(taken, 'late')).toBe('The name `late` is taken by a strategy in b.monitor.json');
    const here = {
      'a.strategies.yaml': 'strategies:\n  slow█: { type: p_value }\n  late: { type: p_value }\n',
    };
    expect(await renamed(here, 'late')).toBe('The name `late` is taken by a strategy in a.strategies.yaml');
  });

  test.each(['', 'two words', '-x', 'ä', '{}'])('cannot be named %j', async (name) => {
    expect(await renamed(files, name)).toContain('cannot be a name');
  });

  test('named after its file is renamed with the file only', async () => {
    const bare = {
      'slow.strategy.yaml': 'type: static\nbound: 3\n',
      'a.monitor.yaml': 'include: [slow.strategy.yaml]\nmonitors: [{ kind: latency, strategy: █slow }]\n',
    };
    const refusal =
      '`slow` is named after its file, slow.strategy.yaml: rename the file, or name the strategy under `strategies`';
    expect(await prepared(bare)).toBe(refusal);
    expect(await renamed(bare, 'late')).toBe(refusal);
  });

  test('is renamed as a part of combinations, in monitors and in strategies', async () => {
    const text =
      'monitors:\n  - kind: latency\n    strategy: { type: any_of, strategies: [sl█ow, { type: all_of, strategies: [slow, both] }] }\nstrategies:\n  slow: { type: p_value }\n  both: { type: all_of, strategies: [slow, { type: p_value }] }\n';
    expect(await renamed({ 'a.monitor.yaml': text }, 'late')).toEqual({
      'a.monitor.yaml': text.replace('█', '').replaceAll('slow', 'late'),
    });
  });

  describe('that is a part of what a file of strategies combines', () => {
    const shared = 'strategies:\n  both: { type: any_of, strategies: [part, { type: p_value }] }\n';
    const config =
      'include: [a.strategies.yaml]\nmonitors: [{ kind: drift, strategy: both }]\nstrategies: { part: { type: p_value } }\n';

    test('is renamed there too, where one config defines it', async () => {
      const here = { 'a.strategies.yaml': shared, 'a.monitor.yaml': config.replace('part:', 'pa█rt:') };
      expect(await renamed(here, 'late')).toEqual({
        'a.strategies.yaml': shared.replace('part', 'late'),
        'a.monitor.yaml': config.replace('part', 'late'),
      });
    });

    test('is not renamed where two configs define it, each for itself', async () => {
      const refusal =
        '`part` is a part of a strategy in a.strategies.yaml, for which b.monitor.yaml defines it too: with another name in one of them it would be missing there';
      const here = {
        'a.strategies.yaml': shared,
        'a.monitor.yaml': config.replace('part:', 'pa█rt:'),
        'b.monitor.yaml': config,
      };
      expect(await prepared(here)).toBe(refusal);
      expect(await renamed(here, 'late')).toBe(refusal);
    });

    test('is renamed where the other config has it under the same name by chance', async () => {
      const other = 'strategies: { part: { type: p_value } }\nmonitors: [{ kind: drift, strategy: part }]\n';
      const here = {
        'a.strategies.yaml': shared,
        'a.monitor.yaml': config.replace('part:', 'pa█rt:'),
        'b.monitor.yaml': other,
      };
      expect(Object.keys(Object(await renamed(here, 'late'))).toSorted()).toEqual([
        'a.monitor.yaml',
        'a.strategies.yaml',
      ]);
    });
  });

  test('that nobody defines cannot be renamed', async () => {
    expect(await prepared({ 'a.monitor.yaml': '- { kind: latency, strategy: █slow }\n' })).toBe(
      'Nothing defines the strategy `slow`',
    );
  });
});

describe('a monitor', () => {
  const tests = 'config: a.monitor.yaml\ntests: [{ name: t, expect: [{ monitor: drift, never: true }] }]\n';

  test('is renamed in its config, in retraining and in tests', async () => {
    const text = 'monitors:\r\n  - id: dr█ift\r\n    kind: latency\r\nretraining: [{ on: ["drift"] }]\r\n';
    expect(await renamed({ 'a.monitor.yaml': text, 'a.monitor.test.yaml': tests }, 'gone')).toEqual({
      'a.monitor.yaml':
        'monitors:\r\n  - id: gone\r\n    kind: latency\r\nretraining: [{ on: ["gone"] }]\r\n',
      'a.monitor.test.yaml': tests.replace('drift', 'gone'),
    });
  });

  test.each([
    ['- kind: dri█ft\n  threshold: 0.1\n', '- id: gone\n  kind: drift\n  threshold: 0.1\n'],
    ['monitors:\r\n-   kind: dri█ft\r\n', 'monitors:\r\n-   id: gone\r\n    kind: drift\r\n'],
    ['-\n  # which\n  kind: dri█ft\n', '-\n  # which\n  id: gone\n  kind: drift\n'],
    ['- {kind: dri█ft}\n', '- {id: gone, kind: drift}\n'],
    ['- {\n    kind: dri█ft\n  }\n', '- {\n    id: gone,\n    kind: drift\n  }\n'],
    ['- &d\n  kind: dri█ft\n', '- &d\n  id: gone\n  kind: drift\n'],
  ])('named after its kind is given an id: %j', async (text, expected) => {
    expect(await renamed({ 'a.monitor.yaml': text, 'a.monitor.test.yaml': tests }, 'gone')).toEqual({
      'a.monitor.yaml': expected,
      'a.monitor.test.yaml': tests.replace('drift', 'gone'),
    });
  });

  test('in JSON is given an id on a line of its own', async () => {
    const text = '{\n  "monitors": [\n    {\n      "kind": "drift█"\n    }\n  ]\n}\n';
    expect(await renamed({ 'a.monitor.json': text }, 'gone')).toEqual({
      'a.monitor.json':
        '{\n  "monitors": [\n    {\n      "id": "gone",\n      "kind": "drift"\n    }\n  ]\n}\n',
    });
  });

  test('leaves the ids of others as they are', async () => {
    const text = '- kind: drift\n- kind: drift\n- { kind: drift }\n';
    expect(await renamed({ 'a.monitor.yaml': text.replace('drift', 'dri█ft') }, 'gone')).toEqual({
      'a.monitor.yaml':
        '- id: gone\n  kind: drift\n- id: drift-2\n  kind: drift\n- { id: drift-3, kind: drift }\n',
    });
    expect(
      await renamed({ 'a.monitor.yaml': '- { id: █drift, kind: latency }\n- kind: drift\n' }, 'gone'),
    ).toEqual({
      'a.monitor.yaml': '- { id: gone, kind: latency }\n- id: drift-2\n  kind: drift\n',
    });
  });

  test('cannot take an id that is taken, derived ones too', async () => {
    const text = 'monitors: [{ kind: latency, id: a█ }, { kind: drift }, { kind: error, id: b }]\n';
    expect(await renamed({ 'a.monitor.yaml': text }, 'b')).toBe('The id `b` is taken by another monitor');
    expect(await renamed({ 'a.monitor.yaml': text }, 'drift')).toBe(
      'The id `drift` is taken by another monitor',
    );
  });

  test.each([
    ['- kind: drift█\n  &a threshold: 0.1\n- *m\n', undefined],
    ['- &m { kind: drift█ }\n- *m\n', 'The monitor `drift` is named after its kind; give it an `id` first'],
    [
      '- &m { kind: drift█ }\n- <<: *m\n  threshold: 0.1\n',
      'The monitor `drift` is named after its kind; give it an `id` first',
    ],
    [
      '- { kind: drift, id: a█ }\n- { kind: latency, id: a }\n',
      'More than one monitor has the id `a`; give each its own first',
    ],
  ])('is refused where the text stands for more than one: %j', async (text, refusal) => {
    expect(await prepared({ 'a.monitor.yaml': text })).toBe(refusal ?? '«drift» as drift');
  });

  test('says what it is called before the rename, without quotes', async () => {
    expect(await prepared({ 'a.monitor.yaml': '- { id: "sl█ow", kind: drift }\n' })).toBe('«slow» as slow');
    expect(await prepared({ 'a.monitor.yaml': '- kind: drift\n- kind: drift█\n' })).toBe(
      '«drift» as drift-2',
    );
    expect(await prepared({ 'a.monitor.yaml': '- { id: "slow", kind: dri█ft }\n' })).toBeUndefined();
  });
});

describe('an anchor', () => {
  const text = '- &m { kind: latency }\n- <<: *█m\n  id: b\n- &m { kind: drift }\n- <<: *m\n  id: c\n';

  test('is renamed with its own aliases', async () => {
    expect(await renamed({ 'a.monitor.yaml': text }, 'base')).toEqual({
      'a.monitor.yaml':
        '- &base { kind: latency }\n- <<: *base\n  id: b\n- &m { kind: drift }\n- <<: *m\n  id: c\n',
    });
  });

  test('cannot take a name that is taken, or that YAML does not allow', async () => {
    const two = { 'a.monitor.yaml': '- &a { kind: latency }\n- &b█ { kind: drift }\n' };
    expect(await renamed(two, 'a')).toBe('The anchor `&a` is taken');
    expect(await renamed(two, 'a b')).toBe('`a b` cannot be an anchor: no blanks, commas or brackets');
  });

  test('that is missing cannot be renamed', async () => {
    expect(await prepared({ 'a.monitor.yaml': '- *m█\n' })).toBe('No `&m` stands before `*m`');
  });
});

test('a rename to the same name changes nothing, and there is nothing to rename beside names', async () => {
  expect(await renamed({ 'a.monitor.yaml': '- { id: a█, kind: drift }\n' }, 'a')).toEqual({});
  expect(await renamed({ 'a.monitor.yaml': 'ver█sion: 1\nmonitors: []\n' }, 'a')).toBe(
    'There is no name here that could be changed',
  );
});
