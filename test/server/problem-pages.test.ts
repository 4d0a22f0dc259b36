import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { problemPage } from '../../language/reference.ts';
import { rules } from '../../language/rules/index.ts';
import { unusable } from '../../language/unusable.ts';
import { diagnosticOf } from '../../server/lsp-problem.ts';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';

const server = builtServer();
let client: LspClient | undefined;

afterEach(() => client?.kill());

/** One of each family: schema, YAML, a rule that is an error, rules that are warnings. */
const text = `version: 1
monitors:
  - { kind: latncy }
  - { kind: latency, ema_alpha: 1e-3, strategy: nowhere }
  - { kind: accuracy, strategy: { type: threshold, threshold: 1.5 } }
  - { kind: drift, *gone }
`;

test('every problem leads to a page that is there and is about it', async () => {
  client = await LspClient.start({ server: server.path });
  const uri = 'file:///nowhere/a.monitor.yaml';
  await client.open(uri, text);
  const isOurs = (params: PublishDiagnosticsParams) => params.uri === uri;
  const { diagnostics } = await client.waitFor<PublishDiagnosticsParams>(
    'textDocument/publishDiagnostics',
    isOurs,
  );
  const families = new Set(diagnostics.map(({ code }) => String(code).split('-')[0]));
  expect([...families]).toEqual(expect.arrayContaining(['schema', 'yaml', 'unknown', 'threshold']));
  for (const { code, codeDescription } of diagnostics)
    expect(readFileSync(fileURLToPath(codeDescription?.href ?? ''), 'utf8')).toContain(`# ${code}\n`);
});

test('a host without pages gives no links', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const problem = { rule: 'zero-std', severity: 'warning' as const, message: 'm', range };
  expect(diagnosticOf(problem)).not.toHaveProperty('codeDescription');
  expect(diagnosticOf(problem, (page) => `file:///docs/${page}`).codeDescription).toEqual({
    href: 'file:///docs/rules/zero-std.md',
  });
});

test('every rule and every id that the sources tell has a page', () => {
  const folders = ['language', 'server', 'cli'];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('unusable.ts'));
  const ids = sources.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /'((?:schema|yaml|json)-[a-z-]+|duplicate-key|file-too-large|internal-error)'/g,
      ),
    ].map(([, id = '']) => id),
  );
  const told = new Set(
    [...ids, ...rules.map(({ id }) => id)].filter((id) => !/^(json|yaml)-language|-server$/.test(id)),
  );
  expect(unusable.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
  expect([...told].filter((id) => !existsSync(join('docs', problemPage(id) ?? 'nowhere')))).toEqual([]);
});
