import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol, Position, Range, SelectionRange } from 'vscode-languageserver-types';
import { createLanguageService } from '../../../../language/service.ts';
import { documentOf, memoryHost } from '../../helpers/memory-host.ts';
import { samples } from '../sample-documents.ts';

const full = readFileSync(new URL('../../../fixtures/full.monitor.yaml', import.meta.url), 'utf8');
const service = createLanguageService(
  memoryHost({
    'common.strategies.yaml': 'strategies: { shared: { type: static, bound: 1 } }\n',
    'data/digit-reader.events.ndjson': '',
  }),
);

function expectInside({ start, end }: Range, document: TextDocument) {
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  expect(from).toBeLessThanOrEqual(to);
  // `positionAt` clamps; a range that survives the way there and back was inside.
  expect(document.positionAt(from)).toEqual(start);
  expect(document.positionAt(to)).toEqual(end);
}

const isIn = (document: TextDocument, inner: Range, outer: Range) =>
  document.offsetAt(outer.start) <= document.offsetAt(inner.start) &&
  document.offsetAt(inner.end) <= document.offsetAt(outer.end);

function expectTree(symbols: readonly DocumentSymbol[], document: TextDocument) {
  for (const { name, range, selectionRange, children = [] } of symbols) {
    expect(name.trim()).not.toBe('');
    expectInside(range, document);
    expectInside(selectionRange, document);
    expect(isIn(document, selectionRange, range)).toBe(true);
    for (const child of children) expect(isIn(document, child.range, range)).toBe(true);
    expectTree(children, document);
  }
}

function expectGrowing(given: SelectionRange, at: number, document: TextDocument) {
  for (let range: SelectionRange | undefined = given; range; range = range.parent) {
    expectInside(range.range, document);
    if (!range.parent) continue;
    expect(isIn(document, range.range, range.parent.range)).toBe(true);
    expect(range.parent.range).not.toEqual(range.range);
  }
  const spot = { start: document.positionAt(at), end: document.positionAt(at) };
  expect(isIn(document, spot, given.range)).toBe(true);
}

/** Asks for the structure of a document. */
async function expectSoundStructure(document: TextDocument) {
  expectTree(service.documentSymbols(document), document);
  for (const { startLine, endLine } of service.foldingRanges(document)) {
    expect(startLine).toBeLessThan(endLine);
    expect(endLine).toBeLessThan(document.lineCount);
  }
  for (const { range } of await service.documentLinks(document)) expectInside(range, document);
}

/** Asks everything that can be asked about a place. */
async function expectSoundAnswers(document: TextDocument, at: number) {
  const position = document.positionAt(at);
  const [selection] = service.selectionRanges(document, [position]);
  expect(selection).toBeDefined();
  if (selection) expectGrowing(selection, document.offsetAt(position), document);
  for (const link of await service.definition(document, position)) {
    if (link.originSelectionRange) expectInside(link.originSelectionRange, document);
    if (link.targetUri !== document.uri) continue;
    expectInside(link.targetRange, document);
    expect(isIn(document, link.targetSelectionRange, link.targetRange)).toBe(true);
  }
  for (const { uri, range } of await service.references(document, position, true))
    if (uri === document.uri) expectInside(range, document);
  for (const { range } of await service.highlights(document, position)) expectInside(range, document);
  await expectSoundRename(document, position);
}

async function expectSoundRename(document: TextDocument, position: Position) {
  const start = await service.prepareRename(document, position);
  if (start && 'range' in start) expectInside(start.range, document);
  const renamed = await service.rename(document, position, 'another');
  if (start === undefined || 'refusal' in start) expect(renamed).toHaveProperty('refusal');
  if ('refusal' in renamed) return;
  const own = renamed.files.find(({ uri }) => uri === document.uri);
  for (const { range } of own?.edits ?? []) expectInside(range, document);
}

const piece = fc.constantFrom(
  ...['kind: ', 'type: ', 'strategy: ', 'monitors:', 'strategies: ', 'id: ', 'on: ', 'retraining: '],
  ...['latency', 'drift', 'slow', 'ewma', 'shared', '0.2', '"', "'", '😀', '\uFEFF', 'include: ', 'tests: '],
  ...[': ', '\n', '\n  ', '\r\n', '\r', '  ', '\t', '- ', '{', '}', '[', ']', ', ', ' # ', '# x\n'],
  ...[
    '&a ',
    '*a',
    '&',
    '*',
    '<<: ',
    '!x ',
    '|\n',
    '>\n',
    '---\n',
    '...\n',
    '? ',
    '__proto__',
    '\\',
    '\0',
    '\u2028',
  ],
  ...['\u0002', '\u0018', '\u001f'],
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
);
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('any text', () => {
  it.each(['a.monitor.yaml', 'a.monitor.json', 'a.strategy.yaml', 'a.monitor.test.yaml'])(
    'in %s has a structure and answers inside it',
    async (file) => {
      await fc.assert(
        fc.asyncProperty(text, share, async (given, at) => {
          const document = documentOf(file, given);
          await expectSoundStructure(document);
          await expectSoundAnswers(document, Math.round(at * given.length));
        }),
        { numRuns: 150 },
      );
    },
  );

  it('put into a good config has them too', async () => {
    await fc.assert(
      fc.asyncProperty(
        share,
        fc.integer({ min: 0, max: 30 }),
        text,
        share,
        async (from, length, given, at) => {
          const start = Math.round(from * full.length);
          const changed = full.slice(0, start) + given + full.slice(start + length);
          const document = documentOf('full.monitor.yaml', changed);
          await expectSoundStructure(document);
          await expectSoundAnswers(document, Math.round(at * changed.length));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe.each(samples)('$name', ({ path, text: sample }) => {
  it.each([
    ['\n', 1],
    ['\r\n', 7],
  ])('has sound answers at its places, line ends %j, in steps of %i', async (lineEnd, step) => {
    const document = documentOf(path, sample.replaceAll('\n', lineEnd));
    for (let at = 0; at <= document.getText().length; at += step) await expectSoundAnswers(document, at);
  });

  it('has a sound structure cut off anywhere', async () => {
    for (let length = 0; length <= sample.length; length += 1)
      await expectSoundStructure(documentOf(path, sample.slice(0, length)));
  });
});
