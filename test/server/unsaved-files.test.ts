import { expect, test } from 'vitest';
import type { CompletionList, DocumentLink, Location, PublishDiagnosticsParams } from 'vscode-languageserver';
import { editorSession } from '../helpers/editor-session.ts';

const editor = editorSession();
const shared = 'strategies:\n  tight: { type: static, bound: 5 }\n';
const including = (path: string) =>
  `include: ['${path}']\nmonitors:\n  - { kind: latency, strategy: tight }\n`;

/** The codes of a document's problems, as soon as they are these. */
async function saysOf(uri: string, codes: readonly string[], since = 0): Promise<void> {
  await editor.client.waitFor<PublishDiagnosticsParams>(
    'textDocument/publishDiagnostics',
    (params) =>
      params.uri === uri &&
      JSON.stringify(params.diagnostics.map(({ code }) => code)) === JSON.stringify(codes),
    since,
  );
}

test.each(['new.strategies.yaml', '*.strategies.yaml', './sub/../new.strategies.yaml'])(
  'a file that nobody has saved is included by %s, while it is open',
  async (path) => {
    const client = await editor.start();
    const config = editor.workspace.write('a.monitor.yaml', '');
    const unsaved = `${editor.workspace.uri}/new.strategies.yaml`;
    await client.open(unsaved, shared);
    await client.open(config, including(path));
    await saysOf(config, []);
    const since = client.received.length;
    await client.close(unsaved);
    await saysOf(config, ['file-not-found'], since);
    const later = client.received.length;
    await client.open(unsaved, shared);
    await saysOf(config, [], later);
  },
);

test('a config that nobody has saved is tested by a file that is looked at before it', async () => {
  const client = await editor.start();
  const unsaved = `${editor.workspace.uri}/a.monitor.yaml`;
  const tests = editor.workspace.write('a.monitor.test.yaml', '');
  const text = `config: a.monitor.yaml\ntests:\n  - name: one\n    input: { kind: metric_sample, metric: m, values: "1x9" }\n    expect: [{ monitor: nobody, never: true }]\n`;
  await client.open(tests, text);
  await saysOf(tests, ['file-not-found']);
  await client.open(unsaved, 'monitors:\n  - { kind: latency, id: somebody }\n');
  await saysOf(tests, ['unknown-monitor']);
});

test('names lead into it, and its path is completed', async () => {
  const client = await editor.start();
  const config = editor.workspace.write('a.monitor.yaml', '');
  const unsaved = `${editor.workspace.uri}/new%20one.strategies.yaml`;
  await client.open(unsaved, shared);
  await client.open(config, including('new one.strategies.yaml'));
  const about = { textDocument: { uri: config } };
  const [definition] = await client.request<Location[]>('textDocument/definition', {
    ...{ ...about, position: { line: 2, character: 34 } },
  });
  expect(definition).toMatchObject({ uri: unsaved, range: { start: { line: 1 } } });
  const [link] = await client.request<DocumentLink[]>('textDocument/documentLink', about);
  expect(link?.target).toBe(unsaved);
  await client.change(config, 'include: [n', 2);
  const { items } = await client.request<CompletionList>('textDocument/completion', {
    ...{ ...about, position: { line: 0, character: 11 } },
  });
  expect(items.map(({ label }) => label)).toContain('new one.strategies.yaml');
});

test('what is on the disk is there once, with the text of the editor', async () => {
  const client = await editor.start();
  const onDisk = editor.workspace.write('a.strategies.yaml', 'strategies: { wide: { type: p_value } }\n');
  const config = editor.workspace.write('a.monitor.yaml', '');
  await client.open(onDisk, shared);
  await client.open(config, including('*.strategies.yaml'));
  await saysOf(config, []);
  const links = await client.request<DocumentLink[]>('textDocument/documentLink', {
    textDocument: { uri: config },
  });
  expect(links.map(({ target }) => target)).toEqual([onDisk]);
});
