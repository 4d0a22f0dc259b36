/** How many tests of a run passed and failed; skipped ones are in neither. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** The line that a test entry prints before its first test; what comes before is VS Code starting up. */
export const testsBegin = 'DRIFTSCOPE-TESTS begin';

/** The line by which the extension host tells the harness, through any log, how its run went. */
export function formatTestCounts({ passed, failed }: TestCounts): string {
  return `DRIFTSCOPE-TESTS ${JSON.stringify({ passed, failed })}`;
}

/** The counts in a line of output, `undefined` when it is another line. */
export function parseTestCounts(line: string): TestCounts | undefined {
  const match = /DRIFTSCOPE-TESTS \{"passed":(\d+),"failed":(\d+)\}/.exec(line);
  return match ? { passed: Number(match[1]), failed: Number(match[2]) } : undefined;
}
