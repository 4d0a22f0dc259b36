import { readFileSync } from 'node:fs';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { monitorKinds } from '../../core/metrics/index.ts';
import { strategies } from '../../core/strategies/index.ts';
import { readConfig } from '../../language/model/read-config.ts';
import { problemPage } from '../../language/reference.ts';
import { createLanguageService, isOurs } from '../../language/service.ts';
import { completions } from './features/completions.ts';
import { problemCount } from './features/syntax.ts';
import { check, marks, told } from './helpers/check.ts';
import { documentOf, memoryHost, uriOf } from './helpers/memory-host.ts';

/** What users of other YAML language servers suffer from, each shown to be gone here, and in `line-ends.test.ts`. */
describe('a slip in the word that chooses a branch', () => {
  it('is one problem with the nearest name', async () => {
    expect(await told('- kind: drfit\n')).toEqual([
      'schema-unknown-value «drfit» Unknown kind `drfit`; did you mean `drift`?',
    ]);
    const more = '- kind: latency\n  strategy: { type: stattic, bound: 3 }\n';
    expect(await told(more)).toEqual([
      'schema-unknown-value «stattic» Unknown type `stattic`; did you mean `static`?',
    ]);
  });

  it.each([
    ['- {kind: drfit, window: 5}\n', 'drfit', 'kind', 'drift'],
    ['- window: 5\n  kind: drfit\n  ema_alpha: 2\n', 'drfit', 'kind', 'drift'],
    ['- kind: drift\n  strategy:\n    type: ewmaa\n    alpha: 0.2\n', 'ewmaa', 'type', 'ewma'],
    ['- { kind: drift, strategy: { alpha: 0.2, type: ewmaa } }\n', 'ewmaa', 'type', 'ewma'],
    ['- { kind: drift, strategy: [{ type: cusum }, { type: statik }] }\n', 'statik', 'type', 'static'],
    [
      'monitors: []\nstrategies: { a: { type: any_of, strategies: [{ type: adwin }, { type: kswim }] } }\n',
      'kswim',
      'type',
      'kswin',
    ],
  ])('wherever it stands and whatever is beside it, in %j', async (text, mark, word, meant) => {
    const message = `Unknown ${word} \`${mark}\`; did you mean \`${meant}\`?`;
    expect(await told(text)).toEqual([`schema-unknown-value «${mark}» ${message}`]);
  });

  it.each([
    ['[{ "window": 5, "kind": "drfit" }]\n', '"drfit"', 'kind `drfit`; did you mean `drift`?'],
    [
      '{ "monitors": [{ "kind": "drift", "strategy": { "type": "ewmaa", "alpha": 0.2 } }] }\n',
      '"ewmaa"',
      'type `ewmaa`; did you mean `ewma`?',
    ],
  ])('in JSON too: %j', async (text, mark, message) => {
    expect(await told(text, 'a.monitor.json')).toEqual([`schema-unknown-value «${mark}» Unknown ${message}`]);
  });
});

describe('completion of the word that chooses a branch', () => {
  it.each([
    '- id: a\n  kind: █',
    '- window: 100\n  kind: █',
    '- {window: 100, kind: █}',
    '- kind: █\n  window: 100\n  strategy: { type: ewma }',
  ])('%j has every branch, whatever keys are there already', (marked) => {
    const { labels } = completions(marked);
    expect(labels.toSorted()).toEqual(monitorKinds.map(({ id }) => id).toSorted());
  });

  it('so has the type of a strategy', () => {
    const { labels } = completions('- kind: latency\n  strategy: { alpha: 0.2, type: █}');
    expect(labels.toSorted()).toEqual(strategies.map(({ id }) => id).toSorted());
  });

  it('before it is chosen, there are the branches and what all of them share, not the keys of each', () => {
    const { labels } = completions('- █');
    expect(labels).toEqual(expect.arrayContaining(['kind', 'kind: latency', 'id', 'severity']));
    expect(labels).not.toEqual(expect.arrayContaining(['ema_alpha']));
    expect(labels).not.toEqual(expect.arrayContaining(['window']));
  });
});

