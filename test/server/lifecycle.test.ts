import { afterEach, describe, expect, test } from 'vitest';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';

const server = builtServer();
let client: LspClient;
afterEach(() => client.kill());

describe('initialize', () => {
  test('tells a plain client what it can do', async () => {
    client = await LspClient.start({ server: server.path });
    const { capabilities, serverInfo } = client.initialized;
    expect(serverInfo?.name).toBe('driftscope');
    expect(capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      codeLensProvider: {},
      executeCommandProvider: { commands: ['driftscope.simulate'] },
    });
    expect(capabilities.completionProvider?.triggerCharacters).toContain(':');
    expect(capabilities.diagnosticProvider).toBeUndefined();
  });

  test('offers what only some clients want', async () => {
    client = await LspClient.start({
      server: server.path,
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: {
          diagnostics: { refreshSupport: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
      },
      initializationOptions: { ownsCommands: true },
    });
    const { capabilities } = client.initialized;
    expect(capabilities.diagnosticProvider).toEqual({
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    expect(capabilities.executeCommandProvider).toBeUndefined();
    const { registrations } = await client.waitFor<{ registrations: { method: string }[] }>(
      'client/registerCapability',
    );
    expect(registrations.map(({ method }) => method)).toEqual(['workspace/didChangeWatchedFiles']);
  });
});

describe('the end', () => {
  test('shutdown and exit end it with code 0', async () => {
    client = await LspClient.start({ server: server.path });
    expect(await client.stop()).toBe(0);
  });

  test('exit without shutdown is an error, as LSP says', async () => {
    client = await LspClient.start({ server: server.path });
    await client.notify('exit', undefined);
    expect(await client.exited()).toBe(1);
  });

  test('it does not outlive an editor that is gone', async () => {
    client = await LspClient.start({ server: server.path });
    client.process.stdin.end();
    expect(await client.exited()).toBe(1);
  });
});
