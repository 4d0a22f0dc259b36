import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';
import { TempWorkspace } from './temp-workspace.ts';

const server = builtServer();
const bad = 'monitors:\n  - kind: latncy\n';
const good = 'monitors:\n  - kind: latency\n';
let client: LspClient;
let workspace: TempWorkspace;

beforeEach(() => {
  workspace = new TempWorkspace();
});
afterEach(async () => {
  await client.kill();
  workspace.remove();
});

const start = async (capabilities: object) => {
  client = await LspClient.start({ server: server.path, folders: [workspace.uri], capabilities });
};
const watching = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
const told = (uri: string) =>
  client
    .all<PublishDiagnosticsParams>('textDocument/publishDiagnostics')
    .filter((params) => params.uri === uri)
    .map(({ diagnostics }) => diagnostics.length);
const isTold = (uri: string, count: number, since = 0) =>
  client.waitFor<PublishDiagnosticsParams>(
    'textDocument/publishDiagnostics',
    (params) => params.uri === uri && params.diagnostics.length === count,
    since,
  );
const changed = (...uris: string[]) =>
  client.notify('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 2 })) });

describe('files that are not open, for clients that do not ask', () => {
  test('are told once, and again when they have changed', async () => {
    const [faulty, fine] = [workspace.write('a.monitor.yaml', bad), workspace.write('b.monitor.yaml', good)];
    await start(watching);
    await isTold(faulty, 1);
    workspace.write('b.monitor.yaml', bad);
    await changed(fine);
    await isTold(fine, 1);
    workspace.write('b.monitor.yaml', good);
    await changed(fine);
    await isTold(fine, 0);
    expect(told(faulty)).toEqual([1]);
    // A file may be read while it is being written, so that there may be more in between.
    expect(told(fine).at(-1)).toBe(0);
  });

  test('come in the place of a document that was closed', async () => {
    const uri = workspace.write('a.monitor.yaml', bad);
    await start({});
    await isTold(uri, 1);
    await client.open(uri, good);
    await client.diagnostics(uri, 1);
    const since = client.received.length;
    await client.close(uri);
    await isTold(uri, 1, since);
  });

  test('that are gone have no problems any more', async () => {
    const uri = workspace.write('a.monitor.yaml', bad);
    await start(watching);
    await isTold(uri, 1);
    workspace.delete('a.monitor.yaml');
    await changed(uri);
    await isTold(uri, 0);
  });

  test('are not told to clients that ask', async () => {
    const uri = workspace.write('a.monitor.yaml', bad);
    await start({ textDocument: { diagnostic: {} } });
    await client.request('workspace/diagnostic', { previousResultIds: [] });
    expect(told(uri)).toEqual([]);
  });
});