describe('completion in text that is half typed', () => {
  /** The case, the text, what must be there, and what must not. */
  it.each<[string, string, string[], string[]]>([
    ['after a comma', '- {id: a, █}', ['kind: latency', 'kind', 'severity'], ['id', 'monitors']],
    ['in braces with nothing in them', '[{█}]', ['kind: latency', 'kind', 'id'], ['monitors', 'ema_alpha']],
    [
      'in braces in a list of a key',
      'monitors: [{█}]',
      ['kind: latency', 'kind', 'id'],
      ['monitors', 'runtime'],
    ],
    ['in braces nobody closed', '- {id: a, █', ['kind: latency', 'kind', 'severity'], ['id', 'monitors']],
    [
      'in braces nobody closed, with more below',
      'monitors:\n  - {kind: latency, █\nruntime: {}',
      ['ema_alpha', 'strategy'],
      ['kind', 'runtime', 'notify'],
    ],
    [
      'right behind a colon',
      '- kind: drift\n  strategy:\n    type:█',
      ['ewma', 'static'],
      ['type', 'severity'],
    ],
    ['a key half typed in braces', '- kind: drift\n  strategy: {ty█}', ['type', 'type: ewma'], ['severity']],
    ['in a quote nobody closed', '- kind: "lat█', ['latency', 'drift'], ['kind', 'monitors', 'version']],
    [
      'below a quote nobody closed',
      'monitors:\n  - id: "a\n    █',
      ['kind: latency', 'kind', 'severity'],
      ['id', 'version', 'runtime'],
    ],
    ['one bare key', '- kind: drift\n  sev█\n- kind: error', ['severity', 'threshold'], ['kind', 'monitors']],
  ])('%s: %j has what a person expects, and leaves a text that is no worse', (_, marked, wanted, others) => {
    const { labels, applied } = completions(marked);
    expect(labels).toEqual(expect.arrayContaining(wanted));
    for (const other of others) expect(labels).not.toContain(other);
    const before = problemCount(marked.replace('█', ''), 'a.yaml');
    for (const label of labels) expect(problemCount(applied(label), 'a.yaml')).toBeLessThanOrEqual(before);
  });

  it('a key in braces comes with its colon', () => {
    expect(completions('- {ki█}').applied('kind')).toBe('- {kind: latency}');
  });

  it('one bare key is one problem', async () => {
    expect(await marks('- kind: drift\n  sev\n- kind: latency\n')).toEqual(['yaml-syntax «sev»']);
  });
});

describe('what is kept', () => {
  const text = (id: number, count: number) =>
    Array.from({ length: count }, (_, at) => `- kind: latency\n  id: m-${id}-${at}\n`).join('');

  it('is nothing of documents that were closed', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const service = createLanguageService(memoryHost({}));
    const usedAfter = async (from: number, to: number) => {
      for (let number = from; number < to; number += 1) await openAndClose(number);
      collect();
      return getHeapStatistics().used_heap_size / 1e6;
    };
    const before = await usedAfter(0, 2);
    // Ten of these documents take up some 18 MB while they are open.
    expect((await usedAfter(2, 12)) - before).toBeLessThan(4);

    async function openAndClose(number: number): Promise<void> {
      const document = documentOf(`${number}.monitor.yaml`, text(number, 1000));
      await service.problems(document);
      service.forget(document.uri);
    }
  });

  it('is nothing of older texts: hundreds of edits leave what one reading leaves', () => {
    let config = readConfig(uriOf('a.monitor.yaml'), text(0, 50), 'monitor');
    for (let edit = 1; edit <= 300; edit += 1) {
      const changed = config.text.replace(/m-\d+-7\n/, `m-${edit}-7\n`);
      config = readConfig(config.uri, changed, 'monitor', config);
    }
    const fresh = readConfig(config.uri, config.text, 'monitor');
    expect(config.left.tree.pieces).toEqual(fresh.left.tree.pieces);
  });
});

describe('a file closed and opened again', () => {
  it('with another text at the same version shows nothing of the old one, though it starts alike', async () => {
    const service = createLanguageService(memoryHost({}));
    const rules = async (given: string) =>
      (await service.problems(documentOf('a.monitor.yaml', given))).map(({ rule }) => rule);
    expect(await rules('- kind: drift\n- kind: drft\n')).toEqual(['schema-unknown-value']);
    expect(await rules('- kind: drift\n- kind: latency\n')).toEqual([]);
  });
});

