import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';
import { TempWorkspace } from './temp-workspace.ts';

const server = builtServer();
const text = '- { kind: latency, strategy: { type: ewma, alpha: 0.2, k_sigma: 3 } }\n';
let client: LspClient;
let workspace: TempWorkspace;

beforeEach(async () => {
  workspace = new TempWorkspace();
});
afterEach(async () => {
  await client.kill();
  workspace.remove();
});

const start = async () => {
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  client = await LspClient.start({ server: server.path, folders: [workspace.uri], capabilities });
};
const changed = (uri: string) =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });

describe('a settings file', () => {
  const settings = 'rules: { ewma-never-fires: off }\n';

  test('that is made, changed and deleted counts at once', async () => {
    const uri = workspace.write('deep/a.monitor.yaml', text);
    await start();
    await client.open(uri, text);
    expect((await client.diagnostics(uri, 1)).diagnostics).toHaveLength(1);
    for (const rules of [settings, 'rules: { ewma-never-fires: info }\n', undefined]) {
      const since = client.received.length;
      const at =
        rules === undefined
          ? workspace.delete('driftscope.config.yaml')
          : workspace.write('driftscope.config.yaml', rules);
      await changed(at);
      const { diagnostics } = await client.diagnostics(uri, 1, since);
      const expected = rules === settings ? [] : [rules === undefined ? 2 : 3];
      expect(diagnostics.map(({ severity }) => severity)).toEqual(expected);
    }
  });

  test('that is saved while it is open counts as saved when it is closed', async () => {
    const uri = workspace.write('a.monitor.yaml', text);
    const at = workspace.write('driftscope.config.yaml', 'rules: {}\n');
    await start();
    await client.open(uri, text);
    expect((await client.diagnostics(uri, 1)).diagnostics).toHaveLength(1);
    await client.open(at, settings);
    workspace.write('driftscope.config.yaml', settings);
    await changed(at);
    const since = client.received.length;
    await client.close(at);
    expect((await client.diagnostics(uri, 1, since)).diagnostics).toEqual([]);
  });
});
