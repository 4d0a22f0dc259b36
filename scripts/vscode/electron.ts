import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { cacheRoot } from './cache.ts';
import { cleanEnvironment } from './clean-environment.ts';
import { forEachLine } from './exec-logged.ts';
import { findOnPath } from './find-on-path.ts';
import { spawnOwned } from './owned-process.ts';
import type { TestCounts } from './test-counts.ts';
import { defaultRunTimeoutMs, type ExtensionTestRun, TestOutput } from './test-run.ts';
import { VsCodeUnavailableError } from './unavailable.ts';
import { withTimeout } from './with-timeout.ts';

const updateHost = 'https://update.code.visualstudio.com';
const probeMs = 3000;

/** Whether VS Code's vendor can be reached; answers within three seconds. */
export async function canDownloadVsCode(): Promise<boolean> {
  try {
    const releases = `${updateHost}/api/releases/stable`;
    const response = await fetch(releases, { signal: AbortSignal.timeout(probeMs) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Runs extension tests in the desktop VS Code, downloaded into the cache. */
export async function runInElectron(run: ExtensionTestRun): Promise<TestCounts> {
  const display = displayWrapper();
  const { version, log } = run;
  const cachePath = join(cacheRoot(), 'electron');
  log(`looking for the desktop VS Code ${version}`);
  const executable = await downloadAndUnzipVSCode({
    version,
    cachePath,
    reporter: new SilentReporter(),
    timeout: 30_000,
  }).catch((error: unknown) => {
    throw new VsCodeUnavailableError(
      'no-download',
      `cannot download VS Code ${version}: ${String(error)}`,
      error,
    );
  });
  return runExecutable([...display, executable], run);
}

/** Runs extension tests in a desktop VS Code started by this command line. */
export async function runExecutable(command: readonly string[], run: ExtensionTestRun): Promise<TestCounts> {
  const profile = await mkdtemp(join(tmpdir(), 'dscode-'));
  const [program = '', ...first] = command;
  const vscode = spawnOwned(program, [...first, ...electronArguments(run, profile)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: cleanEnvironment(),
  });
  const output = new TestOutput(run.log);
  if (vscode.child.stdout) forEachLine(vscode.child.stdout, (line) => output.add(line));
  if (vscode.child.stderr) forEachLine(vscode.child.stderr, (line) => output.add(line));
  const timeout = run.timeoutMs ?? defaultRunTimeoutMs;
  try {
    const code = await withTimeout(vscode.closed, timeout, () =>
      output.failure(`the tests in VS Code ${run.version} did not end in ${timeout / 1000} s`),
    );
    return output.result(code);
  } finally {
    await vscode.stop();
    await rm(profile, { recursive: true, force: true });
  }
}

// The arguments of @vscode/test-electron's own runTests, whose output cannot be had by its caller.
function electronArguments(run: ExtensionTestRun, profile: string): string[] {
  return [
    run.workspace,
    '--no-sandbox',
    '--disable-gpu-sandbox',
    '--disable-updates',
    '--skip-welcome',
    '--skip-release-notes',
    '--disable-workspace-trust',
    '--disable-extensions',
    `--extensions-dir=${join(profile, 'extensions')}`,
    `--user-data-dir=${join(profile, 'data')}`,
    `--extensionDevelopmentPath=${run.extensionPath}`,
    `--extensionTestsPath=${run.testsPath}`,
  ];
}

function displayWrapper(): string[] {
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = process.env;
  if (process.platform !== 'linux' || x11 || wayland) return [];
  const xvfb = findOnPath('xvfb-run');
  if (xvfb !== undefined) return [xvfb, '-a'];
  throw new VsCodeUnavailableError('no-display', 'the desktop VS Code needs a display, or xvfb-run on PATH');
}
