import Mocha from 'mocha';
import { formatTestCounts, testsBegin } from '../../../scripts/vscode/test-counts.ts';
import { authoringSuite } from './authoring.ts';
import { editingSuite } from './editing.ts';
import { previewSuite } from './preview.ts';

// The suites are listed, not looked up: the whole run is one bundle that reads no test file from disk.
const suites: readonly (() => void)[] = [authoringSuite, editingSuite, previewSuite];

/** What VS Code calls once its extension host is up; rejects when a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 20_000, reporter: 'spec' });
  // Mocha defines `suite` and `test` when a file is about to load; here nothing loads, so it is told so.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const define of suites) define();
  console.log(testsBegin);
  const { passed, failed } = await runMocha(mocha);
  console.log(formatTestCounts({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} of ${passed + failed} tests failed`);
}

function runMocha(mocha: Mocha): Promise<{ passed: number; failed: number }> {
  return new Promise((resolve) => {
    let passed = 0;
    mocha
      .run((failed) => resolve({ passed, failed }))
      .on('pass', () => {
        passed += 1;
      });
  });
}
