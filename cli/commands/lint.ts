import { resolve } from 'node:path';
import { oneOf, parse, wholeNumber } from '../args.ts';
import { fileLanguageService, findConfigs, openConfig, shownPath } from '../config-files.ts';
import { type Command, exitCode } from '../io.ts';
import { type CheckedFile, lintJson, lintPretty } from '../report/lint-report.ts';

export const lint: Command = {
  name: 'lint',
  summary: 'Checks configs, strategies and tests',
  help: `Usage: driftscope lint [PATH…] [--format pretty|json] [--max-warnings N]

Checks the files, folders or patterns given; without any, all configs below this folder.

  --format FORMAT      pretty (default) shows the line with a caret, json is for programs
  --max-warnings N     fail when there are more than N warnings

Exit code 1 when there is an error, or too many warnings.
`,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      format: { type: 'string' },
      'max-warnings': { type: 'string' },
    });
    const format = oneOf(values.format ?? 'pretty', ['pretty', 'json'], '--format');
    const maxWarnings =
      values['max-warnings'] === undefined ? Infinity : wholeNumber(values['max-warnings'], '--max-warnings');
    const files = await checkAll(positionals, io.cwd);
    io.out(format === 'json' ? lintJson(files) : lintPretty(files, io.color));
    const count = (severity: string) =>
      files.reduce(
        (sum, { problems }) => sum + problems.filter((problem) => problem.severity === severity).length,
        0,
      );
    return count('error') > 0 || count('warning') > maxWarnings ? exitCode.findings : exitCode.clean;
  },
};

async function checkAll(paths: readonly string[], cwd: string): Promise<CheckedFile[]> {
  const service = fileLanguageService();
  const checked: CheckedFile[] = [];
  for (const path of await findConfigs(paths, cwd)) {
    const shown = shownPath(resolve(cwd, path), cwd);
    const document = await openConfig(path, shown);
    checked.push({ path: shown, text: document.getText(), problems: await service.problems(document) });
    service.forget(document.uri);
  }
  return checked;
}
