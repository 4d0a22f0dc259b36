import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { onNewLine } from '../../../language/features/on-type.ts';

/** The text after Enter was pressed at `¦` and the edits were made. */
function enter(marked: string, { file = 'a.monitor.yaml', tabSize = 2, eol = '\n' } = {}): string {
  const at = marked.indexOf('¦');
  const text = `${marked.slice(0, at)}${eol}${marked.slice(at + 1)}`;
  const document = TextDocument.create(`file:///${file}`, '', 1, text);
  const position = document.positionAt(at + eol.length);
  return TextDocument.applyEdits(document, onNewLine(document, position, tabSize));
}

test.each([
  ['behind a monitor’s kind: its other keys', '- kind: latency¦', '- kind: latency\n  '],
  ['in a list under a key', 'monitors:\n  - kind: latency¦\n', 'monitors:\n  - kind: latency\n    \n'],
  ['behind a key without a value', 'monitors:¦', 'monitors:\n  '],
  ['with a comment', 'monitors: # all¦', 'monitors: # all\n  '],
  ['with an anchor', 'monitors: &all¦', 'monitors: &all\n  '],
  ['behind a key of an item', '- strategy:¦', '- strategy:\n    '],
  ['behind a value', 'version: 1¦', 'version: 1\n'],
  ['behind a deeper value', 'a:\n  b: 1¦', 'a:\n  b: 1\n  '],
  ['behind a lone dash', 'a:\n  -¦', 'a:\n  -\n    '],
  ['behind an item that is a word: the next item', 'on:\n  - drift¦', 'on:\n  - drift\n  '],
  ['behind a comment', '  # note¦', '  # note\n  '],
  ['at the start of a block scalar', 'a:\n  name: |¦', 'a:\n  name: |\n    '],
  ['behind a whole flow map', 'a:\n  b: { c: 1 }¦', 'a:\n  b: { c: 1 }\n  '],
  ['in an open flow map', 'a:\n  b: {¦', 'a:\n  b: {\n    '],
  ['in a flow map with something in it', 'a:\n  b: { c: 1,¦\n', 'a:\n  b: { c: 1,\n       \n'],
  ['before the closing bracket', 'a:\n  b: [¦]', 'a:\n  b: [\n  ]'],
])('%s', (_, before, after) => {
  expect(enter(before)).toBe(after);
});

test.each([
  ['inside a block scalar', 'a: |\n    text¦\n    more\n'],
  ['inside quotes', 'a: "some¦ text"'],
  ['before text', 'a:¦ 1'],
  ['on an empty line', 'a: 1\n\n¦'],
])('%s nothing is said', (_, before) => {
  expect(enter(before)).toBe(before.replace('¦', '\n'));
});

test('in CRLF, in JSON, and at another width', () => {
  expect(enter('monitors:¦\r\n', { eol: '\r\n' })).toBe('monitors:\r\n  \r\n');
  expect(enter('monitors:¦', { tabSize: 4 })).toBe('monitors:\n    ');
  expect(enter('{ "monitors": [¦', { file: 'a.monitor.json' })).toBe('{ "monitors": [\n  ');
});

test('an indentation that the editor got wrong is put right', () => {
  const document = TextDocument.create('file:///a.monitor.yaml', '', 1, '- kind: latency\n\t');
  const edits = onNewLine(document, { line: 1, character: 1 }, 2);
  expect(TextDocument.applyEdits(document, edits)).toBe('- kind: latency\n  ');
});
