import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, remotePath, type Workbench } from './browser.ts';
import { ensureVsCode } from './install.ts';
import { startVsCodeServer, type VsCodeServer } from './server.ts';
import type { TestCounts } from './test-counts.ts';
import { defaultRunTimeoutMs, type ExtensionTestRun, TestOutput } from './test-run.ts';
import { withTimeout } from './with-timeout.ts';

/** Runs extension tests in a VS Code server from npm, opened in headless Chromium. */
export async function runInServer(run: ExtensionTestRun): Promise<TestCounts> {
  const install = await ensureVsCode(run.version, run.log);
  const userDataDir = await mkdtemp(join(tmpdir(), 'driftscope-vscode-'));
  try {
    const server = await startVsCodeServer({ install, userDataDir });
    try {
      return await runInWorkbench(server, run);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(userDataDir, { recursive: true, force: true });
  }
}

async function runInWorkbench(server: VsCodeServer, run: ExtensionTestRun): Promise<TestCounts> {
  const output = new TestOutput(run.log);
  const workbench = await openWorkbench(server, {
    folder: run.workspace,
    payload: {
      extensionDevelopmentPath: remotePath(server, run.extensionPath),
      extensionTestsPath: remotePath(server, run.testsPath),
    },
    onLog: (line) => output.add(line),
    readyTimeoutMs: 0,
  });
  try {
    return output.result(await exitCode(workbench, run, output));
  } finally {
    await workbench.close();
  }
}

function exitCode(workbench: Workbench, run: ExtensionTestRun, output: TestOutput): Promise<number> {
  const timeout = run.timeoutMs ?? defaultRunTimeoutMs;
  const closed = new Promise<never>((_resolve, reject) => {
    const lost = (what: string): void => reject(output.failure(`the page ${what} during the tests`));
    workbench.page.once('crash', () => lost('crashed'));
    workbench.page.once('close', () => lost('was closed'));
  });
  // The page is closed at the end of every run, after its code is known.
  closed.catch(() => {});
  return withTimeout(Promise.race([workbench.exit, closed]), timeout, () =>
    output.failure(`the tests in VS Code ${run.version} did not end in ${timeout / 1000} s`),
  );
}
