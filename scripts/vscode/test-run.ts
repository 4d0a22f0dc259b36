import type { Log } from './exec-logged.ts';
import type { VsCodeVersion } from './install.ts';
import { parseTestCounts, type TestCounts, testsBegin } from './test-counts.ts';

/** A run of an extension's tests inside VS Code; all paths are absolute. */
export interface ExtensionTestRun {
  readonly version: VsCodeVersion;
  /** The folder with the extension's package.json, built. */
  readonly extensionPath: string;
  /** A CommonJS file that exports `run()`; see `bundleExtensionTests`. */
  readonly testsPath: string;
  readonly workspace: string;
  readonly log: Log;
  /** For the run itself, installing not included; three minutes unless told. */
  readonly timeoutMs?: number;
}

/** The time a run may take when it does not say. */
export const defaultRunTimeoutMs = 180_000;

/** Keeps what a result is made of out of a stream of log lines. */
export class TestOutput {
  readonly #log: Log;
  readonly #tail: string[] = [];
  #counts: TestCounts | undefined;
  // With DRIFTSCOPE_VSCODE_DEBUG, VS Code's own lines from before the tests are logged too.
  #isLogged = Boolean(process.env['DRIFTSCOPE_VSCODE_DEBUG']);

  constructor(log: Log) {
    this.#log = log;
  }

  /** Takes one line of the extension host's console. */
  add(line: string): void {
    this.#counts = parseTestCounts(line) ?? this.#counts;
    this.#tail.push(line);
    if (this.#tail.length > 30) this.#tail.shift();
    if (line.includes(testsBegin)) this.#isLogged = true;
    else if (this.#isLogged) this.#log(line);
  }

  /** The counts of a run that ended with `code`; throws when it ended without telling them. */
  result(code: number | null): TestCounts {
    const counts = this.#counts;
    if (counts === undefined) throw this.failure(`VS Code ended the tests with ${code} and no counts`);
    // A run that failed outside its tests must not look like a good one.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  }

  /** An error with the last lines of output. */
  failure(why: string): Error {
    return new Error(`${why}\n${this.#tail.join('\n')}`);
  }
}
