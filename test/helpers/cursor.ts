import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from 'vscode-languageserver-types';

/** A document with the marker taken out, and where the marker stood. */
export interface AtCursor {
  readonly document: TextDocument;
  readonly position: Position;
  readonly offset: number;
}

/** `type: █` as a document and a position; the marker is a character that no config contains. */
export function cursor(marked: string, path = 'test.monitor.yaml'): AtCursor {
  const offset = marked.indexOf('█');
  if (offset < 0) throw new Error('no █ in the text');
  const document = documentOf(marked.slice(0, offset) + marked.slice(offset + 1), path);
  return { document, position: document.positionAt(offset), offset };
}

export const documentOf = (text: string, path = 'test.monitor.yaml'): TextDocument =>
  TextDocument.create(`file:///project/${path}`, 'driftscope', 1, text);