describe('a large file', () => {
  it('is not parsed again for one edit: all items but those at the edit stay the very same', () => {
    const before = readConfig(
      uriOf('a.monitor.yaml'),
      Array.from({ length: 500 }, (_, at) => `- kind: latency\n  id: m-${at}\n`).join(''),
      'monitor',
    );
    const after = readConfig(before.uri, before.text.replace('m-250', 'm-x50'), 'monitor', before);
    const values = new Set(before.value as unknown[]);
    const made = (after.value as unknown[]).filter((value) => !values.has(value));
    expect(made).toEqual([
      { kind: 'latency', id: 'm-x50' },
      { kind: 'latency', id: 'm-251' },
    ]);
  });
});

describe('two extensions that answer for one file', () => {
  it('are none: only what is of our language, or named like it, is ours', () => {
    const other = (uri: string, id: string) => isOurs(TextDocument.create(uri, id, 1, '- kind: latency\n'));
    expect(other('file:///w/pipeline.yaml', 'yaml')).toBe(false);
    expect(other('file:///w/package.json', 'json')).toBe(false);
    expect(other('file:///w/pipeline.yaml', 'driftscope')).toBe(true);
  });

  it('and the extension claims no file for a language that another one has', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    const ids = contributes.languages.map(({ id }: { id: string }) => id);
    expect(ids).not.toContain('yaml');
    expect(Object.keys(contributes)).not.toContain('yamlValidation');
  });
});

describe('what cannot be known', () => {
  it.each([
    // A file that cannot be read may define the strategy and use the monitor.
    ['include: [gone.yaml]\nmonitors: [{ kind: drift, strategy: theirs }]\n', ['file-not-found «gone.yaml»']],
    // Any team may name any metric.
    ['monitors: [{ kind: metric, metric: our_own, strategy: { type: static, bound: 1000000000 } }]\n', []],
    // What no sample shows may be on its way.
    ['monitors: [{ kind: accuracy, window: 1000000, strategy: { type: threshold, threshold: 0.9 } }]\n', []],
  ])('is not warned of: %j', async (given, expected) => expect(await marks(given)).toEqual(expected));
});

describe('every problem', () => {
  it('has an id with a page, and a severity that the settings may set', async () => {
    const text =
      '- { kind: confidence, strategy: { type: z_score, baseline_mean: 1, baseline_std: 0, z_threshold: 3 } }\n';
    const [usual] = (await check(text)).problems;
    expect([usual?.rule, usual?.severity, problemPage(usual?.rule ?? '')]).toEqual([
      'zero-std',
      'warning',
      'rules/zero-std.md',
    ]);
    const files = { 'driftscope.config.yaml': 'rules: { zero-std: error }\n' };
    expect((await check(text, 'a.monitor.yaml', files)).problems.map(({ severity }) => severity)).toEqual([
      'error',
    ]);
  });
});

describe('what YAML means', () => {
  const plain = '- { kind: latency, id: a, strategy: { type: ewma, alpha: 0.001, k_sigma: 3 } }\n';

  it('merge keys bring their keys, which the map itself outweighs', async () => {
    const merged =
      '- &a { kind: latency, id: a, ema_alpha: 0.2, strategy: { type: static, bound: 3 } }\n- { <<: *a, id: b, ema_alpha: 0.3 }\n';
    expect(await told(merged)).toEqual([]);
    const config = readConfig(uriOf('a.monitor.yaml'), merged, 'monitor');
    expect((config.value as unknown[])[1]).toMatchObject({ kind: 'latency', id: 'b', ema_alpha: 0.3 });
  });

  it('`1e-3` is a number, and it is said that others read text', async () => {
    const odd = plain.replace('0.001', '1e-3');
    const value = (text: string) => readConfig(uriOf('a.monitor.yaml'), text, 'monitor').value;
    expect(value(odd)).toEqual(value(plain));
    expect(await marks(odd)).toEqual(['yaml-portability «1e-3»']);
  });
});
