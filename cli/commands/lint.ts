import { resolve } from 'node:path';
import { oneOf, parse, wholeNumber } from '../args.ts';
import { fileLanguageService, findConfigs, openConfig, shownPath } from '../config-files.ts';
import { fileSample } from '../file-sample.ts';
import { type Command, exitCode, UsageError } from '../io.ts';
import { type CheckedFile, lintJson, lintPretty } from '../report/lint-report.ts';

export const lint: Command = {
  name: 'lint',
  summary: 'Checks configs, strategies and tests',
  help: `Usage: driftscope lint [PATH…] [--format pretty|json] [--max-warnings N]

Checks the files, folders or patterns given; without any, all configs below this folder.

  --format FORMAT      pretty (default) shows the line with a caret, json is for programs
  --max-warnings N     fail when there are more than N warnings

Exit code 1 when there is an error, or too many warnings; 2 when a file cannot be read, or there is none.
`,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      format: { type: 'string' },
      'max-warnings': { type: 'string' },
    });
    const format = oneOf(values.format ?? 'pretty', ['pretty', 'json'], '--format');
    const maxWarnings =
      values['max-warnings'] === undefined ? Infinity : wholeNumber(values['max-warnings'], '--max-warnings');
    const { files, unreadable } = await checkAll(positionals, io.cwd);
    for (const message of unreadable) io.err(`driftscope: ${message}\n`);
    io.out(format === 'json' ? lintJson(files) : lintPretty(files, io.color));
    const count = (severity: string) =>
      files.reduce(
        (sum, { problems }) => sum + problems.filter((problem) => problem.severity === severity).length,
        0,
      );
    if (unreadable.length > 0) return exitCode.usage;
    return count('error') > 0 || count('warning') > maxWarnings ? exitCode.findings : exitCode.clean;
  },
};

/** Checks every file that can be read; one that cannot be does not hide what is wrong with the others. */
async function checkAll(
  paths: readonly string[],
  cwd: string,
): Promise<{ files: CheckedFile[]; unreadable: string[] }> {
  const service = fileLanguageService({ sample: fileSample });
  const files: CheckedFile[] = [];
  const unreadable: string[] = [];
  const found = await findConfigs(paths, cwd);
  if (found.length === 0) throw new UsageError(`there is no config in ${paths.join(', ') || 'this folder'}`);
  for (const path of found) {
    const shown = shownPath(resolve(cwd, path), cwd);
    try {
      const document = await openConfig(path, shown);
      files.push({ path: shown, text: document.getText(), problems: await service.problems(document) });
      service.forget(document.uri);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      unreadable.push(error.message);
    }
  }
  return { files, unreadable };
}
