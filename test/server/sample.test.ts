import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CompletionList, Hover, MarkupContent } from 'vscode-languageserver';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';
import { latencyConfig, latencyEvents, TempWorkspace } from './temp-workspace.ts';

const server = builtServer();
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

/** The bound, in the last line of {@link latencyConfig}. */
const bound = { line: 5, character: 37 };

async function hovered(uri: string): Promise<string> {
  const params = { textDocument: { uri }, position: bound };
  const found = await client.request<Hover>('textDocument/hover', params);
  return (found.contents as MarkupContent).value;
}

/** The server never waits long; a slow machine may need to ask again. */
async function until(ask: () => Promise<string>, wanted: string): Promise<string> {
  let said = await ask();
  for (let tries = 0; tries < 50 && !said.includes(wanted); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    said = await ask();
  }
  return said;
}

test('hover and completion know the events; a changed file is seen', async () => {
  workspace.write('events.ndjson', latencyEvents([1, 2, 3, 4, 90, 95, 99, 100, 98, 97]));
  const uri = workspace.write('a.monitor.yaml', latencyConfig(96));
  await client.open(uri, latencyConfig(96));
  expect(await until(() => hovered(uri), '40 %')).toContain('run from 1 to 100; 40 % lie above');
  const { items } = await client.request<CompletionList>('textDocument/completion', {
    textDocument: { uri },
    position: bound,
  });
  expect(items.map(({ detail }) => detail)).toContain('maximum of the sample');
  const events = workspace.write('events.ndjson', latencyEvents([7, 8]));
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: events, type: 2 }] });
  expect(await until(() => hovered(uri), '7 to 8')).toContain('run from 7 to 8; none lies above');
});

test('of a long file the beginning is known, and all of it after a run', async () => {
  const rows = 70_000;
  workspace.write('events.ndjson', latencyEvents(Array.from({ length: rows }, (_, at) => at)));
  const uri = workspace.write('a.monitor.yaml', latencyConfig(60_000));
  await client.open(uri, latencyConfig(60_000));
  expect(await until(() => hovered(uri), 'first')).toContain(
    'to 65,535; 8.45 % lie above (as of the first 65,536 events)',
  );
  await client.request('workspace/executeCommand', { command: 'driftscope.simulate', arguments: [uri] });
  expect(await until(() => hovered(uri), '69,999')).toContain('run from 0 to 69,999; 14 % lie above');
  const kind = await client.request<Hover>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 3, character: 11 },
  });
  expect((kind.contents as MarkupContent).value).toContain('Last simulation: 9,999 alerts in 70,000 values');
});

test('paths are completed from the disk', async () => {
  workspace.write('data/e.ndjson', '');
  workspace.write('data/e.txt', '');
  workspace.write('data/deep/er.csv', '');
  const text = 'preview: { events: [data/] }\nmonitors: []\n';
  const uri = workspace.write('a.monitor.yaml', text);
  await client.open(uri, text);
  const { items } = await client.request<CompletionList>('textDocument/completion', {
    textDocument: { uri },
    position: { line: 0, character: 25 },
  });
  expect(items.map(({ label }) => label)).toEqual(['data/e.ndjson', 'data/deep/']);
});
