import { expect, test } from 'vitest';
import type { CodeAction, PublishDiagnosticsParams } from 'vscode-languageserver';
import { editorSession } from '../helpers/editor-session.ts';

const editor = editorSession();
const uri = 'file:///nowhere/a.monitor.yaml';
const text = '- kind: drft\n- kind: drift\n  threshold: 1e-3\n';
const whole = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };

const ask = (only?: readonly string[]) =>
  editor.client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: whole,
    context: { diagnostics: [], ...(only ? { only } : {}) },
  });

test('a fix is an edit of the version that it was made for, with the diagnostic it answers', async () => {
  const capabilities = { workspace: { workspaceEdit: { documentChanges: true } } };
  await editor.start({ capabilities });
  await editor.client.open(uri, text);
  const [fix] = await ask();
  expect(fix).toMatchObject({
    title: 'Change to `drift`',
    kind: 'quickfix',
    isPreferred: true,
    diagnostics: [{ code: 'schema-unknown-value' }],
    edit: {
      documentChanges: [
        {
          textDocument: { uri, version: 1 },
          edits: [
            {
              range: { start: { line: 0, character: 8 }, end: { line: 0, character: 12 } },
              newText: 'drift',
            },
          ],
        },
      ],
    },
  });
});

test('a client that knows no versions gets changes by address; fix-all comes when it is asked for', async () => {
  await editor.start();
  await editor.client.open(uri, text);
  const actions = await ask(['source.fixAll.driftscope']);
  expect(actions.map(({ title, edit }) => [title, edit])).toEqual([
    ['Fix all that is certain', { changes: { [uri]: [expect.objectContaining({ newText: '0.001' })] } }],
  ]);
});

test('the levels of a settings file count, and its change is seen', async () => {
  await editor.start();
  const settings = editor.workspace.write('driftscope.config.yaml', 'rules: { yaml-portability: off }\n');
  const config = editor.workspace.write('a.monitor.yaml', '');
  await editor.client.open(config, '- kind: drift\n  threshold: 1e-3\n');
  expect((await editor.client.diagnostics(config, 1)).diagnostics).toEqual([]);
  editor.workspace.write('driftscope.config.yaml', 'rules: { yaml-portability: error }\n');
  const since = editor.client.received.length;
  await editor.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: settings, type: 2 }] });
  const { diagnostics } = await editor.client.waitFor<PublishDiagnosticsParams>(
    'textDocument/publishDiagnostics',
    (params) => params.uri === config && params.diagnostics.length > 0,
    since,
  );
  expect(diagnostics).toMatchObject([{ code: 'yaml-portability', severity: 1 }]);
});

test('the editor’s own levels count below those of a file', async () => {
  const initializationOptions = { settings: { rules: { 'yaml-portability': 'info' } } };
  await editor.start({ initializationOptions });
  await editor.client.open(uri, '- kind: drift\n  threshold: 1e-3\n');
  expect((await editor.client.diagnostics(uri, 1)).diagnostics).toMatchObject([{ severity: 3 }]);
});

test('refactorings are announced, and come when they are asked for', async () => {
  await editor.start();
  expect(editor.client.initialized.capabilities.codeActionProvider).toEqual({
    codeActionKinds: expect.arrayContaining(['refactor.extract', 'refactor.inline']),
  });
  await editor.client.open(uri, 'monitors: [{ kind: drift, strategy: { type: p_value } }]\n');
  const at = { line: 0, character: 40 };
  const actions = await editor.client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [], only: ['refactor.extract'] },
  });
  expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
    ['Extract to `strategies` as `drift-p-value`', 'refactor.extract'],
  ]);
});
