import { execFile } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { ToolUnavailableError } from '../../scripts/tools/debian.ts';
import { ensureNeovim } from '../../scripts/tools/neovim.ts';
import { tempDir } from '../helpers/temp-dir.ts';

/** The configuration that docs/editors.md gives to people. */
const documented =
  /^## Neovim$[\s\S]*?^```lua\n([\s\S]*?)^```$/m.exec(readFileSync('docs/editors.md', 'utf8'))?.[1] ?? '';

interface Answers {
  readonly problem?: string;
  readonly filetype: string;
  readonly diagnostics: readonly { line: number; column: number; message: string; code: string }[];
  readonly mended: readonly unknown[];
  readonly labels: readonly string[];
  readonly hover: string;
  readonly text: readonly string[];
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

test('Neovim with the documented configuration shows problems, completes, explains and formats', async (context) => {
  if (neovim === undefined) return context.skip(unavailable);
  const folder = tempDir({
    'init.lua': documented,
    'bin/driftscope': `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/cli.cjs')}" "$@"\n`,
    'a.monitor.yaml': 'monitors:\n  - kind: latncy\n    severity:   critical\n',
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
}, 120_000);
