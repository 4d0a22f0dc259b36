import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CompletionItem,
  type InsertReplaceEdit,
  InsertTextFormat,
  InsertTextMode,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import { lineStart, skipBlanks } from '../../syntax/cursor/characters.ts';
import type { CursorContext } from '../../syntax/cursor-context.ts';
import { markdown } from '../describe/markdown.ts';
import type { Draft, Start } from './draft.ts';
import { type Notation, renderEntries, renderValue } from './template.ts';

/** What all items of one answer share. */
export interface Session {
  readonly document: TextDocument;
  readonly text: string;
  readonly cursor: CursorContext;
  readonly snippets: boolean;
  /** Offset of the cursor, for clients that may keep what stands behind it. */
  readonly insertTo: number | undefined;
}

/** A proposal as the client gets it: the exact edit, and what it is matched, sorted and shown by. */
export function itemOf(draft: Draft, position: number, session: Session): CompletionItem {
  const { document, cursor } = session;
  const { word } = cursor;
  const also = draft.at.also?.map(({ newText, ...span }) => ({ range: rangeOf(document, span), newText }));
  const mode = lineMode(session, draft.at);
  const quote = word.quote === 'block' ? '' : word.quote;
  return {
    label: draft.label,
    kind: draft.kind,
    filterText: `${quote}${draft.filter ?? draft.label}`,
    sortText: String(draft.rank * 1000 + position).padStart(5, '0'),
    insertTextFormat: session.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: mode,
    textEdit: editOf(newText(draft, session, mode), session),
    ...(also?.length ? { additionalTextEdits: also } : {}),
    ...(draft.detail === undefined || draft.detail === '' ? {} : { detail: draft.detail }),
    ...(draft.documentation?.some((block) => block !== '')
      ? { documentation: markdown(...draft.documentation) }
      : {}),
  };
}

/** In the middle of a word the client may keep its rest; of a quoted one it would keep a quote too many. */
function editOf(newText: string, { document, cursor, insertTo }: Session): TextEdit | InsertReplaceEdit {
  const { word } = cursor;
  const replace = rangeOf(document, word);
  const isInside = insertTo !== undefined && word.start < insertTo && insertTo < word.end;
  if (!isInside || word.quote !== '') return { range: replace, newText };
  return { newText, insert: rangeOf(document, { start: word.start, end: insertTo }), replace };
}

const rangeOf = (document: TextDocument, { start, end }: { start: number; end: number }): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/**
 * Editors indent the further lines of a snippet by the indentation of the line it is inserted in, whether they are
 * asked to or not; plain text they take as it is. Where the line's own indentation is corrected, nothing may depend
 * on the order in which they do things.
 */
function lineMode({ snippets, text, cursor }: Session, { also = [] }: Start): InsertTextMode {
  return snippets && also.length === 0 && !lineIndent(text, cursor.word.start).includes('\t')
    ? InsertTextMode.adjustIndentation
    : InsertTextMode.asIs;
}

function newText({ insert, at }: Draft, session: Session, mode: InsertTextMode): string {
  const { cursor, snippets, text } = session;
  const notation: Notation = {
    json: cursor.json,
    quote: cursor.word.quote,
    flow: at.flow,
    column: at.column,
    snippets,
  };
  const body =
    insert.type === 'value'
      ? renderValue(insert.template, notation)
      : renderEntries(insert.entries, notation);
  const whole = `${at.lead}${body}${at.tail}`;
  if (mode === InsertTextMode.adjustIndentation)
    return whole.replaceAll(`\n${lineIndent(text, cursor.word.start)}`, '\n');
  return snippets || !text.includes('\r\n') ? whole : whole.replaceAll('\n', '\r\n');
}

function lineIndent(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return text.slice(start, Math.min(skipBlanks(text, start), offset));
}
