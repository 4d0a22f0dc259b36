import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scaffold } from '../../scripts/new/scaffold.ts';
import { tempDir } from '../helpers/temp-dir.ts';

/** A copy of the project in which things may be added. */
function copyOfProject(): string {
  const root = tempDir();
  const parts = [
    'core',
    'protocol',
    'events',
    'engine',
    'language',
    'test/helpers',
    'test/events',
    'test/core/strategies',
    'test/core/metrics',
    'test/language',
    'scripts',
    'package.json',
    'tsconfig.base.json',
    'vitest.config.ts',
  ];
  for (const part of parts) cpSync(part, join(root, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  return root;
}

const run = (root: string, ...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

describe('npm run new', () => {
  test.each([
    ['strategy', 'page_hinkley_two', 'core/strategies', 'test/core/strategies'],
    ['kind', 'queue-depth', 'core/metrics', 'test/core/metrics'],
    ['rule', 'bound-too-round', 'language/rules', 'test/language/rules'],
  ])(
    '%s: file, registry line and test, which type-check and pass',
    (what, name, folder, tests) => {
      const root = copyOfProject();
      expect(scaffold(what, name, root)).toHaveLength(4);
      const file = name.replaceAll('_', '-');
      expect(readFileSync(join(root, folder, 'index.ts'), 'utf8')).toContain(`'./${file}.ts'`);
      run(root, '--import', 'tsx', 'scripts/generate.ts');
      run(root, 'node_modules/typescript/bin/tsc', '-p', 'core', '--noEmit');
      run(root, 'node_modules/typescript/bin/tsc', '-p', 'language', '--noEmit');
      const said = run(
        root,
        'node_modules/vitest/vitest.mjs',
        'run',
        `${tests}/${file}`,
        `${tests}/conformance`,
        `${tests}/kinds`,
        '--reporter=verbose',
      );
      expect(said).toContain(`${file}.test.ts`);
      expect(said).not.toContain('failed');
    },
    120_000,
  );

  test.each([
    ['strategy', 'Bad Name', 'no name'],
    ['strategy', 'ewma', 'exists'],
    ['widget', 'x', 'usage'],
  ])('%s %s is refused', (what, name, message) => {
    expect(() => scaffold(what, name, process.cwd())).toThrow(message);
  });
});
