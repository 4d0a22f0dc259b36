/** `npm run package`: the extension as a `.vsix` and the command line as an npm tarball, both in `out/`. `--no-build` takes `dist/` as it is. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';

const { name, version, description, license, keywords } = JSON.parse(readFileSync('package.json', 'utf8'));
const stage = 'out/npm-package';

/** What the npm package holds: bundles without the extension's, schemas for other tools, the examples. */
const npmFiles = [
  'dist/cli.cjs',
  'dist/server.cjs',
  'dist/worker.cjs',
  'dist/report.js',
  'dist/panel.css',
  'schemas',
  'docs',
  'examples',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
];

mkdirSync('out', { recursive: true });
if (!process.argv.includes('--no-build')) {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { stdio: 'inherit' });
}
const vsix = `out/${name}-${version}.vsix`;
await createVSIX({
  packagePath: vsix,
  dependencies: false,
  allowMissingRepository: true,
  // The pages that the README points to are in the package.
  rewriteRelativeLinks: false,
  skipLicense: false,
});
say(vsix);
say(packNpm());

function packNpm(): string {
  rmSync(stage, { recursive: true, force: true });
  for (const file of npmFiles) cpSync(file, join(stage, file), { recursive: true });
  const manifest = {
    name,
    version,
    description,
    license,
    keywords,
    bin: { driftscope: 'dist/cli.cjs' },
    engines: { node: '>=20.19' },
  };
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', '..'], {
    cwd: stage,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return `out/${name}-${version}.tgz`;
}

function say(path: string): void {
  console.log(`${path}  ${(statSync(path).size / 1024).toFixed(0)} KiB`);
}
