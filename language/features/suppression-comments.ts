import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type Hover,
  type Position,
} from 'vscode-languageserver-types';
import { directives } from '../suppressions/suppression.ts';
import { lineEnd, lineStart } from '../syntax/lines.ts';
import { describeRule, isSettable, type RuleFacts } from './describe/describe-rule.ts';
import { markdown } from './describe/markdown.ts';
import { isJson } from './is-json.ts';

const details: Readonly<Record<(typeof directives)[number], string>> = {
  'disable-next-line': 'for the next line',
  'disable-line': 'for this line',
  disable: 'from here on',
  enable: 'ends the silence',
};

const meanings: Readonly<Record<(typeof directives)[number], string>> = {
  'disable-next-line': 'Silences rules on the next line that holds something.',
  'disable-line': 'Silences rules on this line.',
  disable: 'Silences rules from here on.',
  enable: 'Ends the silence of these rules, or of all.',
};

/** What may be written in a comment that silences rules; undefined where the cursor is in none. */
export function completeSuppression(
  document: TextDocument,
  position: Position,
  rules: readonly RuleFacts[],
): CompletionList | undefined {
  if (isJson(document)) return undefined;
  const text = document.getText();
  const offset = document.offsetAt(position);
  const before = text.slice(lineStart(text, offset), offset);
  const comment = /(?:^|\s)#[ \t]*([^#]*)$/.exec(before)?.[1];
  if (comment === undefined) return undefined;
  const isBegun =
    comment !== '' && ('driftscope-'.startsWith(comment) || /^driftscope-[a-z-]*$/.test(comment));
  if (isBegun) return list(directiveItems(document, offset - comment.length, offset));
  const named = /^driftscope-(?:disable[a-z-]*|enable)\s(?:.*[\s,])?([\w-]*)$/.exec(comment);
  if (!named || /\s--(\s|$)/.test(comment)) return undefined;
  const typed = named[1] ?? '';
  const others = new Set(comment.slice(0, comment.length - typed.length).split(/[\s,]+/));
  const left = rules.filter(({ id }) => !others.has(id));
  return list(ruleItems(document, offset - typed.length, offset, left));
}

/** What a rule named in such a comment is about. */
export function hoverSuppression(
  document: TextDocument,
  position: Position,
  rules: readonly RuleFacts[],
): Hover | undefined {
  if (isJson(document)) return undefined;
  const text = document.getText();
  const offset = document.offsetAt(position);
  const start = lineStart(text, offset);
  const comment = /(?:^|\s)#[ \t]*driftscope-[a-z-]+\s/.exec(text.slice(start, lineEnd(text, offset)));
  if (!comment || start + comment.index > offset) return undefined;
  const from = offset - (/[\w-]*$/.exec(text.slice(start, offset))?.[0].length ?? 0);
  const to = offset + (/^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const rule = rules.find(({ id }) => id === text.slice(from, to));
  if (!rule) return undefined;
  const range = { start: document.positionAt(from), end: document.positionAt(to) };
  return { contents: markdown(...describeRule(rule)), range };
}

const list = (items: CompletionItem[]): CompletionList => ({ isIncomplete: false, items });

function directiveItems(document: TextDocument, start: number, end: number): CompletionItem[] {
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  return directives.map((directive, at) => ({
    label: `driftscope-${directive}`,
    kind: CompletionItemKind.Keyword,
    sortText: String(at),
    detail: details[directive],
    textEdit: { range, newText: `driftscope-${directive}${directive === 'enable' ? '' : ' '}` },
    documentation: markdown(meanings[directive]),
  }));
}

function ruleItems(
  document: TextDocument,
  start: number,
  end: number,
  rules: readonly RuleFacts[],
): CompletionItem[] {
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  return rules
    .filter((rule) => isSettable(rule) && !rule.isMeta)
    .map((rule) => ({
      label: rule.id,
      kind: CompletionItemKind.Value,
      detail: rule.title,
      textEdit: { range, newText: rule.id },
      documentation: markdown(...describeRule(rule)),
    }));
}
