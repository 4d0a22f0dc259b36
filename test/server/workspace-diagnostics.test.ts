import { describe, expect, test, vi } from 'vitest';
import { CancellationToken } from 'vscode-languageserver';
import { WorkspaceDiagnostics } from '../../server/lsp-manners/workspace-diagnostics.ts';

/** A workspace of files that say nothing but which other files they rest on. */
function workspaceOf(files: Readonly<Record<string, readonly string[]>>, hears = true) {
  const checked: string[] = [];
  const problem = {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    message: 'x',
  };
  const diagnostics = new WorkspaceDiagnostics({
    listFiles: async () => Object.keys(files),
    readText: async (uri) => uri,
    isOpen: () => false,
    async check({ uri }) {
      checked.push(uri);
      return { items: [problem], dependsOn: (other) => files[uri]?.includes(other) === true };
    },
    hearsOfChanges: () => hears,
    hasChanged: () => {},
  });
  let known: { uri: string; value: string }[] = [];
  /** The files whose problems were asked for, and how they were reported. */
  const ask = async () => {
    checked.length = 0;
    const kinds: string[] = [];
    const reports = diagnostics.reports({ previousResultIds: known }, CancellationToken.None);
    known = [];
    for await (const { kind, uri, resultId } of reports) {
      kinds.push(kind);
      known.push({ uri, value: resultId ?? '' });
    }
    return { checked: [...checked], kinds };
  };
  return { diagnostics, ask };
}

const files = { 'file:///a': ['file:///s'], 'file:///b': [], 'file:///c': ['file:///s'] };

describe('after an edit', () => {
  test('only files that rest on what was edited are checked again', async () => {
    vi.useFakeTimers();
    const { diagnostics, ask } = workspaceOf(files);
    expect((await ask()).checked).toEqual(Object.keys(files));
    diagnostics.edited('file:///s');
    await vi.advanceTimersByTimeAsync(2000);
    expect(await ask()).toEqual({
      checked: ['file:///a', 'file:///c'],
      kinds: ['unchanged', 'unchanged', 'unchanged'],
    });
    vi.useRealTimers();
  });

  test('all are checked again for an editor that does not tell of changes on the disk', async () => {
    const { diagnostics, ask } = workspaceOf(files, false);
    await ask();
    diagnostics.edited('file:///nothing');
    expect((await ask()).checked).toEqual(Object.keys(files));
  });
});

test('after a change on the disk all are checked again', async () => {
  const { diagnostics, ask } = workspaceOf(files);
  await ask();
  diagnostics.changed();
  expect((await ask()).checked).toEqual(Object.keys(files));
});
