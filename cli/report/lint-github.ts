import type { CheckedFile } from '../lint/checked-file.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands, which GitHub shows beside the lines. Hints are left out: they would be noise there. */
export function lintGithub(files: readonly CheckedFile[]): string {
  return files
    .flatMap(({ path, problems }) =>
      problems.map(({ severity, rule, message, range: { start, end } }) => {
        if (severity === 'hint') return '';
        // GitHub takes columns only where a problem lies within one line.
        const columns =
          start.line === end.line
            ? `,col=${start.character + 1},endColumn=${Math.max(end.character, start.character + 1)}`
            : '';
        const place = `file=${property(path.replaceAll('\\', '/'))},line=${start.line + 1},endLine=${end.line + 1}${columns}`;
        return `::${commands[severity]} ${place},title=${property(rule)}::${data(message)}\n`;
      }),
    )
    .join('');
}

const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
