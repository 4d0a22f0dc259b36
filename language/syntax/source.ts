import { TextDocument } from 'vscode-languageserver-textdocument';

/** A text with its lines counted. */
export interface Source {
  readonly text: string;
  /** 0-based line of an offset. */
  lineOf(offset: number): number;
}

/** Counts lines as the editor does: LF, CRLF and a lone CR each end one. */
export function sourceOf(text: string): Source {
  let document: TextDocument | undefined;
  const lineOf = (offset: number) => {
    document ??= TextDocument.create('', '', 0, text);
    return document.positionAt(offset).line;
  };
  return { text, lineOf };
}
