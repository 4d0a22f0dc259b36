import { describe, expect, test } from 'vitest';
import { place, project } from './project.ts';

async function references(files: Readonly<Record<string, string>>, withDefinition = true): Promise<string[]> {
  const given = project(files);
  const found = await given.service.references(given.document, given.position, withDefinition);
  return found.map(({ uri, range }) => place(given, uri, range));
}

async function highlights(text: string, file = 'a.monitor.yaml'): Promise<string[]> {
  const given = project({ [file]: text });
  const found = await given.service.highlights(given.document, given.position);
  return found.map(
    ({ range, kind }) => `${kind === 3 ? 'def' : 'use'} ${place(given, given.document.uri, range)}`,
  );
}

describe('references to a strategy', () => {
  const files = {
    'common.strategies.yaml': 'strategies:\n  slow: { type: static, bound: 250 }\n',
    'a.monitor.yaml':
      "include: [common.strategies.yaml]\nmonitors:\n  - { kind: latency, strategy: 'slow' }\n",
    'b.monitor.yaml':
      'include: [common.strategies.yaml]\nmonitors: [{ kind: latency, strategy: slow }]\nstrategies: { slow: { type: p_value } }\n',
    'c.monitor.json':
      '{ "include": ["via.strategies.yaml"],\n"monitors": [{ "kind": "drift", "strategy": ["slow"] }] }',
    'via.strategies.yaml': 'strategies: {}\n',
    'd.monitor.yaml': 'monitors:\n  - { kind: latency, strategy: slow }\n',
  };
  const all = ['common.strategies.yaml:2 «slow»', 'a.monitor.yaml:3 «slow»'];

  test('are found in every file that includes it, and not where another of the name wins', async () => {
    const marked = {
      ...files,
      'common.strategies.yaml': 'strategies:\n  s█low: { type: static, bound: 250 }\n',
    };
    expect(await references(marked)).toEqual(all);
    expect(await references(marked, false)).toEqual(all.slice(1));
  });

  test('are the same from a use', async () => {
    expect(
      await references({ ...files, 'a.monitor.yaml': files['a.monitor.yaml'].replace("'slow'", "'slow█'") }),
    ).toEqual(all);
  });

  test('follow an include that is a full config, through others', async () => {
    const chain = {
      'x.monitor.yaml': 'include: [y.monitor.yaml]\nmonitors: [{ kind: latency, strategy: s█low }]\n',
      'y.monitor.yaml': 'include: [common.strategies.yaml]\nmonitors: [{ kind: drift, strategy: slow }]\n',
      'common.strategies.yaml': files['common.strategies.yaml'],
    };
    expect(await references(chain)).toEqual([
      'common.strategies.yaml:2 «slow»',
      'x.monitor.yaml:2 «slow»',
      'y.monitor.yaml:2 «slow»',
    ]);
  });

  test('that nobody defines are the same name in the file', async () => {
    const text = 'monitors:\n  - { kind: latency, strategy: sl█ow }\n  - { kind: drift, strategy: [slow] }\n';
    expect(await references({ ...files, 'e.monitor.yaml': text })).toEqual([
      'e.monitor.yaml:2 «slow»',
      'e.monitor.yaml:3 «slow»',
    ]);
  });

  test('spelled with an escape are found', async () => {
    const json =
      '{"monitors":[{"kind":"latency","strategy":"sl\\u006fw"}],"strategies":{"sl█ow":{"type":"p_value"}}}';
    expect(await references({ 'a.monitor.json': json })).toEqual([
      'a.monitor.json:1 «slow»',
      'a.monitor.json:1 «"sl\\u006fw"»',
    ]);
  });
});

describe('references to a monitor', () => {
  const config =
    'monitors:\n  - id: slow\n    kind: latency\n  - kind: drift\nretraining:\n  - on: [slow, drift]\n';
  const tests =
    'config: a.monitor.yaml\ntests:\n  - name: t\n    expect: [{ monitor: slow, never: true }, { monitor: drift, never: true }]\n';

  test('are in retraining and in the tests of its config', async () => {
    const files = {
      'a.monitor.yaml': config.replace('slow', '█slow'),
      'a.monitor.test.yaml': tests,
      'b.monitor.test.yaml': tests.replace('a.monitor', 'b.monitor'),
      'b.monitor.yaml': config,
    };
    expect(await references(files)).toEqual([
      'a.monitor.yaml:2 «slow»',
      'a.monitor.yaml:6 «slow»',
      'a.monitor.test.yaml:4 «slow»',
    ]);
  });

  test('that is named after its kind are found too', async () => {
    const files = { 'a.monitor.yaml': config, 'a.monitor.test.yaml': tests.replace('drift', 'dri█ft') };
    expect(await references(files)).toEqual([
      'a.monitor.yaml:4 «drift»',
      'a.monitor.yaml:6 «drift»',
      'a.monitor.test.yaml:4 «drift»',
    ]);
  });
});

describe('highlights', () => {
  test('mark a name where it is defined and used', async () => {
    const text =
      'monitors:\n  - { kind: latency, strategy: slo█w }\n  - { kind: drift, strategy: ["slow"] }\nstrategies:\n  slow: { type: p_value }\n';
    expect((await highlights(text)).toSorted()).toEqual([
      'def a.monitor.yaml:5 «slow»',
      'use a.monitor.yaml:2 «slow»',
      'use a.monitor.yaml:3 «slow»',
    ]);
  });

  test('mark an anchor and its aliases', async () => {
    const text = '- &m█ { kind: latency }\n- <<: *m\n  id: b\n- { <<: [*m], id: c }\n- *n\n';
    expect(await highlights(text)).toEqual([
      'def a.monitor.yaml:1 «m»',
      'use a.monitor.yaml:2 «m»',
      'use a.monitor.yaml:4 «m»',
    ]);
  });

  test('mark nothing where there is no name', async () => {
    expect(await highlights('monitors:\n  - kind: latency\n    ema█_alpha: 0.1\n')).toEqual([]);
  });
});
