import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { oneOf, parse, wholeNumber } from '../args.ts';
import { type Command, exitCode, type Io, UsageError } from '../io.ts';
import { readBaseline, writeBaseline } from '../lint/baseline.ts';
import { type Checked, checkFiles, checkText } from '../lint/check-files.ts';
import { type CheckedFile, countOf } from '../lint/checked-file.ts';
import { lintGithub } from '../report/lint-github.ts';
import { lintJunit } from '../report/lint-junit.ts';
import { lintJson, lintPretty } from '../report/lint-report.ts';
import { lintSarif } from '../report/lint-sarif.ts';
import { printableLines } from '../report/printable.ts';

const formats = ['pretty', 'json', 'sarif', 'github', 'junit'] as const;

const options = {
  format: { type: 'string' },
  fix: { type: 'boolean' },
  'max-warnings': { type: 'string' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'boolean' },
  config: { type: 'string' },
  'stdin-filename': { type: 'string' },
} as const;

type Values = ReturnType<typeof parse<typeof options>>['values'];

export const lint: Command = {
  name: 'lint',
  summary: 'Checks configs, strategies, tests and settings',
  help: `Usage: driftscope lint [PATH…] [--format ${formats.join('|')}] [--fix] [--max-warnings N] [--baseline FILE]

Checks the files, folders or patterns given; without any, all configs below this folder; - reads standard input.

  --format FORMAT        pretty (default) shows the line with a caret; json, sarif (2.1.0) and junit are for programs,
                         github for workflow logs
  --fix                  make the fixes that are certain in the files
  --max-warnings N       fail when there are more than N warnings
  --baseline FILE        report only what is not in FILE; what makes a config unusable is always reported
  --write-baseline       write all that is found to the baseline FILE instead
  --config FILE          take the settings of FILE instead of the nearest driftscope.config.yaml above each file
  --stdin-filename FILE  what standard input is to be taken for (stdin.monitor.yaml)

Rules are set in driftscope.config.yaml and silenced by comments such as
# driftscope-disable-next-line RULE -- reason; driftscope explain RULE says what a rule is about.

Exit code 1 when there is an error, or too many warnings; 2 when a file cannot be read, or there is none.
`,
  async run(args, io) {
    const { values, positionals } = parse(args, options);
    const format = oneOf(values.format ?? 'pretty', formats, '--format');
    const maxWarnings =
      values['max-warnings'] === undefined ? Infinity : wholeNumber(values['max-warnings'], '--max-warnings');
    await refuseNonsense(values, positionals, io);
    const { files, unreadable, notes } = await check(values, positionals, io);
    for (const message of [...notes, ...unreadable]) io.err(`driftscope: ${printableLines(message)}\n`);
    const left = await withoutKnown(files, values, io);
    io.out(report(left, problemsIn(files) - problemsIn(left), format, io));
    if (unreadable.length > 0) return exitCode.usage;
    return countOf(left, 'error') > 0 || countOf(left, 'warning') > maxWarnings
      ? exitCode.findings
      : exitCode.clean;
  },
};

async function refuseNonsense(values: Values, positionals: readonly string[], io: Io): Promise<void> {
  const isInput = positionals.includes('-');
  if (isInput && positionals.length > 1) throw new UsageError('- stands alone: standard input is one config');
  if (isInput && values.fix) throw new UsageError('--fix needs files: standard input cannot be written to');
  if (!isInput && values['stdin-filename'] !== undefined)
    throw new UsageError('--stdin-filename needs - for standard input');
  if (values['write-baseline'] && values.baseline === undefined)
    throw new UsageError('--write-baseline needs --baseline FILE');
  const { config } = values;
  const info = config === undefined ? undefined : await stat(resolve(io.cwd, config)).catch(() => undefined);
  if (config !== undefined && !info?.isFile()) throw new UsageError(`${config}: no such file`);
}

async function check(values: Values, positionals: readonly string[], io: Io): Promise<Checked> {
  const { config: settings, fix = false } = values;
  const { cwd } = io;
  if (positionals.includes('-')) {
    const name = values['stdin-filename'] ?? 'stdin.monitor.yaml';
    return checkText(await textOf(process.stdin), { name, cwd, settings });
  }
  return checkFiles({ paths: positionals, cwd, settings, fix });
}

/** What is not in the baseline; all of it goes there where it is to be written. */
async function withoutKnown(
  files: readonly CheckedFile[],
  values: Values,
  io: Io,
): Promise<readonly CheckedFile[]> {
  const { baseline } = values;
  if (baseline === undefined) return files;
  const path = resolve(io.cwd, baseline);
  if (values['write-baseline']) {
    await writeBaseline(path, baseline, files, io.cwd);
    io.err(`driftscope: wrote ${baseline}\n`);
  }
  return (await readBaseline(path, baseline)).newIn(files, io.cwd);
}

const problemsIn = (files: readonly CheckedFile[]) =>
  files.reduce((sum, { problems }) => sum + problems.length, 0);

/** @param hidden how many problems the baseline holds back */
function report(
  files: readonly CheckedFile[],
  hidden: number,
  format: (typeof formats)[number],
  io: Io,
): string {
  switch (format) {
    case 'json':
      return lintJson(files);
    case 'sarif':
      return lintSarif(files);
    case 'github':
      return lintGithub(files);
    case 'junit':
      return lintJunit(files);
    default:
      return lintPretty(files, hidden, io.color);
  }
}
