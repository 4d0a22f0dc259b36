import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Outcome, oneFailed, type Step } from './step.ts';

const report = 'out/vitest.json';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Unit, golden, property, LSP, command-line and page tests, with the counts from vitest's own report. */
export function vitestStep(filters: readonly string[]): Step {
  return {
    name: 'unit, golden, property, LSP, command line, pages (vitest)',
    async run() {
      mkdirSync('out', { recursive: true });
      rmSync(report, { force: true });
      const args = [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ];
      const { status } = spawnSync(process.execPath, [...args, ...filters], {
        stdio: 'inherit',
        // What is tested is what ships.
        env: { ...process.env, DRIFTSCOPE_DIST: resolve('dist') },
      });
      return outcome(status);
    },
  };
}

function outcome(status: number | null): Outcome {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as VitestReport;
    const skipped = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status: said }) => said !== 'passed' && said !== 'failed')
      .map(({ fullName }) => fullName);
    // A file that cannot be loaded fails the run without a failed test.
    const failed = status === 0 ? numFailedTests : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed, skipped };
  } catch {
    return oneFailed;
  }
}
