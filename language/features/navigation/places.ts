import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { rangeOf } from '../../problem.ts';
import type { Span } from '../../syntax/tree.ts';

/** Turns stretches of a text into lines and characters. */
export function rangesIn({ uri, text }: { readonly uri: string; readonly text: string }) {
  const document = TextDocument.create(uri, '', 0, text);
  return (span: Span): Range => rangeOf(span, document);
}

/** The first character of a file. */
export const fileStart: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Whether one stretch lies in another. */
export const contains = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;
