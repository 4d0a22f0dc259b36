import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createLanguageService, tokenTypes } from '../../../language/service.ts';
import { documentOf, memoryHost } from '../helpers/memory-host.ts';
import { samples } from './sample-documents.ts';

const service = createLanguageService(memoryHost({}));

/** Tokens as `type:text`, a definition with a star. */
function tokensOf(text: string, file = 'a.monitor.yaml'): string[] {
  const document = documentOf(file, text);
  const found = service.semanticTokens(document).map(({ line, character, length, type, modifiers }) => {
    const range = { start: { line, character }, end: { line, character: character + length } };
    return `${type}${modifiers.includes('definition') ? '*' : ''}:${document.getText(range)}`;
  });
  service.forget(document.uri);
  return found;
}

test('keys by their role, words by what they are', () => {
  const text =
    'monitors:\n  - id: slow\n    kind: latency\n    ema_alpha: 0.3\n    from: [inference_completed]\n    strategy: band\n    severity: critical\n    for: 2m\n';
  expect(tokensOf(text)).toEqual([
    'property:monitors',
    'property:id',
    'variable*:slow',
    'keyword:kind',
    'enumMember:latency',
    'parameter:ema_alpha',
    'number:0.3',
    'parameter:from',
    'event:inference_completed',
    'property:strategy',
    'function:band',
    'property:severity',
    'enumMember:critical',
    'property:for',
    'number:2m',
  ]);
});

test('names where they are given and where they are used', () => {
  const text = 'monitors: []\nstrategies: { band: { type: ewma } }\nretraining: [{ on: [slow] }]\n';
  expect(tokensOf(text)).toEqual(
    expect.arrayContaining(['function*:band', 'keyword:type', 'enumMember:ewma', 'variable:slow']),
  );
});

test('unknown keys and words get nothing', () => {
  expect(tokensOf('- kind: latncy\n  colour: red\n  severity: grave\n')).toEqual([
    'keyword:kind',
    'property:severity',
  ]);
});

test('the same in JSON', () => {
  expect(tokensOf('[{ "kind": "drift", "threshold": 1e-3 }]', 'a.monitor.json')).toEqual([
    'keyword:"kind"',
    'enumMember:"drift"',
    'parameter:"threshold"',
    'number:1e-3',
  ]);
});

test('what an alias stands for is there once', () => {
  expect(tokensOf('- &a { kind: error }\n- *a\n')).toEqual(['keyword:kind', 'enumMember:error']);
});

test('a range has the tokens that touch it', () => {
  const document = documentOf('a.monitor.yaml', '- kind: error\n- kind: drift\n- kind: training\n');
  const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
  expect(service.semanticTokens(document, range).map(({ line }) => line)).toEqual([1, 1]);
});

test.each([
  ...samples,
  { name: 'full', path: 'a.monitor.yaml', text: readFileSync('test/fixtures/full.monitor.yaml', 'utf8') },
])('tokens of $name are in order, apart, and on one line, wherever it is cut off', ({ path, text }) => {
  for (let end = text.length; end >= 0; end -= 7) {
    const document = documentOf(path, text.slice(0, end), end);
    let last = { line: 0, character: 0 };
    for (const { line, character, length, type } of service.semanticTokens(document)) {
      expect(tokenTypes).toContain(type);
      expect(line > last.line || character >= last.character).toBe(true);
      const lineText = document.getText({
        start: { line, character: 0 },
        end: { line: line + 1, character: 0 },
      });
      expect(character + length).toBeLessThanOrEqual(lineText.trimEnd().length);
      last = { line, character: character + length };
    }
  }
});
