import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { onNewLine } from '../../language/features/on-type.ts';

interface EnterRule {
  readonly beforeText: { readonly pattern: string };
  readonly afterText?: { readonly pattern: string };
  readonly action: { readonly indent: 'none' | 'indent'; readonly appendText?: string };
}

const { onEnterRules, indentationRules } = JSON.parse(
  readFileSync('syntaxes/language-configuration.json', 'utf8'),
) as { onEnterRules: readonly EnterRule[]; indentationRules: { increaseIndentPattern: string } };

/** Where VS Code puts the cursor by itself: the first rule that fits, else the indentation of the line above. */
function columnInVsCode(line: string): number {
  const lead = /^ */.exec(line)?.[0].length ?? 0;
  const rule = onEnterRules.find(
    ({ beforeText, afterText }) => !afterText && new RegExp(beforeText.pattern).test(line),
  );
  if (rule) return lead + (rule.action.indent === 'indent' ? 2 : 0) + (rule.action.appendText ?? '').length;
  return lead + (new RegExp(indentationRules.increaseIndentPattern).test(line) ? 2 : 0);
}

/** Where the server would have it. */
function columnOfServer(line: string): number {
  const text = `${line}\n`;
  const document = TextDocument.create('file:///a.monitor.yaml', '', 1, text);
  const edits = onNewLine(document, { line: 1, character: 0 }, 2);
  return TextDocument.applyEdits(document, edits).length - text.length;
}

test.each([
  'monitors:',
  'monitors: # all',
  '  - kind: latency',
  '  - kind: latency   # why',
  '  - strategy:',
  '  - strategy: # later',
  '    strategy:',
  '    for: 2m',
  '  -',
  '  - note: |',
  '    note: >-',
  '  - strategy: { type: ewma }',
  '  - strategy: {',
  '    strategy: {',
  '    on: [',
])('VS Code and the server agree on the line below «%s»', (line) => {
  expect(columnInVsCode(line)).toBe(columnOfServer(line));
});
