import { resolve } from 'node:path';
import { bundleExtensionTests } from '../vscode/bundle-tests.ts';
import type { VsCodeVersion } from '../vscode/install.ts';
import { runExtensionTests } from '../vscode/run-tests.ts';
import type { Outcome, Step } from './step.ts';

/** The extension's tests in a real VS Code of one version. */
export function vsCodeStep(version: VsCodeVersion): Step {
  return {
    name: `the extension in VS Code ${version}`,
    async run(): Promise<Outcome> {
      const testsPath = await bundleExtensionTests(
        'test/e2e/vscode/index.ts',
        resolve('out/vscode-tests/index.cjs'),
      );
      try {
        const { passed, failed, skippedReason } = await runExtensionTests({
          version,
          extensionPath: resolve('.'),
          testsPath,
          workspace: resolve('examples'),
          log: (line) => console.log(`  ${line}`),
        });
        const skipped = skippedReason === undefined ? [] : [`VS Code ${version}: ${skippedReason}`];
        return { passed, failed, skipped };
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        return { passed: 0, failed: 1, skipped: [] };
      }
    },
  };
}
