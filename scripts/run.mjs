// Runs a script of this folder, and before that whatever it needs: `node scripts/run.mjs test`.
// Plain JavaScript without dependencies, because on a fresh clone there is nothing else.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const marker = join(root, 'node_modules', '.installed-lockfile');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Driftscope needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(2);
}

installDependencies();
const [script, ...args] = process.argv.slice(2);
run(process.execPath, ['--import', 'tsx', join(root, 'scripts', `${script}.ts`), ...args]);

/** `npm ci`, unless node_modules holds just what the lockfile says. */
function installDependencies() {
  const lockfile = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lockfile) return;
  console.error('Installing dependencies (npm ci) …');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  writeFileSync(marker, lockfile);
}

/** Runs a program in the project's folder; a failure ends this script with the same exit code. */
function run(program, programArgs) {
  const { status, error } = spawnSync(program, programArgs, {
    cwd: root,
    stdio: 'inherit',
    shell: program.endsWith('.cmd'),
  });
  if (error) console.error(String(error));
  if (status !== 0) process.exit(status ?? 1);
}
