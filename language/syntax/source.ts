import { TextDocument } from 'vscode-languageserver-textdocument';

/** A text with its lines counted. */
export interface Source {
  readonly text: string;
  /** 0-based line of an offset. */
  lineOf(offset: number): number;
}

/** Counts lines as the editor does: LF, CRLF and a lone CR each end one. */
export function sourceOf(text: string): Source {
  const document = TextDocument.create('', '', 0, text);
  return { text, lineOf: (offset) => document.positionAt(offset).line };
}
