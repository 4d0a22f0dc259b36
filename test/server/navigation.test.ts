import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import type {
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  LocationLink,
  SelectionRange,
  SymbolInformation,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import { editorSession } from '../helpers/editor-session.ts';
import type { LspClientOptions } from '../helpers/lsp-client.ts';

const editor = editorSession();

const modern: NonNullable<LspClientOptions['capabilities']> = {
  textDocument: {
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    diagnostic: {},
  },
  workspace: {
    workspaceEdit: { documentChanges: true },
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

async function start(
  capabilities: NonNullable<LspClientOptions['capabilities']> = modern,
  folders = [editor.workspace.folder],
) {
  await editor.start({
    capabilities,
    folders: folders.map((folder) => pathToFileURL(folder).href),
  });
}

const shared = 'strategies:\n  slow: { type: static, bound: 250 }\n';
const config = 'include: [common.strategies.yaml]\nmonitors:\n  - { kind: latency, strategy: slow }\n';
const atUse = { line: 2, character: 32 };

describe('names across files', () => {
  let sharedUri: string;
  let configUri: string;
  let otherUri: string;

  beforeEach(() => {
    sharedUri = editor.workspace.write('common.strategies.yaml', shared);
    configUri = editor.workspace.write('a.monitor.yaml', config);
    otherUri = editor.workspace.write('sub/b.monitor.yaml', config.replace('common', '../common'));
    editor.workspace.write('node_modules/x/c.monitor.yaml', config.replace('common', '../../common'));
  });

  test('definition is a link for clients that take one, else a place', async () => {
    await start();
    await editor.client.open(configUri, config);
    const at = { textDocument: { uri: configUri }, position: atUse };
    const name = { start: { line: 1, character: 2 }, end: { line: 1, character: 6 } };
    const use = { start: { line: 2, character: 31 }, end: { line: 2, character: 35 } };
    expect(await editor.client.request<LocationLink[]>('textDocument/definition', at)).toEqual([
      {
        targetUri: sharedUri,
        targetSelectionRange: name,
        targetRange: { start: name.start, end: { line: 1, character: 36 } },
        originSelectionRange: use,
      },
    ]);
    await start({});
    await editor.client.open(configUri, config);
    expect(await editor.client.request<Location[]>('textDocument/definition', at)).toEqual([
      { uri: sharedUri, range: name },
    ]);
  });

  test('references are found in files that are not open, with the texts that open ones have', async () => {
    await start();
    await editor.client.open(configUri, `# edited\n${config}`);
    const found = await editor.client.request<Location[]>('textDocument/references', {
      textDocument: { uri: configUri },
      position: { ...atUse, line: 3 },
      context: { includeDeclaration: true },
    });
    expect(found.map(({ uri, range }) => [uri, range.start.line])).toEqual([
      [sharedUri, 1],
      [configUri, 3],
      [otherUri, 2],
    ]);
  });

  test('rename edits all files, with versions for those that are open', async () => {
    await start();
    await editor.client.open(configUri, config, 7);
    const at = { textDocument: { uri: configUri }, position: atUse };
    expect(await editor.client.request('textDocument/prepareRename', at)).toMatchObject({
      placeholder: 'slow',
    });
    const edit = await editor.client.request<WorkspaceEdit>('textDocument/rename', {
      ...at,
      newName: 'late',
    });
    expect(edit.changes).toBeUndefined();
    expect(edit.documentChanges).toMatchObject([
      { textDocument: { uri: sharedUri, version: null }, edits: [{ newText: 'late' }] },
      { textDocument: { uri: configUri, version: 7 }, edits: [{ newText: 'late' }] },
      { textDocument: { uri: otherUri, version: null }, edits: [{ newText: 'late' }] },
    ]);
  });

  test('rename gives plain changes to clients that know no versions', async () => {
    await start({});
    await editor.client.open(configUri, config);
    expect(editor.client.initialized.capabilities.renameProvider).toBe(true);
    const { changes, documentChanges } = await editor.client.request<WorkspaceEdit>('textDocument/rename', {
      ...{ textDocument: { uri: configUri }, position: atUse, newName: 'late' },
    });
    expect(documentChanges).toBeUndefined();
    expect(Object.keys(changes ?? {})).toEqual([sharedUri, configUri, otherUri]);
  });

  test('a rename that cannot be is refused in words', async () => {
    await start();
    await editor.client.open(configUri, config);
    const refused = editor.client.request('textDocument/rename', {
      ...{ textDocument: { uri: configUri }, position: atUse, newName: 'too late' },
    });
    await expect(refused).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: expect.stringContaining('`too late` cannot be a name'),
    });
  });

  test('a document is known under the address that the editor gives it', async () => {
    const folder = join(editor.workspace.folder, 'c++ (new)', '@me');
    mkdirSync(folder, { recursive: true });
    const path = 'c++ (new)/@me';
    editor.workspace.write(`${path}/a.monitor.yaml`, config);
    editor.workspace.write(`${path}/common.strategies.yaml`, shared);
    await start(modern, [folder]);
    const base = `${pathToFileURL(editor.workspace.folder).href}/c%2B%2B%20%28new%29/%40me`;
    await editor.client.open(`${base}/common.strategies.yaml`, `\n\n${shared}`);
    await editor.client.open(`${base}/a.monitor.yaml`, config);
    const found = await editor.client.request<Location[]>('textDocument/references', {
      textDocument: { uri: `${base}/a.monitor.yaml` },
      position: atUse,
      context: { includeDeclaration: true },
    });
    expect(found.map(({ uri, range }) => [uri, range.start.line])).toEqual([
      [`${base}/common.strategies.yaml`, 3],
      [`${base}/a.monitor.yaml`, 2],
    ]);
  });

  test('workspace symbols are those of the open folders, and follow them', async () => {
    await start();
    const names = async (query: string) =>
      (await editor.client.request<SymbolInformation[]>('workspace/symbol', { query })).map(
        ({ name, containerName }) => `${name} ${containerName}`,
      );
    expect(await names('sl')).toEqual(['slow common.strategies.yaml']);
    expect(await names('')).toHaveLength(3);
    const event = { added: [], removed: [{ uri: pathToFileURL(editor.workspace.folder).href, name: '' }] };
    await editor.client.notify('workspace/didChangeWorkspaceFolders', { event });
    expect(await names('')).toEqual([]);
  });
});

describe('the structure of a document', () => {
  const uri = 'file:///nowhere/a.monitor.yaml';
  const text = '# one\n# two\nmonitors:\n  - kind: latency\n    window: 3\n';
  const about = { textDocument: { uri } };

  test('symbols are a tree for clients that take one, else a list', async () => {
    await start();
    await editor.client.open(uri, text);
    const [tree] = await editor.client.request<DocumentSymbol[]>('textDocument/documentSymbol', about);
    expect(tree).toMatchObject({ name: 'monitors', children: [{ name: 'latency' }] });
    await start({});
    await editor.client.open(uri, text);
    expect(await editor.client.request('textDocument/documentSymbol', about)).toMatchObject([
      { name: 'monitors', location: { uri } },
      { name: 'latency', containerName: 'monitors' },
    ]);
  });

  test('folding, growing selection and links', async () => {
    await start();
    const events = editor.workspace.write('e.ndjson', '');
    const own = editor.workspace.write('a.monitor.yaml', '');
    await editor.client.open(own, `preview: { events: [e.ndjson] }\n${text}`);
    const of = { textDocument: { uri: own } };
    const folds = await editor.client.request<FoldingRange[]>('textDocument/foldingRange', of);
    expect(folds).toContainEqual({ startLine: 3, endLine: 5 });
    const [selection] = await editor.client.request<SelectionRange[]>('textDocument/selectionRange', {
      ...{ ...of, positions: [{ line: 4, character: 12 }] },
    });
    expect(selection?.parent?.range.start).toEqual({ line: 4, character: 4 });
    const [link] = await editor.client.request<DocumentLink[]>('textDocument/documentLink', of);
    expect(link).toMatchObject({ target: events, range: { start: { line: 0, character: 20 } } });
  });

  test.each([
    'definition',
    'references',
    'documentHighlight',
    'prepareRename',
    'documentSymbol',
    'foldingRange',
    'documentLink',
  ])('%s says nothing of documents that are not ours, or not open', async (method) => {
    await start();
    const foreign = 'file:///nowhere/compose.yaml';
    await editor.client.open(foreign, 'monitors: [{ kind: drift, id: a }]\n', 1, 'yaml');
    for (const address of [foreign, 'file:///nowhere/closed.monitor.yaml']) {
      const params = {
        ...{ textDocument: { uri: address }, position: { line: 0, character: 30 } },
        context: { includeDeclaration: true },
      };
      expect(await editor.client.request(`textDocument/${method}`, params)).toBeNull();
    }
  });
});

describe('an answer that is no longer wanted', () => {
  test('is not given when the request is cancelled', async () => {
    for (let at = 0; at < 200; at += 1) editor.workspace.write(`${at}.monitor.yaml`, config);
    const uri = editor.workspace.write('common.strategies.yaml', shared);
    await start();
    await editor.client.open(uri, shared);
    const source = new CancellationTokenSource();
    const question = editor.client.request(
      'textDocument/references',
      {
        ...{ textDocument: { uri }, position: { line: 1, character: 3 } },
        context: { includeDeclaration: false },
      },
      source.token,
    );
    source.cancel();
    await expect(question).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  test('is not given when the text has changed meanwhile', async () => {
    for (let at = 0; at < 50; at += 1) editor.workspace.write(`${at}.monitor.yaml`, config);
    const uri = editor.workspace.write('common.strategies.yaml', shared);
    await start();
    await editor.client.open(uri, shared);
    const question = editor.client.request('textDocument/rename', {
      ...{ textDocument: { uri }, position: { line: 1, character: 3 }, newName: 'late' },
    });
    await editor.client.change(uri, `\n${shared}`, 2);
    await expect(question).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
  });
});

describe('problems of files that are not open', () => {
  const bad = 'monitors:\n  - kind: latncy\n';
  const good = 'monitors:\n  - kind: latency\n';

  /** Items by file name: the messages, or the kind of report. */
  function shown({ items }: WorkspaceDiagnosticReport): Record<string, unknown> {
    return Object.fromEntries(
      items.map((item) => [
        item.uri.slice(item.uri.lastIndexOf('/') + 1),
        item.kind === 'full' ? item.items.map(({ code }) => code) : item.kind,
      ]),
    );
  }

  const ask = (previous: WorkspaceDiagnosticReport['items'] = [], extra: object = {}) =>
    editor.client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: previous.flatMap(({ uri, resultId }) =>
        resultId === undefined ? [] : [{ uri, value: resultId }],
      ),
      ...extra,
    });

  test('are told to clients that ask, those of open files not among them', async () => {
    editor.workspace.write('a.monitor.yaml', bad);
    const open = editor.workspace.write('b.monitor.yaml', bad);
    editor.workspace.write('node_modules/c.monitor.yaml', bad);
    editor.workspace.write('d.strategies.yaml', shared);
    await start();
    await editor.client.open(open, bad);
    expect(shown(await ask())).toEqual({
      'a.monitor.yaml': ['schema-unknown-value'],
      'd.strategies.yaml': [],
    });
  });

  test('are the same that the command line finds', async () => {
    editor.workspace.write('a.monitor.yaml', bad);
    editor.workspace.write('b.monitor.json', '{ "monitors": [{ "kind": "drift", "strategy": "x" }] ');
    editor.workspace.write('sub/c.monitor.test.yaml', 'config: ../a.monitor.yaml\n');
    await start();
    const { items } = await ask();
    const told = items.flatMap((item) =>
      item.kind === 'full'
        ? item.items.map(({ code, range }) => `${code} ${range.start.line + 1}:${range.start.character + 1}`)
        : [],
    );
    const program = ['--import', 'tsx', 'cli/main.ts', 'lint', editor.workspace.folder, '--format', 'json'];
    const { problems } = JSON.parse(lint(program)) as {
      problems: { rule: string; line: number; column: number }[];
    };
    expect(told.toSorted()).toEqual(
      problems.map(({ rule, line, column }) => `${rule} ${line}:${column}`).toSorted(),
    );
    expect(told.length).toBeGreaterThanOrEqual(3);
  });

  test('are told again only where they differ, and no more once a file is gone', async () => {
    const uri = editor.workspace.write('a.monitor.yaml', bad);
    editor.workspace.write('b.monitor.yaml', bad);
    await start();
    const first = await ask();
    editor.workspace.write('a.monitor.yaml', good);
    await editor.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    expect(shown(await ask(first.items))).toEqual({ 'a.monitor.yaml': [], 'b.monitor.yaml': 'unchanged' });
    const moved = first.items.map((item) => ({ ...item, uri: item.uri.replace('/b.', '/old.') }));
    await editor.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    expect(shown(await ask(moved))).toMatchObject({ 'old.monitor.yaml': [] });
  });

  test('are waited for by who knows them all, until something changes', async () => {
    const uri = editor.workspace.write('a.monitor.yaml', bad);
    await start();
    const first = await ask();
    let isAnswered = false;
    const next = ask(first.items).finally(() => {
      isAnswered = true;
    });
    await ask();
    expect(isAnswered).toBe(false);
    await editor.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    expect(shown(await next)).toEqual({ 'a.monitor.yaml': 'unchanged' });
  });

  test('come in parts where the client wants that, and stop when it cancels', async () => {
    editor.workspace.write('a.monitor.yaml', bad);
    editor.workspace.write('b.monitor.yaml', good);
    await start();
    const parts: WorkspaceDiagnosticReport[] = [];
    editor.client.onProgress<WorkspaceDiagnosticReport>('t', (part) => parts.push(part));
    expect(await ask([], { partialResultToken: 't' })).toEqual({ items: [] });
    expect(parts.map(shown)).toEqual([
      { 'a.monitor.yaml': ['schema-unknown-value'] },
      { 'b.monitor.yaml': [] },
    ]);
    const source = new CancellationTokenSource();
    const known = parts.flatMap(({ items }) => items);
    const previousResultIds = known.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const waiting = editor.client.request('workspace/diagnostic', { previousResultIds }, source.token);
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });
});

/** What lint prints; it fails where there are errors. */
function lint(program: readonly string[]): string {
  try {
    return execFileSync(process.execPath, program, { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
