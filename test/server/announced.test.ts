import { expect, test } from 'vitest';
import type { ClientCapabilities, CodeLens, CompletionList, Hover } from 'vscode-languageserver';
import { plainText } from '../../language/reference.ts';
import { editorSession } from '../helpers/editor-session.ts';
import { latencyConfig, latencyEvents } from './temp-workspace.ts';

const editor = editorSession();
const uri = 'file:///nowhere/a.monitor.yaml';
const text = 'monitors:\n  - kind: latency\n    \n';
const modern: ClientCapabilities = {
  textDocument: {
    hover: { contentFormat: ['plaintext', 'markdown'] },
    completion: {
      completionItem: {
        documentationFormat: ['markdown'],
        snippetSupport: true,
        insertTextModeSupport: { valueSet: [1, 2] },
      },
      completionItemKind: { valueSet: [10, 20, 22] },
    },
  },
};

async function answers(capabilities: ClientCapabilities) {
  const client = await editor.start({ capabilities });
  await client.open(uri, text);
  const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });
  return {
    hover: await client.request<Hover>('textDocument/hover', at(1, 12)),
    keys: (await client.request<CompletionList>('textDocument/completion', at(2, 4))).items,
    kinds: (await client.request<CompletionList>('textDocument/completion', at(1, 10))).items,
  };
}

test('a client that announces nothing gets plain text, and no field that came with later versions', async () => {
  const { hover, keys, kinds } = await answers({});
  expect(hover.contents).toMatchObject({ kind: 'plaintext', value: expect.not.stringMatching(/\*\*|`/) });
  expect(keys.length).toBeGreaterThan(3);
  for (const item of [...keys, ...kinds]) {
    expect(item).not.toHaveProperty('insertTextMode');
    expect(item).not.toHaveProperty('insertTextFormat');
    expect(item.kind).toBeLessThanOrEqual(18);
    expect(item.documentation ?? { kind: 'plaintext' }).toMatchObject({ kind: 'plaintext' });
  }
});

test('one that announces them gets Markdown, snippets, modes, and the kinds it names', async () => {
  const { hover, keys, kinds } = await answers(modern);
  expect(hover.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('**') });
  for (const item of keys) {
    expect(item).toMatchObject({ insertTextMode: expect.any(Number), insertTextFormat: 2 });
    expect(item.documentation).toMatchObject({ kind: 'markdown' });
  }
  expect(new Set([...keys, ...kinds].map(({ kind }) => kind))).toEqual(new Set([10, 20]));
});

test('a mode that the client does not know is left out', async () => {
  const { completion } = modern.textDocument ?? {};
  const completionItem = { ...completion?.completionItem, insertTextModeSupport: { valueSet: [1 as const] } };
  const { keys } = await answers({ textDocument: { completion: { ...completion, completionItem } } });
  expect(keys.map(({ insertTextMode }) => insertTextMode)).not.toContain(2);
});

test('plain text keeps the words, and sets in what was fenced', () => {
  expect(plainText('**A** is `b`, or `` `c` ``\n\n```yaml\nkind: **x**\n```\n- `d`')).toBe(
    'A is b, or `c`\n\n    kind: **x**\n- d',
  );
});

test('a lens over a monitor opens the preview where there is one, else simulates again', async () => {
  const config = editor.workspace.write('a.monitor.yaml', latencyConfig(5));
  editor.workspace.write('events.ndjson', latencyEvents([1, 9]));
  const simulate = { command: 'driftscope.simulate', arguments: [config] };
  const commands = async (ownsCommands: boolean) => {
    const client = await editor.start({ initializationOptions: { ownsCommands } });
    await client.open(config, latencyConfig(5));
    await client.request('workspace/executeCommand', simulate);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: config },
    });
    return lenses.map(({ command }) => command);
  };
  const open = { command: 'driftscope.openPreview', arguments: [config, 'latency'] };
  expect(await commands(true)).toMatchObject([
    simulate,
    { ...open, title: expect.stringMatching(/^1 alert/) },
  ]);
  expect(await commands(false)).toMatchObject([
    simulate,
    { ...simulate, title: expect.stringMatching(/^1 alert/) },
  ]);
});
