import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { LspClient } from '../helpers/lsp-client.ts';
import { runCli } from '../helpers/run-cli.ts';

const severities = ['error', 'warning', 'info', 'hint'];

/** Every config of fixtures and examples. */
const configs = ['test/fixtures', 'examples/digit-reader', 'examples/nab-latency'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(monitor|strategy)\.(ya?ml|json)$/.test(name))
    .map((name) => `${folder}/${name}`),
);

let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start({ server: resolve('dist/server.cjs') });
});
afterAll(() => client.kill());

async function fromServer(path: string) {
  const uri = pathToFileURL(resolve(path)).href;
  await client.open(uri, readFileSync(path, 'utf8'), 1, path.endsWith('.json') ? 'json' : 'driftscope');
  await client.diagnostics(uri, 1);
  return () => newest(path, uri);
}

/** What was told last: what rests on event files is told once they are read. */
function newest(path: string, uri: string) {
  const told = client.all<PublishDiagnosticsParams>('textDocument/publishDiagnostics');
  const { diagnostics = [] } = told.findLast((params) => params.uri === uri) ?? {};
  return diagnostics.map(({ range, code, severity, message }) => ({
    path,
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    rule: code,
    severity: severities[(severity ?? 1) - 1],
    message,
  }));
}

async function fromCommandLine(path: string) {
  const { stdout } = await runCli(['lint', path, '--format', 'json']);
  return JSON.parse(stdout).problems;
}

describe('editor and command line say the same', () => {
  test.each(configs)('of %s', async (path) => {
    const expected = await fromCommandLine(path);
    const told = await fromServer(path);
    await vi.waitFor(() => expect(told()).toEqual(expected), { timeout: 10_000 });
  });

  test.each(['yaml', 'json'])('ten mistakes in %s are ten errors', async (extension) => {
    const told = await fromServer(`test/fixtures/ten-mistakes.monitor.${extension}`);
    expect(told().map(({ severity }) => severity)).toEqual(Array(10).fill('error'));
  });
});
