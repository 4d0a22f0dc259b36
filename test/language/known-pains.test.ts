import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../language/model/read-config.ts';
import { createLanguageService } from '../../language/service.ts';
import { completions } from './features/completions.ts';
import { problemCount } from './features/syntax.ts';
import { marks, told } from './helpers/check.ts';
import { documentOf, memoryHost, uriOf } from './helpers/memory-host.ts';

/** What users of other YAML language servers suffer from, each shown to be gone here. */
describe('a slip in the word that chooses a branch', () => {
  it('is one problem with the nearest name', async () => {
    expect(await told('- kind: drfit\n')).toEqual([
      'schema-unknown-value «drfit» Unknown kind `drfit`; did you mean `drift`?',
    ]);
  });
});

describe('completion of the word that chooses a branch', () => {
  it.each(['- id: a\n  kind: █', '- window: 100\n  kind: █', '- {window: 100, kind: █}'])(
    '%j has every branch, whatever keys are there already',
    (marked) => {
      expect(completions(marked).labels).toEqual(expect.arrayContaining(['latency', 'accuracy', 'drift']));
    },
  );

  it('before it is chosen, there are the branches and what all of them share, not the keys of each', () => {
    const { labels } = completions('- █');
    expect(labels).toEqual(expect.arrayContaining(['kind', 'kind: latency', 'id', 'severity']));
    expect(labels).not.toEqual(expect.arrayContaining(['ema_alpha']));
    expect(labels).not.toEqual(expect.arrayContaining(['window']));
  });
});

describe('completion in text that is half typed', () => {
  it.each([
    ['- {id: a, █}', ['kind', 'severity']],
    ['[{█}]', ['kind', 'id']],
    ['- {id: a, █', ['kind', 'severity']],
    ['- kind: drift\n  strategy:\n    type:█', ['ewma', 'static']],
    ['- kind: drift\n  strategy: {ty█}', ['type']],
    ['- kind: "lat█', ['latency']],
    ['- kind: drift\n  sev█', ['severity']],
  ])('%j has what a person expects, and leaves a text that is no worse', (marked, wanted) => {
    const { labels, applied } = completions(marked);
    expect(labels).toEqual(expect.arrayContaining(wanted));
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
