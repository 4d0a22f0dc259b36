/**
 * `npm test`: everything, in order, and at the end one line `N passed, N failed`.
 *
 *     --quick        lint, types, generated files and unit tests only
 *     --no-skips     a test that cannot run here counts as failed (CI)
 */
import { commandStep } from './test/command-step.ts';
import type { Outcome, Step } from './test/step.ts';
import { vitestStep } from './test/vitest-step.ts';
import { vsCodeStep } from './test/vscode-step.ts';
import { ensureNeovim } from './tools/neovim.ts';
import { ensurePython } from './tools/python.ts';
import { ensureChromium } from './vscode/chromium.ts';
import { vsCodeVersions } from './vscode/install.ts';

const quick = process.argv.includes('--quick');
const noSkips = process.argv.includes('--no-skips');
const tsx = (script: string, ...args: string[]) => ['--import', 'tsx', `scripts/${script}.ts`, ...args];

const steps: readonly Step[] = [
  commandStep('lint and format (biome)', [
    'node_modules/@biomejs/biome/bin/biome',
    'ci',
    '--colors=off',
    '.',
  ]),
  commandStep('types (tsc)', ['node_modules/typescript/bin/tsc', '-b']),
  commandStep('generated files', tsx('generate', '--check')),
  commandStep('build', tsx('build')),
  ...(quick ? [] : [browserStep(), toolsStep()]),
  vitestStep(quick ? ['--exclude', 'test/e2e/**'] : []),
  ...(quick ? [] : vsCodeVersions.map(vsCodeStep)),
];

const outcomes: Outcome[] = [];
for (const step of steps) outcomes.push(await runStep(step));
report(outcomes);

async function runStep(step: Step): Promise<Outcome> {
  console.log(`\n── ${step.name}`);
  const start = performance.now();
  const outcome = await step.run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`── ${step.name}: ${outcome.failed === 0 ? 'done' : 'FAILED'} in ${seconds} s`);
  return outcome;
}

/** Not a test: the pages' tests look for a browser, and say that they skip when there is none. */
function browserStep(): Step {
  return {
    name: 'a browser for the page tests',
    async run() {
      try {
        console.log(await ensureChromium((line) => console.log(`  ${line}`)));
      } catch (error) {
        console.log(error instanceof Error ? error.message : error);
      }
      return { passed: 0, failed: 0, skipped: [] };
    },
  };
}

/** Not a test either: what the end-to-end tests drive beside VS Code. */
function toolsStep(): Step {
  return {
    name: 'Neovim and Python for the end-to-end tests',
    async run() {
      for (const ensure of [ensureNeovim, ensurePython]) {
        const found = await ensure((line) => console.log(`  ${line}`)).catch((error: Error) => error.message);
        console.log(found);
      }
      return { passed: 0, failed: 0, skipped: [] };
    },
  };
}

function report(all: readonly Outcome[]): void {
  const sum = (key: 'passed' | 'failed') => all.reduce((total, outcome) => total + outcome[key], 0);
  const skipped = all.flatMap((outcome) => outcome.skipped);
  const failed = sum('failed') + (noSkips ? skipped.length : 0);
  console.log('');
  for (const reason of skipped) console.log(`skipped${noSkips ? ' (counts as failed here)' : ''}: ${reason}`);
  console.log(`${sum('passed')} passed, ${failed} failed${noSkips ? '' : `, ${skipped.length} skipped`}`);
  process.exitCode = failed > 0 ? 1 : 0;
}
