import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  const { diagnostics } = await client.diagnostics(uri, 1);
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
    expect(await fromServer(path)).toEqual(await fromCommandLine(path));
  });

  test.each(['yaml', 'json'])('ten mistakes in %s are ten errors', async (extension) => {
    const problems = await fromServer(`test/fixtures/ten-mistakes.monitor.${extension}`);
    expect(problems.map(({ severity }) => severity)).toEqual(Array(10).fill('error'));
  });
});
