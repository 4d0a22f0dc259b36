import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CodeLens, CompletionList, Hover, MarkupContent, TextEdit } from 'vscode-languageserver';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';
import { latencyConfig, latencyEvents, TempWorkspace } from './temp-workspace.ts';

const server = builtServer();
const uri = 'file:///nowhere/a.monitor.yaml';
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

const lensesOf = (of: string) =>
  client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: of } });

test('completion offers the kinds', async () => {
  await client.open(uri, 'monitors:\n  - kind: \n');
  const { items } = await client.request<CompletionList>('textDocument/completion', {
    textDocument: { uri },
    position: { line: 1, character: 10 },
  });
  expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['latency', 'accuracy', 'drift']));
});

test('hover explains a kind', async () => {
  await client.open(uri, 'monitors:\n  - kind: latency\n');
  const hover = await client.request<Hover>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 1, character: 12 },
  });
  expect((hover.contents as MarkupContent).value).toContain('latency');
});

test('questions about documents that are not open have empty answers', async () => {
  const at = { textDocument: { uri }, position: { line: 0, character: 0 } };
  expect(await client.request('textDocument/completion', at)).toEqual([]);
  expect(await client.request('textDocument/hover', at)).toBeNull();
  expect(await lensesOf(uri)).toEqual([]);
});

test('a lens to simulate is above `monitors`', async () => {
  await client.open(uri, 'version: 1\n# what we watch\nmonitors:\n  # first\n  - kind: latency\n');
  const lenses = await lensesOf(uri);
  expect(lenses).toMatchObject([
    {
      range: { start: { line: 2 } },
      command: { title: '▶ Simulate', command: 'driftscope.simulate', arguments: [uri] },
    },
  ]);
});

test('a bare list has it above the first monitor', async () => {
  await client.open(uri, '# seeds\n- kind: latency\n- kind: drift\n');
  expect(await lensesOf(uri)).toMatchObject([{ range: { start: { line: 1 } } }]);
});

test('a strategy file has none', async () => {
  const strategies = 'file:///nowhere/a.strategy.yaml';
  await client.open(strategies, 'type: static\nbound: 3\n');
  expect(await lensesOf(strategies)).toEqual([]);
});

test('after a run the lenses tell of it, and say when it is of an older text', async () => {
  workspace.write('events.ndjson', latencyEvents([1, 1, 9, 9, 1]));
  const config = workspace.write('a.monitor.yaml', latencyConfig(5));
  await client.open(config, latencyConfig(5));
  await client.request('workspace/executeCommand', { command: 'driftscope.simulate', arguments: [config] });
  const titles = async () => (await lensesOf(config)).map(({ command }) => command?.title);
  expect(await titles()).toEqual(['▶ Simulate · 2 alerts', '2 alerts · first 00:00:02']);
  await client.change(config, latencyConfig(6), 2);
  expect(await titles()).toEqual([
    '▶ Simulate · 2 alerts (before the last edit)',
    '2 alerts · first 00:00:02 (before the last edit)',
  ]);
});

test('an edit that is taken back leaves the run as current as it was', async () => {
  workspace.write('events.ndjson', latencyEvents([1, 1, 9, 9, 1]));
  const config = workspace.write('a.monitor.yaml', latencyConfig(5));
  await client.open(config, latencyConfig(5));
  await client.request('workspace/executeCommand', { command: 'driftscope.simulate', arguments: [config] });
  await client.change(config, latencyConfig(6), 2);
  await client.change(config, latencyConfig(5), 3);
  expect((await lensesOf(config)).map(({ command }) => command?.title)).toEqual([
    '▶ Simulate · 2 alerts',
    '2 alerts · first 00:00:02',
  ]);
  const { contents } = await client.request<Hover>('textDocument/hover', {
    ...{ textDocument: { uri: config }, position: { line: 3, character: 12 } },
  });
  expect((contents as MarkupContent).value).toContain('Last simulation: 2 alerts in 5 values');
});

test('lenses can be switched off', async () => {
  await client.kill();
  const settings = { codeLens: { enabled: false } };
  client = await LspClient.start({ server: server.path, initializationOptions: { settings } });
  await client.open(uri, 'monitors:\n  - kind: latency\n');
  expect(await lensesOf(uri)).toEqual([]);
  await client.notify('workspace/didChangeConfiguration', { settings: { driftscope: {} } });
  expect(await lensesOf(uri)).toHaveLength(1);
});

test('a YAML file of somebody else is left alone', async () => {
  const foreign = 'file:///nowhere/compose.yaml';
  await client.open(foreign, 'services: {}\n', 1, 'yaml');
  expect((await client.diagnostics(foreign, 1)).diagnostics).toEqual([]);
  const textDocument = { uri: foreign };
  const at = { textDocument, position: { line: 0, character: 2 } };
  expect(await client.request('textDocument/completion', at)).toEqual([]);
  expect(await client.request('textDocument/hover', at)).toBeNull();
  expect(await client.request('textDocument/codeLens', { textDocument })).toEqual([]);
});

describe('an edit while an answer is made', () => {
  const text = 'include: [big.strategies.yaml]\nmonitors:\n  - kind: l\n    strategy: q\n';
  const openBesideLarge = async () => {
    const strategies = Array.from({ length: 3000 }, (_, at) => `  s${at}: { type: static, bound: 1 }\n`);
    workspace.write('big.strategies.yaml', `strategies:\n${strategies.join('')}`);
    const config = workspace.write('a.monitor.yaml', text);
    await client.open(config, text);
    return config;
  };

  test('leaves completion that of the text it was asked about', async () => {
    const config = await openBesideLarge();
    const position = { line: 3, character: 15 };
    const asked = client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: config },
      position,
    });
    await client.change(config, `# new\n${text}`, 2);
    const { items } = await asked;
    expect(items.map(({ label }) => label)).toContain('s0');
    for (const { textEdit } of items)
      expect((textEdit as TextEdit).range).toEqual({ start: { line: 3, character: 14 }, end: position });
  });

  test('leaves hover that of the text it was asked about', async () => {
    const config = await openBesideLarge();
    const asked = client.request<Hover>('textDocument/hover', {
      textDocument: { uri: config },
      position: { line: 2, character: 5 },
    });
    await client.change(config, `# new\n${text}`, 2);
    expect((await asked).range?.start).toEqual({ line: 2, character: 4 });
  });
});
