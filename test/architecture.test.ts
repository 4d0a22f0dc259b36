import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * What each folder may import: other folders of ours, and packages. The table in docs/ARCHITECTURE.md in a form that
 * machines read. When a test fails here, move the code, not the line: a folder lower down must not know of one higher up.
 */
const layers: Readonly<Record<string, { folders: readonly string[]; packages: readonly string[] }>> = {
  core: { folders: [], packages: ['typebox'] },
  protocol: { folders: ['core'], packages: [] },
  events: { folders: ['core'], packages: ['fzstd', 'hyparquet', 'hyparquet-compressors'] },
  engine: { folders: ['core', 'events', 'protocol'], packages: [] },
  language: {
    folders: ['core'],
    packages: [
      'ajv',
      'jsonc-parser',
      'minimatch',
      'typebox',
      'vscode-languageserver-textdocument',
      'vscode-languageserver-types',
      'yaml',
    ],
  },
  host: { folders: ['engine', 'events'], packages: ['node', 'tinyglobby'] },
  server: {
    folders: ['core', 'engine', 'events', 'host', 'language', 'protocol'],
    packages: [
      'node',
      'vscode-languageserver',
      'vscode-languageserver/node',
      'vscode-languageserver/node.js',
      'vscode-languageserver-textdocument',
      'vscode-languageserver-types',
      'vscode-uri',
    ],
  },
  cli: {
    folders: ['core', 'engine', 'events', 'host', 'language', 'protocol', 'server', 'webview'],
    packages: [
      'node',
      'fastest-levenshtein',
      'picocolors',
      'string-width',
      'tinyglobby',
      'vscode-languageserver-textdocument',
      'vscode-languageserver-types',
    ],
  },
  client: {
    folders: ['protocol', 'webview', 'core'],
    packages: [
      'node',
      'vscode',
      'vscode-languageclient',
      'vscode-languageclient/node',
      'vscode-languageclient/node.js',
    ],
  },
  webview: { folders: ['core', 'protocol'], packages: ['uplot', 'uplot/dist/uPlot.min.css'] },
};

/** Within core, from the bottom up: a folder imports itself and those before it. */
const coreOrder = ['spec', 'stats', 'strategies', 'metrics', 'documents', 'simulate'];

interface Import {
  readonly file: string;
  readonly target: string;
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`. */
const importPattern =
  /^(?:import|export)\b[^;'"]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

function importsOf(folder: string): Import[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.flatMap((name) => {
    const file = join(folder, name);
    const matches = readFileSync(file, 'utf8').matchAll(importPattern);
    return [...matches].map((match) => ({ file, target: match[1] ?? match[2] ?? match[3] ?? '' }));
  });
}

const isOwn = ({ target }: Import) => target.startsWith('.');
const ownFolder = ({ file, target }: Import) => normalize(join(dirname(file), target)).split('/')[0] ?? '';
const packageName = ({ target }: Import) => (target.startsWith('node:') ? 'node' : target);

describe.each(Object.entries(layers))('%s', (folder, { folders, packages }) => {
  const imports = importsOf(folder);

  test('imports only the folders below it', () => {
    const allowed = [folder, ...folders, 'package.json'];
    expect(imports.filter(isOwn).filter((one) => !allowed.includes(ownFolder(one)))).toEqual([]);
  });

  test('imports only its packages', () => {
    expect(imports.filter((one) => !isOwn(one) && !packages.includes(packageName(one)))).toEqual([]);
  });
});

test('core imports from the bottom up', () => {
  const rank = (path: string) => coreOrder.indexOf(path.split('/')[1] ?? '');
  const upward = importsOf('core')
    .filter(isOwn)
    .map(({ file, target }) => ({ file, target: normalize(join(dirname(file), target)) }))
    .filter(({ file, target }) => rank(file) >= 0 && rank(target) > rank(file));
  expect(upward).toEqual([]);
});

test('core asks neither the clock nor chance', () => {
  const files = readdirSync('core', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const guilty = files.filter((file) =>
    /Math\.random|Date\.now|new Date\(\)|performance\./.test(readFileSync(join('core', file), 'utf8')),
  );
  expect(guilty).toEqual([]);
});

test('files stay within 400 lines', () => {
  const long = Object.keys(layers)
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .filter((file) => readFileSync(file, 'utf8').split('\n').length > 400);
  expect(long).toEqual([]);
});
