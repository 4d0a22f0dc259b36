import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type {
  CompletionList,
  Diagnostic,
  Hover,
  Range,
  SemanticTokens,
  TextEdit,
} from 'vscode-languageserver';
import { convertColumn, type PositionEncoding } from '../../server/lsp-manners/columns.ts';
import { PositionBoundary } from '../../server/lsp-manners/position-boundary.ts';
import { LspClient } from '../helpers/lsp-client.ts';
import { builtServer } from './built-server.ts';

const server = builtServer();
const uri = 'file:///nowhere/a.monitor.yaml';
const textDocument = { uri };
const encodings: readonly PositionEncoding[] = ['utf-8', 'utf-16', 'utf-32'];
let client: LspClient;

const start = async (...positionEncodings: string[]) => {
  client = await LspClient.start({ server: server.path, capabilities: { general: { positionEncodings } } });
  return client.initialized.capabilities.positionEncoding;
};

/** How many units of an encoding a text has, worked out by other means than the server's. */
const unitsOf = (text: string, encoding: string) => {
  if (encoding === 'utf-8') return Buffer.byteLength(text);
  return encoding === 'utf-16' ? text.length : [...text].length;
};

describe('a column', () => {
  const texts = fc.string({ unit: 'binary' });

  test('is the number of units before it, in every encoding', () => {
    fc.assert(
      fc.property(
        texts,
        texts,
        fc.constantFrom(...encodings),
        fc.constantFrom(...encodings),
        (a, b, from, to) => {
          expect(convertColumn(a + b, unitsOf(a, from), from, to)).toBe(unitsOf(a, to));
        },
      ),
    );
  });

  test('within a character is its start, behind the end the end', () => {
    expect(convertColumn('a😀b', 2, 'utf-16', 'utf-8')).toBe(1);
    expect(convertColumn('a😀b', 4, 'utf-8', 'utf-16')).toBe(1);
    expect(convertColumn('a😀b', 99, 'utf-8', 'utf-16')).toBe(4);
    expect(convertColumn('', 5, 'utf-8', 'utf-16')).toBe(0);
  });
});

describe('the encoding', () => {
  afterEach(() => client.kill());

  test.each([
    [['utf-8'], 'utf-8'],
    [['utf-32', 'utf-16'], 'utf-32'],
    [['utf-16', 'utf-8'], 'utf-16'],
    [['utf-7', 'utf-8'], 'utf-8'],
    [['utf-7'], 'utf-16'],
    [[], 'utf-16'],
  ])('of a client that offers %j is %s', async (offered, chosen) => {
    expect(await start(...offered)).toBe(chosen);
  });

  test('deltas of tokens are offered only where they can be told', async () => {
    await start('utf-8');
    expect(client.initialized.capabilities.semanticTokensProvider).toMatchObject({ full: true });
  });
});

describe.each(encodings)('in %s', (encoding) => {
  afterEach(() => client.kill());

  const line = '- { id: "é😀ж", kind: latncy, strategy: band }';
  /** The range of a part of a line, as the client counts. */
  const rangeOf = (part: string, at = 0): Range => {
    const character = unitsOf(line.slice(0, line.indexOf(part)), encoding);
    return {
      start: { line: at, character },
      end: { line: at, character: character + unitsOf(part, encoding) },
    };
  };

  test('diagnostics are where the client sees them', async () => {
    await start(encoding);
    await client.open(uri, `${line}\n`);
    const { diagnostics } = await client.diagnostics(uri, 1);
    const unknown = diagnostics.find(({ message }) => String(message).includes('latncy'));
    expect(unknown?.range).toEqual(rangeOf('latncy'));
  });

  test('edits are applied where the client makes them, one after the other', async () => {
    await start(encoding);
    await client.open(uri, `# ж\n${line}\n`);
    const word = rangeOf('latncy', 1);
    await client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# 😀😀\n' },
        { range: { start: { ...word.start, line: 2 }, end: { ...word.end, line: 2 } }, text: 'latency' },
      ],
    });
    const rules = (await client.diagnostics(uri, 2)).diagnostics.map(({ message }: Diagnostic) =>
      String(message),
    );
    expect(rules.some((message) => message.includes('latncy') || message.includes('latency'))).toBe(false);
    const hover = await client.request<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 2, character: word.start.character + 2 },
    });
    expect(hover.range).toEqual({
      start: { line: 2, character: word.start.character },
      end: { line: 2, character: word.end.character + 1 },
    });
  });

  test('completion replaces the word, formatting the blanks, tokens cover their words', async () => {
    await start(encoding);
    const spaced = line.replace('kind: ', 'kind:    ');
    await client.open(uri, `${spaced}\n`);
    const character = unitsOf(spaced.slice(0, spaced.indexOf('latncy') + 3), encoding);
    const { items } = await client.request<CompletionList>('textDocument/completion', {
      textDocument,
      position: { line: 0, character },
    });
    const edit = items.find(({ label }) => label === 'latency')?.textEdit as TextEdit;
    expect(edit.range.start.character).toBe(character - 3);
    expect(edit.range.end.character).toBe(character + 3);
    const options = { tabSize: 2, insertSpaces: true };
    const [blanks] = await client.request<TextEdit[]>('textDocument/formatting', { textDocument, options });
    expect((blanks?.range.end.character ?? 0) - (blanks?.range.start.character ?? 0)).toBe(3);
    const { data } = await client.request<SemanticTokens>('textDocument/semanticTokens/full', {
      textDocument,
    });
    // `id`, its value of three characters in quotes, `kind`
    expect(data[7]).toBe(unitsOf('"é😀ж"', encoding));
    expect(data[11]).toBe(unitsOf('"é😀ж", ', encoding));
  });
});

