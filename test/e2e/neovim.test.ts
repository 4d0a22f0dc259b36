import { execFile } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { ToolUnavailableError } from '../../scripts/tools/debian.ts';
import { ensureNeovim } from '../../scripts/tools/neovim.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { latencyConfig, latencyEvents } from '../server/temp-workspace.ts';

/** The first Lua below a heading of what people read. */
function documented(file: string, heading: string): string {
  const [, lua] =
    new RegExp(`^#+ ${heading}$[\\s\\S]*?^\`\`\`lua\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(
      readFileSync(file, 'utf8'),
    ) ?? [];
  if (lua === undefined) throw new Error(`no configuration for ${heading} in ${file}`);
  return lua;
}

/** What a current configuration needs to run in the Neovim there is, if that is an older one. */
const current = `dofile('${resolve('test/e2e/neovim-0.11.lua')}')\n${documented('README.md', 'Neovim')}`;
const older = documented('docs/editors.md', 'Neovim 0\\.7 to 0\\.10');

/** One file for each pattern of the manifest, and one that is none of ours. */
const [{ filenames, filenamePatterns }] = JSON.parse(readFileSync('package.json', 'utf8')).contributes
  .languages;
const ours: string[] = [
  ...filenames,
  ...filenamePatterns.map((pattern: string) => pattern.replace('*', 'b')),
];

interface Answers {
  readonly problem?: string;
  readonly filetype: string;
  readonly diagnostics: readonly { line: number; column: number; message: string; code: string }[];
  readonly mended: readonly unknown[];
  readonly labels: readonly string[];
  readonly hover: string;
  readonly text: readonly string[];
  readonly hints: readonly { label: readonly { value: string }[] }[];
  readonly filetypes: Readonly<Record<string, string>>;
}

let neovim: string | undefined;
let unavailable = '';

beforeAll(async () => {
  try {
    neovim = await ensureNeovim(() => {});
  } catch (error) {
    if (!(error instanceof ToolUnavailableError)) throw error;
    unavailable = error.message;
  }
}, 300_000);

test.for([
  { name: 'today’s', configuration: current },
  { name: 'the older', configuration: older },
])(
  'Neovim with $name documented configuration shows problems, completes, explains, formats and simulates',
  { timeout: 120_000 },
  async ({ configuration }, context) => {
    if (neovim === undefined) return context.skip(unavailable);
    const folder = tempDir({
      'init.lua': configuration,
      'bin/driftscope': `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/cli.cjs')}" "$@"\n`,
      'a.monitor.yaml': 'monitors:\n  - kind: latncy\n    severity:   critical\n',
      'simulated.monitor.yaml': latencyConfig(5),
      'events.ndjson': latencyEvents([1, 9, 9]),
    });
    chmodSync(join(folder, 'bin/driftscope'), 0o755);
    const answersFile = join(folder, 'answers.json');
    await promisify(execFile)(
      neovim,
      [
        '--headless',
        '-n',
        '-u',
        'init.lua',
        'a.monitor.yaml',
        '-c',
        `luafile ${resolve('test/e2e/neovim.lua')}`,
      ],
      {
        cwd: folder,
        timeout: 80_000,
        env: {
          ...process.env,
          ANSWERS: answersFile,
          NAMES: JSON.stringify([...ours, 'pipeline.yaml']),
          PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`,
          XDG_STATE_HOME: folder,
          XDG_CACHE_HOME: folder,
        },
      },
    );
    const answers: Answers = JSON.parse(readFileSync(answersFile, 'utf8'));
    expect(answers.problem).toBeUndefined();
    expect(answers.filetype).toBe('driftscope');
    expect(answers.diagnostics).toEqual([
      expect.objectContaining({
        line: 1,
        column: 10,
        message: expect.stringContaining('did you mean `latency`'),
      }),
    ]);
    expect(answers.labels).toEqual(expect.arrayContaining(['latency', 'accuracy', 'drift']));
    expect(answers.hover).toContain('severity');
    expect(answers.mended).toEqual([]);
    expect(answers.text).toEqual(['monitors:', '  - kind: latency # é', '    severity: critical']);
    expect(answers.hints.flatMap(({ label }) => label.map(({ value }) => value))).toEqual(['2 alerts']);
    expect(answers.filetypes).toEqual({
      ...Object.fromEntries(ours.map((name) => [name, 'driftscope'])),
      'pipeline.yaml': 'yaml',
    });
  },
);
