import { describe, expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { editorSession } from '../helpers/editor-session.ts';

const editor = editorSession();
const bad = 'monitors:\n  - kind: latncy\n';
const good = 'monitors:\n  - kind: latency\n';

const start = async (capabilities: object) => {
  await editor.start({ folders: [editor.workspace.uri], capabilities });
};
const watching = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
const told = (uri: string) =>
  editor.client
    .all<PublishDiagnosticsParams>('textDocument/publishDiagnostics')
    .filter((params) => params.uri === uri)
    .map(({ diagnostics }) => diagnostics.length);
const isTold = (uri: string, count: number, since = 0) =>
  editor.client.waitFor<PublishDiagnosticsParams>(
    'textDocument/publishDiagnostics',
    (params) => params.uri === uri && params.diagnostics.length === count,
    since,
  );
const changed = (...uris: string[]) =>
  editor.client.notify('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 2 })) });

describe('files that are not open, for clients that do not ask', () => {
  test('are told once, and again when they have changed', async () => {
    const [faulty, fine] = [
      editor.workspace.write('a.monitor.yaml', bad),
      editor.workspace.write('b.monitor.yaml', good),
    ];
    await start(watching);
    await isTold(faulty, 1);
    editor.workspace.write('b.monitor.yaml', bad);
    await changed(fine);
    await isTold(fine, 1);
    editor.workspace.write('b.monitor.yaml', good);
    await changed(fine);
    await isTold(fine, 0);
    expect(told(faulty)).toEqual([1]);
    // A file may be read while it is being written, so that there may be more in between.
    expect(told(fine).at(-1)).toBe(0);
  });

  test('come in the place of a document that was closed', async () => {
    const uri = editor.workspace.write('a.monitor.yaml', bad);
    await start({});
    await isTold(uri, 1);
    await editor.client.open(uri, good);
    await editor.client.diagnostics(uri, 1);
    const since = editor.client.received.length;
    await editor.client.close(uri);
    await isTold(uri, 1, since);
  });

  test('that are gone have no problems any more', async () => {
    const uri = editor.workspace.write('a.monitor.yaml', bad);
    await start(watching);
    await isTold(uri, 1);
    editor.workspace.delete('a.monitor.yaml');
    await changed(uri);
    await isTold(uri, 0);
  });

  test('are not told to clients that ask', async () => {
    const uri = editor.workspace.write('a.monitor.yaml', bad);
    await start({ textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } });
    await editor.client.request('workspace/diagnostic', { previousResultIds: [] });
    expect(told(uri)).toEqual([]);
  });
});
