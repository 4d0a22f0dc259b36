import { readFileSync } from 'node:fs';
import { minimatch } from 'minimatch';
import { describe, expect, test } from 'vitest';
import { documentFormatOf } from '../../language/model/document-format.ts';

/**
 * README and docs/editors.md give editors what the manifest gives VS Code. When a test fails here, a file name or setting
 * was changed in one of them only. (The filetypes of Neovim are tested in Neovim, by `test/e2e/neovim.test.ts`.)
 */
const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
const [{ filenames, filenamePatterns }] = contributes.languages;
const readme = readFileSync('README.md', 'utf8');
const details = readFileSync('docs/editors.md', 'utf8');

/** One file for each pattern of the manifest. */
const ours: string[] = [
  ...filenames,
  ...filenamePatterns.map((pattern: string) => pattern.replace('*', 'a')),
];
const foreign = [
  'pipeline.yaml',
  'my-monitors.yaml.bak',
  'config.yaml',
  'package.json',
  'driftscope.config.json',
];

/** The blocks of a language below a heading, up to the next heading that is no deeper. */
function blocks(text: string, heading: string, language: string): string[] {
  const [, level = '', below = ''] = new RegExp(`^(#+) ${heading}$([\\s\\S]*)`, 'm').exec(text) ?? [];
  const [section = ''] = below.split(new RegExp(`^#{1,${level.length}} `, 'm'));
  const found = [...section.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))];
  expect(found.length, `${heading}, ${language}`).toBeGreaterThan(0);
  return found.map(([, block = '']) => block);
}

/** Whether a file is matched by one of the globs that stand in a snippet between these quotes. */
const takes = (snippet: string, quote: string) => (file: string) =>
  [...snippet.matchAll(new RegExp(`${quote}([^${quote}\\n]*\\.[^${quote}\\n]*)${quote}`, 'g'))].some(
    ([, glob = '']) => minimatch(file, glob),
  );

/** Emacs' notation of a regular expression, as it stands in a string of Lisp, as ours. */
const fromEmacs = (lisp: string) =>
  new RegExp(
    lisp
      .replaceAll('\\\\', '\\')
      .replaceAll("\\'", '$')
      .replace(/\\([(|)])/g, '$1'),
  );

describe('every file of ours, and no other, is taken by', () => {
  const names = (expected: (file: string) => boolean) => ({
    ours: ours.filter((file) => !expected(file)),
    foreign: foreign.filter(expected),
  });
  const nothing = { ours: [], foreign: [] };

  test('the server', () => {
    expect(names((file) => documentFormatOf(file, '') !== undefined)).toEqual(nothing);
  });

  test('the list of the README', () => {
    const [list = ''] = /^Files with these names.*\n.*\n/m.exec(readme) ?? [];
    const spelled = (file: string) =>
      list.includes(`\`${file.replace(/^a\./, '*.').replace(/yml$/, 'yaml')}\``);
    expect(list).toContain('all also `.yml`');
    expect(names(spelled)).toEqual(nothing);
  });

  test('Helix', () => {
    const [snippet = ''] = blocks(readme, 'Helix', 'toml');
    expect(names(takes(snippet, '"'))).toEqual(nothing);
  });

  test('Zed, whose own YAML files the server tells from its own by their names', () => {
    const [snippet = ''] = blocks(readme, 'Zed', 'json');
    const globs: string[] = JSON.parse(snippet).file_types.YAML;
    const isYaml = (file: string) => globs.some((glob) => minimatch(file, glob)) || /\.ya?ml$/.test(file);
    expect(ours.filter((file) => !isYaml(file))).toEqual([]);
  });

  test('Emacs', () => {
    const [snippet = ''] = blocks(readme, 'Emacs', 'elisp');
    const [list = ''] = /\(dolist \(files '\(([\s\S]*?)\)\)\n/.exec(snippet) ?? [];
    const patterns = [...list.matchAll(/"([^"]*)"/g)].map(([, pattern = '']) => fromEmacs(pattern));
    expect(names((file) => patterns.some((pattern) => pattern.test(`/project/${file}`)))).toEqual(nothing);
  });

  test('older Neovim', () => {
    const [snippet = ''] = blocks(details, 'Neovim 0\\.7 to 0\\.10', 'lua');
    expect(names(takes(snippet, "'"))).toEqual(nothing);
  });

  test('the schemas in Zed’s own server', () => {
    const [snippet = ''] = blocks(details, 'Only the schemas', 'json');
    const { schemas } = JSON.parse(snippet).lsp['yaml-language-server'].settings.yaml;
    const of = (file: string) =>
      Object.entries<string[]>(schemas).find(([, globs]) => globs.some((glob) => minimatch(file, glob)))?.[0];
    for (const file of ours.filter((name) => !name.endsWith('.json')))
      expect(documentFormatOf('x', `# yaml-language-server: $schema=${of(file)}`), file).toBe(
        documentFormatOf(file, ''),
      );
    expect(foreign.filter(of)).toEqual([]);
  });
});

describe('the settings', () => {
  test('stand in the table, with their defaults, and no others', () => {
    const rows = [...details.matchAll(/^\| `(driftscope\.[\w.]+)` +\| `([^`]+)` +\|/gm)];
    const properties: Record<string, { default: unknown }> = contributes.configuration.properties;
    const spelled = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
    expect(rows.map(([, name, value]) => `${name} ${value}`).toSorted()).toEqual(
      Object.entries(properties)
        .map(([name, { default: value }]) => `${name} ${spelled(value)}`)
        .toSorted(),
    );
  });

  test.each([
    ['lua', 'driftscope = { rules = '],
    ['toml', '[language-server.driftscope.config.driftscope]'],
    ['json', '"driftscope": { "rules": '],
    ['elisp', ':driftscope (:rules '],
  ])('are passed under `driftscope` in %s', (language, expected) => {
    expect(blocks(details, 'Settings', language).join()).toContain(expected);
  });
});
