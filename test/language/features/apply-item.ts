import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CompletionItem,
  InsertTextFormat,
  InsertTextMode,
  type TextEdit,
} from 'vscode-languageserver-types';

/** The text after an item was accepted, as an editor does it, with the placeholders of snippets as they stand. */
export function applyItem(document: TextDocument, item: CompletionItem): string {
  const edit = item.textEdit as TextEdit;
  const extra = item.additionalTextEdits ?? [];
  const newText = insertedText(document, item, edit);
  return TextDocument.applyEdits(document, [...extra, { range: edit.range, newText }]);
}

function insertedText(document: TextDocument, item: CompletionItem, edit: TextEdit): string {
  const text =
    item.insertTextFormat === InsertTextFormat.Snippet ? resolveSnippet(edit.newText) : edit.newText;
  const eol = document.getText().includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  if (item.insertTextMode !== InsertTextMode.adjustIndentation) return lines.join(eol);
  return lines.join(eol + lineIndent(document, edit));
}

function lineIndent(document: TextDocument, { range }: TextEdit): string {
  const line = document.getText({ start: { line: range.start.line, character: 0 }, end: range.start });
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

const stop = /\\([\\$},|])|\$\{\d+\|((?:\\.|[^|\\])*)\|\}|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+/g;

/** A snippet with each tab stop replaced by its default; a choice by its first. */
export function resolveSnippet(snippet: string): string {
  return snippet.replace(stop, (_, escaped?: string, choice?: string, text?: string) => {
    if (escaped !== undefined) return escaped;
    const value = choice === undefined ? text : /^(?:\\.|[^,\\])*/.exec(choice)?.[0];
    return (value ?? '').replace(/\\(.)/g, '$1');
  });
}
