import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { LspClient } from '../helpers/lsp-client.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { builtServer } from './built-server.ts';

const broken = 'export const zeroStd = { ...intact, check() { throw new Error("out of order"); } };\n';

/** Server and command line as they are built, but with one rule that throws. */
const built = builtServer([
  {
    name: 'a rule that throws',
    setup: ({ onLoad }) =>
      onLoad({ filter: /language\/rules\/zero-std\.ts$/ }, async ({ path }) => {
        const intact = await readFile(path, 'utf8');
        const contents = intact.replace('export const zeroStd: Rule', 'const intact: Rule').concat(broken);
        return { contents, loader: 'ts' };
      }),
  },
]);
const text =
  '- { kind: accuracy, strategy: { type: threshold, threshold: 2 } }\n- { kind: latency, window: 5 }\n';

test('a rule that throws is said, with its name, beside what the others find', async () => {
  const client = await LspClient.start({ server: built.path });
  const folder = tempDir({ 'a.monitor.yaml': text });
  try {
    const uri = 'file:///nowhere/a.monitor.yaml';
    await client.open(uri, text);
    const { diagnostics } = await client.diagnostics(uri, 1);
    const inEditor = diagnostics.map(({ code, message }) => ({ rule: code, message }));
    expect(inEditor.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['internal-error', 'threshold-always-fires']),
    );
    expect(inEditor.find(({ rule }) => rule === 'internal-error')?.message).toContain('zero-std');
    const completion = await client.request<{ items: unknown[] }>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 1, character: 17 },
    });
    expect(completion.items.length).toBeGreaterThan(0);
    const lint = promisify(execFile)(process.execPath, [built.cli, 'lint', '--format', 'json'], {
      cwd: folder,
    });
    const { stdout } = await lint.catch((failed: { stdout: string }) => failed);
    const inCi = JSON.parse(stdout).problems.map(({ rule, message }: Record<string, string>) => ({
      rule,
      message,
    }));
    expect(inCi).toEqual(inEditor);
  } finally {
    await client.kill();
  }
});
