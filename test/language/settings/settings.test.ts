import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService, type LanguageHost } from '../../../language/service.ts';
import { marks } from '../helpers/check.ts';
import { documentOf, memoryHost, uriOf } from '../helpers/memory-host.ts';

/** Breaks `threshold-always-fires`, a warning, and `unused-strategy`, a hint. */
const config =
  'monitors:\n  - { kind: accuracy, strategy: { type: threshold, threshold: 2 } }\nstrategies: { s: { type: p_value } }\n';

async function levels(
  settings: Readonly<Record<string, string>>,
  path = 'a/b/x.monitor.yaml',
  more: Partial<LanguageHost> = {},
): Promise<string[]> {
  const service = createLanguageService({ ...memoryHost(settings), ...more });
  const problems = await service.problems(documentOf(path, config));
  return problems.map(({ rule, severity }) => `${rule} ${severity}`);
}

const asTheyAre = ['threshold-always-fires warning', 'unused-strategy hint'];

describe('driftscope.config.yaml', () => {
  it('sets rules to off, info, warning and error', async () => {
    const set = (level: string) =>
      levels({ 'driftscope.config.yaml': `rules: { threshold-always-fires: ${level} }\n` });
    expect(await levels({})).toEqual(asTheyAre);
    expect(await set('off')).toEqual(asTheyAre.slice(1));
    for (const level of ['info', 'warning', 'error'])
      expect((await set(level))[0]).toBe(`threshold-always-fires ${level}`);
  });

  it('is found upwards; the nearest counts alone, and `.yml` will do', async () => {
    const files = {
      'driftscope.config.yaml': 'rules: { threshold-always-fires: error, unused-strategy: off }\n',
      'a/driftscope.config.yml': 'rules: { threshold-always-fires: info }\n',
      'a/b/c/driftscope.config.yaml': 'rules: { threshold-always-fires: off }\n',
    };
    expect(await levels(files)).toEqual(['threshold-always-fires info', 'unused-strategy hint']);
    expect(await levels(files, 'x.monitor.yaml')).toEqual(['threshold-always-fires error']);
  });

  it('has overrides for some files, of which the last wins', async () => {
    const files = {
      'driftscope.config.yaml':
        'rules: { threshold-always-fires: error }\noverrides:\n' +
        '  - { files: [a], rules: { threshold-always-fires: info, unused-strategy: off } }\n' +
        '  - { files: ["x.*.yaml"], rules: { threshold-always-fires: warning } }\n' +
        '  - { files: [b/**], rules: { threshold-always-fires: off } }\n',
    };
    expect(await levels(files)).toEqual(['threshold-always-fires warning']);
    expect(await levels(files, 'b/y.monitor.yaml')).toEqual(['unused-strategy hint']);
    expect(await levels(files, 'y.monitor.yaml')).toEqual([
      'threshold-always-fires error',
      'unused-strategy hint',
    ]);
  });

  it.each([
    ['legacy', 'legacy/deep/x.monitor.yaml', true],
    ['legacy/', 'other/legacy/x.monitor.yaml', true],
    ['/legacy', 'other/legacy/x.monitor.yaml', false],
    ['a/*.yaml', 'a/x.monitor.yaml', true],
    ['a/*.yaml', 'a/b/x.monitor.yaml', false],
    ['a/**', 'a/b/x.monitor.yaml', true],
    ['*.{yaml,yml}', 'a/b/x.monitor.yaml', true],
    ['x.monitor.yaml', 'a/y.monitor.yaml', false],
    ['!x.monitor.yaml', 'a/y.monitor.yaml', false],
    ['A/**', 'a/b/x.monitor.yaml', false],
    ['mit Leerzeichen', 'mit%20Leerzeichen/x.monitor.yaml', true],
  ])('ignores by %j: %s %j', async (glob, path, isIgnored) => {
    const found = await levels({ 'driftscope.config.yaml': `ignore: ['${glob}']\n` }, path);
    expect(found).toEqual(isIgnored ? [] : asTheyAre);
  });

  it('leaves what makes a config unusable as it is', async () => {
    const files = {
      'driftscope.config.yaml':
        'rules: { unknown-strategy: off, schema-unknown-value: off, file-not-found: off }\n',
    };
    const text =
      'include: [no.yaml]\npreview: { events: [no.csv] }\nmonitors: [{ kind: drft }, { kind: drift, strategy: x }]\n';
    expect(await marks(text, 'a.monitor.yaml', files)).toEqual([
      'file-not-found «no.yaml»',
      'schema-unknown-value «drft»',
    ]);
    expect(await marks('- { kind: drift, strategy: x }\n', 'a.monitor.yaml', files)).toEqual([
      'unknown-strategy «x»',
    ]);
  });

  it('that raises a rule to an error does not keep the config from being run', async () => {
    const service = createLanguageService(
      memoryHost({ 'driftscope.config.yaml': 'rules: { threshold-always-fires: error }\nignore: []\n' }),
    );
    const model = await service.model(documentOf('a.monitor.yaml', config));
    expect([model.plan?.monitors.length, model.errors]).toEqual([1, []]);
  });

  it('is obeyed as far as it can be read, and as soon as it changes', async () => {
    const files: Record<string, string> = {
      'driftscope.config.yaml': 'rules:\n  threshold-always-fires: loud\n  unused-strategy: off\n',
    };
    const service = createLanguageService(memoryHost(files));
    const document = documentOf('a.monitor.yaml', config);
    const rules = async () => (await service.problems(document)).map(({ rule }) => rule);
    expect(await rules()).toEqual(['threshold-always-fires']);
    files['driftscope.config.yaml'] = 'rules: { threshold-always-fires: off }\n';
    expect(await rules()).toEqual(['unused-strategy']);
    files['driftscope.config.yaml'] = '';
    expect(await rules()).toEqual(['threshold-always-fires', 'unused-strategy']);
  });

  it('may be another, by the word of the host, whose own levels weigh less', async () => {
    const files = {
      'driftscope.config.yaml': 'rules: { threshold-always-fires: off }\n',
      'other.yaml': 'rules: { threshold-always-fires: error }\n',
    };
    const lintOptions = async () => ({
      settingsUri: uriOf('other.yaml'),
      rules: { 'threshold-always-fires': 'info', 'unused-strategy': 'warning', 'zero-std': 'nonsense' },
    });
    expect(await levels(files, 'a/x.monitor.yaml', { lintOptions })).toEqual([
      'threshold-always-fires error',
      'unused-strategy warning',
    ]);
  });

  it('of an unsaved file is none, and a host that fails costs no answer', async () => {
    const service = createLanguageService(memoryHost({ 'driftscope.config.yaml': 'ignore: ["**"]\n' }));
    const unsaved = TextDocument.create('untitled:Untitled-1', 'driftscope', 1, config);
    expect(await service.problems(unsaved)).toHaveLength(2);
    const lintOptions = () => Promise.reject(new Error('no'));
    expect(await levels({}, 'a.monitor.yaml', { lintOptions })).toEqual(asTheyAre);
  });
});

describe('a settings file', () => {
  const file = 'driftscope.config.yaml';

  it.each(['', '# nothing yet\n', '{}\n', 'rules: {}\nignore: [legacy]\n'])('%j is fine', async (text) => {
    expect(await marks(text, file)).toEqual([]);
  });

  it('is checked against its schema, and for rules that there are not', async () => {
    expect(await marks('rules: { zero-std: of, zreo-std: off }\nignored: [a]\n', file)).toEqual([
      'schema-unknown-value «of»',
      'unknown-rule «zreo-std»',
      'schema-unknown-key «ignored»',
    ]);
  });
});
