import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtServer } from './built-server.ts';
import { RawServer } from './raw-server.ts';

const server = builtServer();
const uri = 'file:///nowhere/a.monitor.yaml';
const textDocument = { uri };
const position = { line: 0, character: 3 };
const range = { start: position, end: position };
const at = { textDocument, position };
const layout = { textDocument, options: { tabSize: 2, insertSpaces: true } };
const invalidParams = -32602;

/** A request of each kind with nothing in it that may be left out. */
const requests: Readonly<Record<string, object>> = {
  'textDocument/codeAction': { textDocument, range, context: {} },
  'textDocument/codeLens': { textDocument },
  'textDocument/completion': at,
  'textDocument/definition': at,
  'textDocument/diagnostic': { textDocument },
  'textDocument/documentHighlight': at,
  'textDocument/documentLink': { textDocument },
  'textDocument/documentSymbol': { textDocument },
  'textDocument/foldingRange': { textDocument },
  'textDocument/formatting': layout,
  'textDocument/hover': at,
  'textDocument/inlayHint': { textDocument, range },
  'textDocument/onTypeFormatting': { ...layout, position },
  'textDocument/prepareRename': at,
  'textDocument/rangeFormatting': { ...layout, range },
  'textDocument/references': { ...at, context: {} },
  'textDocument/rename': { ...at, newName: 'b' },
  'textDocument/selectionRange': { textDocument, positions: [position] },
  'textDocument/semanticTokens/full': { textDocument },
  'textDocument/semanticTokens/full/delta': { textDocument, previousResultId: '1' },
  'textDocument/semanticTokens/range': { textDocument, range },
  'workspace/diagnostic': { previousResultIds: [{ uri, value: '1' }] },
  'workspace/executeCommand': { command: 'driftscope.simulate' },
  'workspace/symbol': { query: '' },
  'driftscope/simulate': { uri },
  'driftscope/range': { uri, question: { runId: 1 } },
  'driftscope/alerts': { uri, question: { runId: 1 } },
  'driftscope/why': { uri, question: { runId: 1 } },
  'driftscope/eventPlace': { uri, runId: 1, event: 1 },
};
const mayBeAnything = ['insertSpaces'];

/** Each value with one of the values within it taken out, in turn. */
function* damaged(value: unknown): Generator<unknown> {
  yield null;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value).filter(([name]) => !mayBeAnything.includes(name))) {
    const copy = Array.isArray(value) ? [...value] : { ...value };
    const slot = copy as Record<string, unknown>;
    for (const worse of damaged(inner)) {
      slot[key] = worse;
      yield structuredClone(copy);
    }
    delete slot[key];
    if (!Array.isArray(value)) yield structuredClone(copy);
  }
}

let raw: RawServer;
let lastId = 0;
const ask = (method: string, params: unknown) => {
  lastId += 1;
  return raw.request(lastId, method, params);
};

beforeAll(async () => {
  raw = new RawServer(server.path);
  await raw.initialize();
  const document = { uri, languageId: 'driftscope', version: 1, text: '- kind: latency\n' };
  raw.send({ method: 'textDocument/didOpen', params: { textDocument: document } });
});
afterAll(() => raw.kill());

describe('a request without what it must say', () => {
  test.each(Object.entries(requests))('%s is refused as such', async (method, params) => {
    for (const worse of damaged(params)) {
      const { error } = await ask(method, worse);
      expect({ worse, code: error?.code }).toEqual({ worse, code: invalidParams });
      expect(error?.message).toMatch(/^\S+: `params\S*` must be an? [a-z]+$/);
    }
  });

  test.each(Object.entries(requests).filter(([method]) => !method.endsWith('executeCommand')))(
    '%s with all of it is answered',
    async (method, params) => {
      const { error } = await ask(method, params);
      // There is nothing to rename at a kind: an answer for people.
      if (method !== 'textDocument/rename') expect(error).toBeUndefined();
      else expect(error?.message).toMatch(/^There is no name here/);
    },
  );

  test('says which part is amiss', async () => {
    const { error } = await ask('textDocument/selectionRange', { textDocument, positions: [{ line: 0 }] });
    expect(error?.message).toBe(
      'textDocument/selectionRange: `params.positions[0].character` must be a number',
    );
  });

  test('a notification like that is dropped, and the next is heard', async () => {
    for (const method of ['didOpen', 'didChange', 'didClose']) {
      raw.send({ method: `textDocument/${method}`, params: null });
      raw.send({ method: `textDocument/${method}`, params: {} });
    }
    raw.send({ method: 'workspace/didChangeWatchedFiles', params: {} });
    expect((await ask('textDocument/hover', at)).result).toMatchObject({ contents: expect.anything() });
  });
});

describe('commands', () => {
  test('one that is unknown is an error', async () => {
    const { error } = await ask('workspace/executeCommand', {
      command: 'driftscope.dance',
      arguments: [uri],
    });
    expect(error).toEqual({ code: invalidParams, message: 'there is no command driftscope.dance here' });
  });

  test.each([[undefined], [[]], [[null]], [[{ uri }]]])(
    '`simulate` says what it lacks in %j',
    async (given) => {
      const { error } = await ask('workspace/executeCommand', {
        command: 'driftscope.simulate',
        ...(given ? { arguments: given } : {}),
      });
      expect(error?.code).toBe(invalidParams);
      expect(error?.message).toMatch(/^driftscope\.simulate needs the address of a config/);
    },
  );
});
