import pc from 'picocolors';
import type { Problem } from '../../language/service.ts';
import { type CheckedFile, countOf } from '../lint/checked-file.ts';
import { printable } from './printable.ts';
import { sourceFrame } from './source-frame.ts';

/** What `lint --format json` prints; 1-based positions. */
export function lintJson(files: readonly CheckedFile[]): string {
  const problems = files.flatMap(({ path, problems }) =>
    problems.map(({ range, rule, severity, message }) => ({
      path,
      line: range.start.line + 1,
      column: range.start.character + 1,
      endLine: range.end.line + 1,
      endColumn: range.end.character + 1,
      rule,
      severity,
      message,
    })),
  );
  return `${JSON.stringify({ files: files.map(({ path }) => path), problems }, undefined, 2)}\n`;
}

/**
 * Each problem with its source line, then a summary.
 * @param hidden how many problems a baseline holds back
 */
export function lintPretty(files: readonly CheckedFile[], hidden: number, color: boolean): string {
  const frames = files.flatMap((file) => file.problems.map((problem) => problemText(file, problem, color)));
  return [...frames, summary(files, hidden, color)].join('\n');
}

/** One problem: where, what, and the line it is about. */
export function problemText({ path, text }: CheckedFile, problem: Problem, color: boolean): string {
  const { bold, dim } = pc.createColors(color);
  const { start } = problem.range;
  const place = `${printable(path)}:${start.line + 1}:${start.character + 1}`;
  const head = `${bold(place)} ${severityWord(problem.severity, color)} ${printable(problem.message)} ${dim(problem.rule)}`;
  return `${head}\n${sourceFrame(text, problem.range, color)}\n`;
}

function severityWord(severity: Problem['severity'], color: boolean): string {
  const colors = pc.createColors(color);
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue, hint: colors.cyan }[severity];
  return paint(severity);
}

function summary(files: readonly CheckedFile[], hidden: number, color: boolean): string {
  const { green } = pc.createColors(color);
  const counts = (['error', 'warning', 'info', 'hint'] as const)
    .map((severity) => [severity, countOf(files, severity)] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => plural(count, severity));
  if (files.length === 0) return 'nothing was checked\n';
  const where = `in ${plural(files.length, 'file')}`;
  const none = green(`no ${hidden > 0 ? 'new ' : ''}problems ${where}`);
  const known = hidden > 0 ? `; ${knownWords(hidden)} hidden by the baseline` : '';
  return `${counts.length === 0 ? none : `${counts.join(', ')} ${where}`}${known}\n`;
}

const knownWords = (count: number) => `${plural(count, 'known problem')} ${count === 1 ? 'is' : 'are'}`;

const plural = (count: number, word: string) =>
  `${count} ${word}${count === 1 || word === 'info' ? '' : 's'}`;
