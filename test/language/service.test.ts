import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../language/service.ts';
import { marks, told } from './helpers/check.ts';
import { documentOf, memoryHost, uriOf } from './helpers/memory-host.ts';

const full = readFileSync(new URL('../fixtures/full.monitor.yaml', import.meta.url), 'utf8');
const beside = {
  'common.strategies.yaml': 'strategies:\n  shared: { type: static, bound: 300 }\n',
  'data/digit-reader.events.ndjson': '',
};

describe('a config in which nothing is wrong', () => {
  it('has no problems, whatever its line ends', async () => {
    expect(await told(full, 'full.monitor.yaml', beside)).toEqual([]);
    expect(await told(full.replaceAll('\n', '\r\n'), 'full.monitor.yaml', beside)).toEqual([]);
  });

  it('gives a plan with names resolved and monitors with their lines', async () => {
    const service = createLanguageService(memoryHost(beside));
    const model = await service.model(documentOf('full.monitor.yaml', full));
    expect(model.events).toEqual(['data/digit-reader.events.ndjson']);
    expect(model.map).toEqual({ timestamp: 'ts', latency_ms: 'duration_ms', type: '=metric_sample' });
    expect(model.monitors.map(({ id }) => id)).toEqual([
      'latency',
      'latency.again',
      'accuracy',
      'metric',
      'drift',
    ]);
    expect(model.monitors.map(({ line }) => full.split('\n')[line]?.trim())).toEqual([
      'id: latency',
      '- <<: *slow',
      '- kind: accuracy',
      '- { kind: metric, event: inference_record, field: metadata.size, aggregate: p95, window: 5m }',
      '- kind: drift',
    ]);
    const strategies = model.plan?.monitors.map((monitor) => monitor.strategies.map(({ label }) => label));
    expect(strategies).toEqual([['latency-band'], ['shared', 'static'], ['threshold'], [], ['p_value']]);
    expect(model.plan?.monitors[1]?.params).toEqual({ ema_alpha: 0.1 });
  });
});

describe('the model', () => {
  it('has no plan while there are errors, and one in spite of warnings', async () => {
    const service = createLanguageService(memoryHost({}));
    const bad = await service.model(
      documentOf('a.monitor.yaml', '- kind: latency\n  ema_alpha: 3\n- kind: drift\n'),
    );
    expect(bad.plan).toBeUndefined();
    expect(bad.monitors.map(({ id, line }) => [id, line])).toEqual([
      ['latency', 0],
      ['drift', 2],
    ]);
    const warned = '- kind: accuracy\n  strategy: { type: threshold, threshold: 90 }\n';
    expect((await service.model(documentOf('b.monitor.yaml', warned))).plan?.monitors).toHaveLength(1);
  });
});

describe('includes', () => {
  it('give named strategies: bare ones by their file, those of full configs, and through further includes', async () => {
    const files = {
      'lib/slow burn.strategy.yaml':
        'type: static\nbound: 1\n---\nstrategies: { second: { type: p_value } }\n',
      'lib/full.monitor.yaml':
        'include: [deep.strategies.yaml]\nmonitors: []\nstrategies: { own: { type: p_value } }\n',
      'lib/deep.strategies.yaml':
        'strategies: { deep: { type: p_value }, own: { type: static, bound: 1 } }\n',
    };
    const text =
      'include: [lib/slow burn.strategy.yaml, lib/full.monitor.yaml]\nmonitors:\n  - kind: metric\n    metric: x\n    strategy: [slow burn, second, own, deep]\n';
    expect(await told(text, 'a.monitor.yaml', files)).toEqual([]);
    const service = createLanguageService(memoryHost(files));
    const { plan } = await service.model(documentOf('a.monitor.yaml', text));
    expect(plan?.monitors[0]?.strategies.map(({ label, type }) => `${label}:${type}`)).toEqual([
      'slow burn:static',
      'second:p_value',
      'own:p_value',
      'deep:p_value',
    ]);
  });

  it('that cannot be read leave unknown names alone', async () => {
    const text = 'include: [gone.yaml]\nmonitors: [{ kind: drift, strategy: x }]\n';
    expect(await marks(text)).toEqual(['file-not-found «gone.yaml»']);
    const broken = { 'gone.yaml': 'strategies: { x: { type: p_value }\n  y: [' };
    expect(await marks(text, 'a.monitor.yaml', broken)).toEqual(['broken-include «gone.yaml»']);
  });

  it('with errors are told where they are included, with the place of the first', async () => {
    const files = {
      'b.strategies.yaml': 'strategies:\n  x: { type: statc }\n  y: { type: ewma, alpha: 7 }\n',
    };
    const service = createLanguageService(memoryHost(files));
    const text = 'include: [b.strategies.yaml]\nmonitors: []\n';
    const [problem, ...others] = await service.problems(documentOf('a.monitor.yaml', text));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      rule: 'broken-include',
      message: expect.stringMatching(/^\d errors in b\.strategies\.yaml$/),
      related: [
        {
          uri: uriOf('b.strategies.yaml'),
          range: { start: { line: 1, character: 13 }, end: { line: 1, character: 18 } },
          message: expect.stringContaining('static'),
        },
      ],
    });
  });

  it('that include each other are told and end', async () => {
    const files = {
      'a.monitor.yaml': 'include: [b.monitor.yaml]\nmonitors: []\n',
      'b.monitor.yaml': 'include: [a.monitor.yaml, c.monitor.yaml]\nmonitors: []\n',
      'c.monitor.yaml': 'include: [b.monitor.yaml]\nmonitors: []\nstrategies: { x: { type: p_value } }\n',
    };
    expect(await marks(files['a.monitor.yaml'], 'a.monitor.yaml', files)).toEqual([
      'include-cycle «b.monitor.yaml»',
    ]);
  });

  it('place related information in the other file', async () => {
    const files = { 'b.strategies.yaml': '# first\nstrategies:\n  x: { type: static, bound: 5 }\n' };
    const text = 'include: [b.strategies.yaml]\nmonitors: [{ kind: failure_rate, strategy: x }]\n';
    const problems = await createLanguageService(memoryHost(files)).problems(
      documentOf('a.monitor.yaml', text),
    );
    expect(problems[0]?.related).toEqual([
      {
        uri: uriOf('b.strategies.yaml'),
        range: { start: { line: 2, character: 28 }, end: { line: 2, character: 29 } },
        message: 'the strategy',
      },
    ]);
  });
});

