import { canDownloadVsCode, runInElectron } from './electron.ts';
import { runInServer } from './server-tests.ts';
import type { TestCounts } from './test-counts.ts';
import type { ExtensionTestRun } from './test-run.ts';
import { VsCodeUnavailableError } from './unavailable.ts';

/** Which VS Code runs the tests: the desktop one, the server from npm, or the first of them to be had. */
export type TestMode = 'auto' | 'electron' | 'server';

/** How a run went, and where; with `skippedReason` nothing ran and both counts are 0. */
export interface TestRunResult extends TestCounts {
  readonly mode: 'electron' | 'server';
  readonly skippedReason?: string;
}

/**
 * Runs an extension's tests in a real VS Code of this version.
 *
 * What this machine lacks becomes a `skippedReason`; a run that hangs or breaks off rejects. The mode is
 * `DRIFTSCOPE_VSCODE_MODE`, else `auto`.
 */
export async function runExtensionTests(
  run: ExtensionTestRun,
  mode: TestMode = modeFromEnvironment(),
): Promise<TestRunResult> {
  if (mode === 'electron') return skipIfUnavailable('electron', () => runInElectron(run));
  if (mode === 'auto' && (await canDownloadVsCode())) {
    const result = await skipIfUnavailable('electron', () => runInElectron(run));
    if (result.skippedReason === undefined) return result;
    run.log(`not in the desktop VS Code (${result.skippedReason}), so in the server`);
  }
  return skipIfUnavailable('server', () => runInServer(run));
}

async function skipIfUnavailable(
  mode: TestRunResult['mode'],
  start: () => Promise<TestCounts>,
): Promise<TestRunResult> {
  try {
    return { mode, ...(await start()) };
  } catch (error) {
    if (!(error instanceof VsCodeUnavailableError)) throw error;
    return { mode, passed: 0, failed: 0, skippedReason: error.message };
  }
}

function modeFromEnvironment(): TestMode {
  const mode = process.env['DRIFTSCOPE_VSCODE_MODE'] || 'auto';
  if (mode === 'auto' || mode === 'electron' || mode === 'server') return mode;
  throw new Error(`DRIFTSCOPE_VSCODE_MODE is ${mode}, not auto, electron or server`);
}
