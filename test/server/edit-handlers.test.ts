import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InlayHint, SemanticTokens, SemanticTokensDelta, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';
import { latencyConfig, latencyEvents, TempWorkspace } from './temp-workspace.ts';

const server = builtServer();
const uri = 'file:///nowhere/a.monitor.yaml';
const textDocument = { uri };
const options = { tabSize: 2, insertSpaces: true };
const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
let client: LspClient;

beforeEach(async () => {
  client = await LspClient.start({ server: server.path });
});
afterEach(() => client.kill());

const applied = (text: string, edits: TextEdit[]) =>
  TextDocument.applyEdits(TextDocument.create(uri, '', 1, text), edits);

describe('layout', () => {
  const text = 'monitors:\r\n-   kind:  latency\r\n-   kind:  drift\r\n';

  test('of a document, of some lines, and none of a text that cannot be read', async () => {
    await client.open(uri, text);
    const edits = await client.request<TextEdit[]>('textDocument/formatting', { textDocument, options });
    expect(applied(text, edits)).toBe('monitors:\r\n  - kind: latency\r\n  - kind: drift\r\n');
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 5 } };
    const some = await client.request<TextEdit[]>('textDocument/rangeFormatting', {
      textDocument,
      options,
      range,
    });
    expect(some.every((edit) => edit.range.start.line === 2 && edit.range.end.line === 2)).toBe(true);
    await client.change(uri, 'monitors: [', 2);
    expect(await client.request('textDocument/formatting', { textDocument, options })).toBeNull();
  });

  test('of a new line', async () => {
    await client.open(uri, 'monitors:\n');
    const edits = await client.request('textDocument/onTypeFormatting', {
      textDocument,
      options,
      position: { line: 1, character: 0 },
      ch: '\n',
    });
    expect(edits).toEqual([
      { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, newText: '  ' },
    ]);
  });
});

describe('semantic tokens', () => {
  test('whole, then only what has changed, then of a range', async () => {
    await client.open(uri, '- kind: latency\n- kind: drift\n');
    const full = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    const { legend } = client.initialized.capabilities.semanticTokensProvider ?? {};
    expect(full.data.slice(0, 10)).toEqual([
      ...[0, 2, 4, legend?.tokenTypes.indexOf('keyword'), 0],
      ...[0, 6, 7, legend?.tokenTypes.indexOf('enumMember'), 0],
    ]);
    await client.change(uri, '- kind: latency\n- kind: error\n- kind: drift\n', 2);
    const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: full.resultId,
    });
    const data = [...full.data];
    for (const { start, deleteCount, data: added = [] } of delta.edits)
      data.splice(start, deleteCount, ...added);
    const anew = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    expect(data).toEqual(anew.data);
    expect(delta.edits.flatMap((edit) => edit.data ?? []).length).toBeLessThan(anew.data.length);
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    const part = await client.request<SemanticTokens>('textDocument/semanticTokens/range', {
      textDocument,
      range,
    });
    expect(part.data).toHaveLength(10);
  });
});

describe('inlay hints', () => {
  const labels = async (of: string) => {
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: of },
      range: all,
    });
    return hints.flatMap(({ label }) =>
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    );
  };

  test('alerts of the last run, where no lens tells of them, until the text changes', async () => {
    const workspace = new TempWorkspace();
    try {
      workspace.write('events.ndjson', latencyEvents([1, 9, 9]));
      const config = workspace.write('a.monitor.yaml', latencyConfig(5));
      await client.open(config, latencyConfig(5));
      expect(await labels(config)).toEqual([]);
      await client.request('workspace/executeCommand', {
        command: 'driftscope.simulate',
        arguments: [config],
      });
      expect(await labels(config)).toEqual(['2 alerts']);
      await client.change(config, latencyConfig(6), 2);
      expect(await labels(config)).toEqual([]);
    } finally {
      workspace.remove();
    }
  });

  // Neovim announces lenses and draws none unless told to.
  test('alerts for a client that knows of lenses, until it asks for them: then it is not told twice', async () => {
    await client.kill();
    client = await LspClient.start({ server: server.path, capabilities: { textDocument: { codeLens: {} } } });
    const workspace = new TempWorkspace();
    try {
      workspace.write('events.ndjson', latencyEvents([1, 9, 9]));
      const config = workspace.write('a.monitor.yaml', latencyConfig(5));
      await client.open(config, latencyConfig(5));
      await client.request('workspace/executeCommand', {
        command: 'driftscope.simulate',
        arguments: [config],
      });
      expect(await labels(config)).toEqual(['2 alerts']);
      await client.request('textDocument/codeLens', { textDocument: { uri: config } });
      expect(await labels(config)).toEqual([]);
    } finally {
      workspace.remove();
    }
  });
});

test('documents that are closed, or somebody else’s, have empty answers', async () => {
  const foreign = 'file:///nowhere/compose.yaml';
  await client.open(foreign, 'services:   {}\n', 1, 'yaml');
  for (const of of [foreign, uri]) {
    const params = { textDocument: { uri: of }, options, range: all, position: all.start, ch: '\n' };
    expect(await client.request('textDocument/formatting', params)).toBeNull();
    expect(await client.request('textDocument/rangeFormatting', params)).toBeNull();
    expect(await client.request('textDocument/onTypeFormatting', params)).toEqual([]);
    expect(await client.request('textDocument/inlayHint', params)).toEqual([]);
    expect(await client.request('textDocument/semanticTokens/full', params)).toEqual({ data: [] });
    expect(await client.request('textDocument/semanticTokens/range', params)).toEqual({ data: [] });
  }
});
