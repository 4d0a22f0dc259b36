import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The extension's manifest and its code name the same things. When a test fails here, a command, setting or view type
 * was added, renamed or removed in one of package.json, `client/` and `server/` only.
 */
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { contributes } = manifest;

const sourceOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

const client = sourceOf('client');
const server = sourceOf('server');
const commandIds: string[] = contributes.commands.map(({ command }: { command: string }) => command);
const idsIn = (source: string) => [...source.matchAll(/'(driftscope\.\w+)'/g)].map(([, id]) => id);

describe('commands', () => {
  test('every command of the manifest is registered', () => {
    for (const id of commandIds) expect(client).toContain(`'${id}': `);
  });

  test('every command that the code names is in the manifest', () => {
    const others = ['driftscope.preview', 'driftscope.status'];
    const named = [...idsIn(client), ...idsIn(server)].filter((id) => !others.includes(id ?? ''));
    expect(named.filter((id) => !commandIds.includes(id ?? ''))).toEqual([]);
  });

  test('menus and keys name commands there are', () => {
    const entries = [...Object.values(contributes.menus).flat(), ...contributes.keybindings] as {
      command: string;
    }[];
    expect(entries.filter(({ command }) => !commandIds.includes(command))).toEqual([]);
  });

  test('so do the steps of the walkthrough', () => {
    const texts = JSON.stringify(contributes.walkthroughs);
    const named = [...texts.matchAll(/(?:command|onCommand):(driftscope\.\w+)/g)].map(([, id]) => id ?? '');
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => !commandIds.includes(id))).toEqual([]);
  });

  test('each is of our category, and none is named like another', () => {
    const titles = contributes.commands.map(({ title }: { title: string }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(
      contributes.commands.every(({ category }: { category: string }) => category === 'Driftscope'),
    ).toBe(true);
  });
});

describe('settings', () => {
  const names = Object.keys(contributes.configuration.properties);

  test('every setting is read', () => {
    // The client library reads the trace setting, by the id of the client.
    const read = names.filter((name) => name !== 'driftscope.trace.server');
    for (const name of read) {
      const [, section, key] = name.split('.');
      expect(server).toContain(key === undefined ? `fields(${section})` : `fields(${section})['${key}']`);
    }
  });

  test('every setting that is read is in the manifest', () => {
    const read = [...server.matchAll(/fields\((\w+)\)\['(\w+)'\]/g)]
      .filter(([, section]) => section !== 'pushed')
      .map(([, section, key]) => `driftscope.${section}.${key}`);
    expect(read.filter((name) => !names.includes(name))).toEqual([]);
    expect(read.length).toBeGreaterThan(0);
  });

  test('each has a description and a default', () => {
    for (const setting of Object.values(contributes.configuration.properties) as Record<string, unknown>[]) {
      expect(setting['description'] ?? setting['markdownDescription']).toEqual(expect.any(String));
      expect(setting).toHaveProperty('default');
    }
  });
});

describe('the language', () => {
  test('has one id in manifest, client and grammar', () => {
    const [language] = contributes.languages;
    expect(language.id).toBe('driftscope');
    expect(client).toContain("{ language: 'driftscope' }");
    expect(contributes.grammars[0].language).toBe(language.id);
    const grammar = JSON.parse(readFileSync(contributes.grammars[0].path, 'utf8'));
    expect(grammar.scopeName).toBe(contributes.grammars[0].scopeName);
  });

  test.each([
    'a.monitor.yaml',
    'a.monitor.yml',
    'a.monitor.json',
    'a.monitors.yaml',
    'monitors.yml',
    'a.strategy.yaml',
    'a.strategies.yml',
    'a.monitor.test.yaml',
  ])('takes %s', (name) => {
    const [{ filenames, filenamePatterns }] = contributes.languages;
    const isMatch = (pattern: string) => name.endsWith(pattern.slice(1));
    expect(filenames.includes(name) || filenamePatterns.some(isMatch)).toBe(true);
  });
});

describe('files', () => {
  const named = [
    manifest.icon,
    contributes.grammars[0].path,
    contributes.languages[0].configuration,
    ...Object.values(contributes.languages[0].icon),
    ...contributes.walkthroughs[0].steps.map(({ media }: { media: { markdown: string } }) => media.markdown),
  ] as string[];

  test.each(named)('%s is there', (path) => expect(existsSync(path)).toBe(true));

  test('the panel’s icons are there', () => {
    for (const theme of ['light', 'dark']) expect(existsSync(`icons/preview-${theme}.svg`)).toBe(true);
  });

  test('the panel is restored by the type it is made with', () => {
    expect(manifest.activationEvents).toContain('onWebviewPanel:driftscope.preview');
    expect(client).toContain("previewType = 'driftscope.preview'");
  });
});
