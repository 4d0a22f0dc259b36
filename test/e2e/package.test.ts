import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { problemPage } from '../../language/reference.ts';
import { rules } from '../../language/rules/index.ts';
import { unusable } from '../../language/unusable.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));

beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/package.ts', '--no-build'], {
    stdio: 'inherit',
  });
}, 120_000);

/** Names in a zip file, read from its central directory. */
function zipNames(path: string): string[] {
  const zip = readFileSync(path);
  const names: string[] = [];
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  }
  return names;
}

describe('the extension', () => {
  const vsix = `out/${name}-${version}.vsix`;

  test('is under 2 MB', () => {
    expect(statSync(vsix).size).toBeLessThan(2_000_000);
  });

  test('holds what it runs, and no sources, tests, modules or maps', () => {
    const files = zipNames(vsix).map((file) => file.replace(/^extension\//, ''));
    for (const file of [
      'package.json',
      'dist/extension.cjs',
      'dist/server.cjs',
      'dist/worker.cjs',
      'dist/panel.js',
      'dist/panel.css',
      'examples/digit-reader/digit-reader.monitor.yaml',
    ]) {
      expect(files).toContain(file);
    }
    const strangers = files.filter((file) =>
      /\.ts$|\.map$|node_modules|^(test|scripts|core|language|out)\//.test(file),
    );
    expect(strangers).toEqual([]);
  });

  test('holds the page of every problem', () => {
    const files = zipNames(vsix).map((file) => file.replace(/^extension\//, ''));
    const ids = [...rules, ...unusable].map(({ id }) => `docs/${problemPage(id)}`);
    expect(ids.filter((page) => !files.includes(page))).toEqual([]);
  });

  test('names only files that it holds', () => {
    const files = new Set(zipNames(vsix).map((file) => file.replace(/^extension\//, '')));
    const manifest = readFileSync('package.json', 'utf8');
    const named = [...manifest.matchAll(/"\.\/((?:dist|syntaxes|icons|schemas|walkthrough)\/[^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((file) => !files.has(file))).toEqual([]);
  });
});

describe('the npm package', () => {
  test('has a program that runs with nothing else installed', () => {
    const folder = tempDir({ 'c.monitor.yaml': '- kind: latncy\n' });
    execFileSync('tar', ['xzf', `${process.cwd()}/out/${name}-${version}.tgz`, '-C', folder]);
    const manifest = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'));
    expect(Object.keys(manifest)).not.toContain('dependencies');
    expect(Object.keys(manifest)).not.toContain('devDependencies');
    const program = join(folder, 'package', manifest.bin.driftscope);
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    expect(run('--version')).toBe(`${version}\n`);
    const lint = spawnSync(process.execPath, [program, 'lint'], { cwd: folder, encoding: 'utf8' });
    expect([lint.status, lint.stdout]).toEqual([1, expect.stringContaining('did you mean `latency`')]);
    const report = join(folder, 'r.html');
    run('simulate', join(process.cwd(), 'examples/nab-latency/nab-latency.monitor.yaml'), '--report', report);
    expect(statSync(report).size).toBeGreaterThan(10_000);
  });
});
