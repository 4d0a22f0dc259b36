import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';
import { RawServer } from './raw-server.ts';
import { latencyConfig, latencyEvents, TempWorkspace } from './temp-workspace.ts';

const server = builtServer();
const uri = 'file:///nowhere/a.monitor.yaml';
const at = { textDocument: { uri }, position: { line: 0, character: 3 } };
const opened = {
  method: 'textDocument/didOpen',
  params: { textDocument: { uri, languageId: 'driftscope', version: 1, text: '- kind: latency\n' } },
};
const codes = { methodNotFound: -32601, notInitialized: -32002, invalid: -32600, cancelled: -32800 };

let raw: RawServer | undefined;
let client: LspClient | undefined;
afterEach(async () => {
  raw?.kill();
  await client?.kill();
  raw = undefined;
  client = undefined;
});

describe('the order of things', () => {
  test('requests before `initialize` are refused, notifications dropped', async () => {
    raw = new RawServer(server.path);
    raw.send(opened);
    expect((await raw.request(1, 'textDocument/hover', at)).error?.code).toBe(codes.notInitialized);
    expect((await raw.request(2, 'shutdown')).error?.code).toBe(codes.notInitialized);
    expect((await raw.initialize()).result).toMatchObject({ serverInfo: { name: 'driftscope' } });
    expect((await raw.request(3, 'textDocument/hover', at)).result).toBeNull();
  });

  test('a second `initialize` is refused, and so is anything after `shutdown`', async () => {
    raw = new RawServer(server.path);
    await raw.initialize();
    expect((await raw.request(1, 'initialize', { capabilities: {} })).error?.code).toBe(codes.invalid);
    expect(await raw.request(2, 'shutdown')).toMatchObject({ result: null });
    expect((await raw.request(3, 'textDocument/hover', at)).error?.code).toBe(codes.invalid);
    raw.send({ method: 'exit' });
    expect(await raw.exited).toBe(0);
  });

  test('`exit` before `initialize` ends it with code 1', async () => {
    raw = new RawServer(server.path);
    raw.send({ method: 'exit' });
    expect(await raw.exited).toBe(1);
  });

  test('it ends with the process that it was started for', async () => {
    const editor = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    client = await LspClient.start({ server: server.path, processId: editor.pid ?? 0 });
    editor.kill('SIGKILL');
    expect(await client.exited()).toBe(1);
  });
});

describe('messages it does not know', () => {
  test('requests are answered so, notifications are let be', async () => {
    raw = new RawServer(server.path);
    await raw.initialize();
    expect((await raw.request(1, 'textDocument/moniker', at)).error?.code).toBe(codes.methodNotFound);
    expect((await raw.request(2, 'workspace/nonsense')).error?.code).toBe(codes.methodNotFound);
    raw.send({ method: '$/nonsense' });
    raw.send({ method: '$/setTrace', params: { value: 'verbose' } });
    raw.send({ method: 'workspace/didRenameFiles', params: { files: [] } });
    expect((await raw.request(3, 'textDocument/hover', at)).result).toBeNull();
  });
});

describe('cancelling', () => {
  test('a request that waits is not worked on', async () => {
    raw = new RawServer(server.path);
    await raw.initialize();
    raw.sendTogether(
      opened,
      { id: 1, method: 'textDocument/hover', params: at },
      { id: 2, method: 'textDocument/hover', params: at },
      { method: '$/cancelRequest', params: { id: 2 } },
    );
    expect((await raw.answer(2)).error?.code).toBe(codes.cancelled);
    expect((await raw.answer(1)).result).toMatchObject({ contents: expect.anything() });
  });

  test('of a request that is unknown, or answered, nothing comes', async () => {
    raw = new RawServer(server.path);
    await raw.initialize();
    raw.send({ method: '$/cancelRequest', params: { id: 77 } });
    raw.send({ method: '$/cancelRequest', params: { id: 0 } });
    expect((await raw.request(1, 'textDocument/hover', at)).result).toBeNull();
  });
});

describe('progress', () => {
  let workspace: TempWorkspace;
  beforeEach(() => {
    workspace = new TempWorkspace();
  });
  afterEach(() => workspace.remove());

  test('of a simulation is told under the token of the request', async () => {
    raw = new RawServer(server.path);
    await raw.initialize();
    await simulate(raw, { workDoneToken: 'mine' });
    expect(stepsOf(raw, 'mine')).toEqual([
      expect.objectContaining({ kind: 'begin', title: 'Simulating', message: 'a.monitor.yaml' }),
      { kind: 'end' },
    ]);
  });

  test('is begun by the server where a client shows it', async () => {
    raw = new RawServer(server.path);
    await raw.initialize({ capabilities: { window: { workDoneProgress: true } } });
    await simulate(raw, {});
    const [created] = raw.told<{ token: string }>('window/workDoneProgress/create');
    expect(stepsOf(raw, created?.token ?? '').map(({ kind }) => kind)).toEqual(['begin', 'end']);
  });

  async function simulate(to: RawServer, more: object): Promise<void> {
    workspace.write('events.ndjson', latencyEvents([1, 9, 1]));
    const config = workspace.write('a.monitor.yaml', latencyConfig(5));
    const params = { command: 'driftscope.simulate', arguments: [config], ...more };
    expect((await to.request(1, 'workspace/executeCommand', params)).result).toMatchObject({ ok: true });
  }

  const stepsOf = (of: RawServer, token: string) =>
    of
      .told<{ token: string; value: { kind: string } }>('$/progress')
      .filter((told) => told.token === token)
      .map(({ value }) => value)
      .filter(({ kind }) => kind !== 'report');
});

describe('configuration', () => {
  const hints = () =>
    client?.request<unknown[]>('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    });

  test('is taken when it is pushed', async () => {
    client = await LspClient.start({ server: server.path });
    await client.open(uri, '- kind: latency\n');
    expect(await hints()).toHaveLength(1);
    const settings = { driftscope: { inlayHints: { defaults: false } } };
    await client.notify('workspace/didChangeConfiguration', { settings });
    expect(await hints()).toEqual([]);
  });

  test('is asked for where the client answers, and hints are to be asked for again after a change', async () => {
    client = await LspClient.start({
      server: server.path,
      capabilities: {
        workspace: {
          configuration: true,
          didChangeConfiguration: { dynamicRegistration: true },
          inlayHint: { refreshSupport: true },
        },
      },
    });
    await client.open(uri, '- kind: latency\n');
    await hints();
    expect(client.all('workspace/configuration')).toEqual([
      { items: [{ scopeUri: uri, section: 'driftscope' }] },
    ]);
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.waitFor('workspace/inlayHint/refresh');
    await hints();
    expect(client.all('workspace/configuration')).toHaveLength(2);
  });
});
