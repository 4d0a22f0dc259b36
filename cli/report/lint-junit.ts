import type { Problem } from '../../language/service.ts';
import { type CheckedFile, countOf } from '../lint/checked-file.ts';

/** JUnit's XML: a suite for each file, a case for each problem. Errors fail, since they are what fails the run. */
export function lintJunit(files: readonly CheckedFile[]): string {
  const suites = files.map(suite).join('');
  const total = files.reduce((sum, { problems }) => sum + Math.max(1, problems.length), 0);
  const counts = `tests="${total}" failures="${countOf(files, 'error')}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="driftscope lint" ${counts}>\n${suites}</testsuites>\n`;
}

function suite(file: CheckedFile): string {
  const { path, problems } = file;
  const cases =
    problems.length > 0
      ? problems.map((problem) => testCase(path, problem)).join('')
      : `    <testcase classname="${xml(path)}" name="no problems"/>\n`;
  const counts = `tests="${Math.max(1, problems.length)}" failures="${countOf([file], 'error')}"`;
  return `  <testsuite name="${xml(path)}" ${counts}>\n${cases}  </testsuite>\n`;
}

function testCase(path: string, { rule, severity, message, range: { start } }: Problem): string {
  const place = `${start.line + 1}:${start.character + 1}`;
  const head = `    <testcase classname="${xml(path)}" name="${xml(`${rule} ${place}`)}">\n`;
  const text = xml(`${path}:${place} ${severity} ${message}`);
  const body =
    severity === 'error'
      ? `      <failure type="${xml(rule)}" message="${xml(message)}">${text}</failure>\n`
      : `      <system-out>${text}</system-out>\n`;
  return `${head}${body}    </testcase>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** XML knows no control characters and no half characters, not even escaped ones. */
function xml(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF&<>"]/gu, (character) => entities[character] ?? '\uFFFD');
}
