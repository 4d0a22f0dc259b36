import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';
import { TempWorkspace } from './temp-workspace.ts';

const server = builtServer();
const uri = 'file:///nowhere/a.monitor.yaml';
const good = 'monitors:\n  - kind: latency\n';
/** Of a client that asks for problems. */
const asking = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
const bad = 'monitors:\n  - kind: latncy\n';
let client: LspClient;
let workspace: TempWorkspace;

beforeEach(async () => {
  workspace = new TempWorkspace();
  client = await LspClient.start({ server: server.path });
});
afterEach(async () => {
  await client.kill();
  workspace.remove();
});

const published = () => client.all<PublishDiagnosticsParams>('textDocument/publishDiagnostics');

describe('pushed', () => {
  test('a mistake is marked where it is, with rule and version', async () => {
    await client.open(uri, bad);
    const { diagnostics, version } = await client.diagnostics(uri, 1);
    expect(version).toBe(1);
    expect(diagnostics).toHaveLength(1);
    const [diagnostic] = diagnostics;
    expect(diagnostic).toMatchObject({
      severity: 1,
      source: 'driftscope',
      range: { start: { line: 1, character: 10 }, end: { line: 1, character: 16 } },
    });
    expect(diagnostic?.code).toEqual(expect.stringMatching(/^[a-z-]+$/));
    expect(diagnostic?.message).toContain('latency');
  });

  test('edits are applied where they are made, and checked', async () => {
    await client.open(uri, bad);
    await client.diagnostics(uri, 1);
    const at = { line: 1, character: 13 };
    await client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: at, end: at }, text: 'e' }],
    });
    expect((await client.diagnostics(uri, 2)).diagnostics).toEqual([]);
  });

  test('of fifty rapid edits, the last is checked', async () => {
    await client.open(uri, good);
    await client.diagnostics(uri, 1);
    for (let version = 2; version <= 51; version += 1) {
      await client.change(uri, version % 2 === 0 ? good : bad, version);
    }
    expect((await client.diagnostics(uri, 51)).diagnostics).toHaveLength(1);
    expect(published().length).toBeLessThan(10);
    const versions = published().map(({ version }) => version ?? 0);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });

  test('a closed document has none', async () => {
    await client.open(uri, bad);
    await client.diagnostics(uri, 1);
    await client.close(uri);
    expect((await client.diagnostics(uri, undefined)).diagnostics).toEqual([]);
  });

  test('a document opened again at the same version shows nothing of the old one', async () => {
    await client.open(uri, bad);
    await client.close(uri);
    await client.open(uri, good);
    const since = client.received.length;
    await client.diagnostics(uri, 1, since);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(published().at(-1)).toMatchObject({ version: 1, diagnostics: [] });
  });

  test('an included file that is edited is seen by those that include it', async () => {
    const shared = workspace.write(
      'common.strategies.yaml',
      'strategies:\n  tight: { type: static, bound: 5 }\n',
    );
    const config = workspace.write('a.monitor.yaml', '');
    await client.open(
      config,
      'include: [common.strategies.yaml]\nmonitors:\n  - { kind: latency, strategy: tight }\n',
    );
    expect((await client.diagnostics(config, 1)).diagnostics).toEqual([]);
    const since = client.received.length;
    await client.open(shared, 'strategies:\n  wide: { type: static, bound: 5 }\n');
    const { diagnostics } = await client.waitFor<PublishDiagnosticsParams>(
      'textDocument/publishDiagnostics',
      (params) => params.uri === config && params.diagnostics.length > 0,
      since,
    );
    expect(diagnostics[0]?.message).toContain('tight');
  });

  test('a file that is closed without being saved is again what it is on disk', async () => {
    const shared = workspace.write('common.strategies.yaml', 'strategies:\n  on-disk: { type: p_value }\n');
    const config = workspace.write('a.monitor.yaml', '');
    await client.open(shared, 'strategies:\n  unsaved: { type: p_value }\n');
    await client.open(
      config,
      'include: [common.strategies.yaml]\nmonitors:\n  - { kind: drift, strategy: unsaved }\n',
    );
    expect((await client.diagnostics(config, 1)).diagnostics).toEqual([]);
    const since = client.received.length;
    await client.close(shared);
    expect((await client.diagnostics(config, 1, since)).diagnostics).toHaveLength(1);
  });

  test('a document that has nothing to do with an edit is left in peace', async () => {
    const other = 'file:///nowhere/b.monitor.yaml';
    await client.open(other, bad);
    await client.diagnostics(other, 1);
    const since = client.received.length;
    await client.open(uri, good);
    await client.diagnostics(uri, 1);
    await client.change(uri, bad, 2);
    await client.diagnostics(uri, 2);
    const told = client.received.slice(since).map(({ params }) => (params as PublishDiagnosticsParams).uri);
    expect(told).not.toContain(other);
  });

  test('a file that changes on disk is looked at again', async () => {
    const shared = workspace.write(
      'common.strategies.yaml',
      'strategies:\n  wide: { type: static, bound: 5 }\n',
    );
    const config = workspace.write('a.monitor.yaml', '');
    await client.open(
      config,
      'include: [common.strategies.yaml]\nmonitors:\n  - { kind: latency, strategy: tight }\n',
    );
    expect((await client.diagnostics(config, 1)).diagnostics).toHaveLength(1);
    workspace.write('common.strategies.yaml', 'strategies:\n  tight: { type: static, bound: 5 }\n');
    const since = client.received.length;
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: shared, type: 2 }] });
    expect((await client.diagnostics(config, 1, since)).diagnostics).toEqual([]);
  });
});

describe('pulled', () => {
  interface Report {
    readonly kind: string;
    readonly resultId: string;
    readonly items: Diagnostic[];
  }

  test('a client that would not ask again when other files change is told', async () => {
    await client.kill();
    client = await LspClient.start({
      server: server.path,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await client.open(uri, bad);
    expect((await client.diagnostics(uri, 1)).diagnostics).toHaveLength(1);
  });

  test('a client that asks is not told as well', async () => {
    await client.kill();
    client = await LspClient.start({
      server: server.path,
      capabilities: asking,
    });
    await client.open(uri, bad);
    const report = await client.request<Report>('textDocument/diagnostic', { textDocument: { uri } });
    expect(report).toMatchObject({ kind: 'full', items: [{ severity: 1 }] });
    await client.change(uri, good, 2);
    const next = await client.request<Report>('textDocument/diagnostic', { textDocument: { uri } });
    expect(next.items).toEqual([]);
    expect(published()).toEqual([]);
  });

  test('what the client has already is not sent again', async () => {
    await client.kill();
    client = await LspClient.start({
      server: server.path,
      capabilities: asking,
    });
    const ask = (previousResultId?: string) =>
      client.request<Report>('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
    await client.open(uri, bad);
    const { resultId } = await ask();
    expect(await ask(resultId)).toEqual({ kind: 'unchanged', resultId });
    await client.change(uri, good, 2);
    expect(await ask(resultId)).toMatchObject({ kind: 'full', items: [] });
  });
});