describe('answers are for the text of the moment', () => {
  it('when the document changes while other files are read', async () => {
    const document = documentOf(
      'a.monitor.yaml',
      'include: [b.strategies.yaml]\nmonitors: [{ kind: drft }]\n',
    );
    let reads = 0;
    const host = memoryHost({ 'b.strategies.yaml': 'strategies: {}\n' });
    const service = createLanguageService({
      ...host,
      readText: async (uri) => {
        reads += 1;
        if (reads === 1) TextDocument.update(document, [{ text: '- kind: drift\n' }], 2);
        return host.readText(uri);
      },
    });
    expect(await service.problems(document)).toEqual([]);
  });

  it('when an included file changes', async () => {
    const files: Record<string, string> = { 'b.strategies.yaml': 'strategies: { y: { type: p_value } }\n' };
    const service = createLanguageService(memoryHost(files));
    const text = 'include: [b.strategies.yaml]\nmonitors: [{ kind: drift, strategy: name }]\n';
    const document = documentOf('a.monitor.yaml', text);
    expect((await service.problems(document)).map(({ rule }) => rule)).toEqual(['unknown-strategy']);
    files['b.strategies.yaml'] = 'strategies: { name: { type: p_value } }\n';
    expect(await service.problems(document)).toEqual([]);
  });

  it('when a file is opened again with another text at the same version, forgotten or not', async () => {
    const service = createLanguageService(memoryHost({}));
    const rules = async (text: string) =>
      (await service.problems(documentOf('a.monitor.yaml', text))).map(({ rule }) => rule);
    expect(await rules('- kind: drft\n')).toEqual(['schema-unknown-value']);
    expect(await rules('- kind: drift\n')).toEqual([]);
    service.forget(uriOf('a.monitor.yaml'));
    expect(await rules('- kind: drft\n')).toEqual(['schema-unknown-value']);
  });
});

describe('a host that fails', () => {
  it('is reported to the log and costs no answer', async () => {
    const lines: string[] = [];
    const service = createLanguageService({
      readText: () => Promise.reject(new Error('no access')),
      matchFiles: () => Promise.reject(new Error('no access')),
      log: (line) => lines.push(line),
    });
    const text = 'include: [b.yaml]\nmonitors: [{ kind: drift, strategy: x }]\n';
    expect(await service.problems(documentOf('a.monitor.yaml', text))).toEqual([]);
    expect(lines.join()).toContain('no access');
  });

  it('of an unsaved file finds nothing missing', async () => {
    const document = TextDocument.create(
      'untitled:Untitled-1',
      'driftscope',
      1,
      'include: [b.yaml]\nmonitors: []\n',
    );
    expect(await createLanguageService(memoryHost({})).problems(document)).toEqual([]);
  });
});

it('a fix keeps the quotes of what it replaces', async () => {
  const service = createLanguageService(memoryHost({}));
  const document = documentOf('a.monitor.json', '[{ "kind": "drft" }]');
  expect((await service.problems(document))[0]?.data).toEqual({ replace: '"drift"' });
});