describe('places in other documents', () => {
  const open = 'file:///a.monitor.yaml';
  const other = 'file:///b.strategies.yaml';
  const texts = new Map([[other, 'é: { 😀: 1 }\n']]);
  /** Ranges of `1` in both documents. */
  const inOther = { ours: columns(0, 9, 10), theirs: columns(0, 12, 13) };
  const inOpen = { ours: columns(1, 3, 4), theirs: columns(1, 4, 5) };

  function columns(line: number, from: number, to: number) {
    return { start: { line, character: from }, end: { line, character: to } };
  }

  function answered(method: string, result: unknown): unknown {
    const boundary = new PositionBoundary((of) => texts.get(of));
    const message = { jsonrpc: '2.0' };
    const capabilities = { general: { positionEncodings: ['utf-8'] } };
    boundary.incoming({ ...message, id: 0, method: 'initialize', params: { capabilities } });
    const document = { uri: open, languageId: 'driftscope', version: 1, text: '\né: 1\n' };
    boundary.incoming({ ...message, method: 'textDocument/didOpen', params: { textDocument: document } });
    boundary.incoming({ ...message, id: 1, method, params: { textDocument: { uri: open } } });
    return boundary.outgoing({ ...message, id: 1, result }).result;
  }

  test('of a location, and of a link with ranges in both', () => {
    expect(answered('textDocument/references', [{ uri: other, range: inOther.ours }])).toEqual([
      { uri: other, range: inOther.theirs },
    ]);
    const link = (from: Range, to: Range) => ({
      targetUri: other,
      originSelectionRange: from,
      targetRange: to,
    });
    expect(answered('textDocument/definition', [link(inOpen.ours, inOther.ours)])).toEqual([
      link(inOpen.theirs, inOther.theirs),
    ]);
  });

  test('of an edit of several documents, in either form', () => {
    const changes = (here: Range, there: Range) => ({
      changes: { [open]: [{ range: here, newText: '2' }], [other]: [{ range: there, newText: '2' }] },
    });
    expect(answered('textDocument/rename', changes(inOpen.ours, inOther.ours))).toEqual(
      changes(inOpen.theirs, inOther.theirs),
    );
    const edit = (range: Range) => ({
      documentChanges: [{ textDocument: { uri: other, version: null }, edits: [{ range, newText: '2' }] }],
    });
    expect(answered('textDocument/rename', edit(inOther.ours))).toEqual(edit(inOther.theirs));
  });

  test('of related information, and of folding, but not of what clients only keep', () => {
    const found = (here: Range, there: Range) => ({
      items: [
        { range: here, data: inOpen.ours, relatedInformation: [{ location: { uri: other, range: there } }] },
      ],
    });
    expect(answered('textDocument/diagnostic', found(inOpen.ours, inOther.ours))).toEqual(
      found(inOpen.theirs, inOther.theirs),
    );
    const fold = (character: number) => [
      { startLine: 1, startCharacter: character, endLine: 1, endCharacter: character + 1 },
    ];
    expect(answered('textDocument/foldingRange', fold(3))).toEqual(fold(4));
  });

  test('of a file that cannot be read stay as they are', () => {
    const place = { uri: 'file:///gone.yaml', range: inOther.ours };
    expect(answered('textDocument/references', [place])).toEqual([place]);
  });
});
