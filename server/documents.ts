import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';

/** The documents that are open in the editor. */
export type OpenDocuments = TextDocuments<TextDocument>;

/** An empty set of documents; it follows the editor once it listens to a connection. */
export const openDocuments = (): OpenDocuments => new TextDocuments(TextDocument);

/** A document at one version of its text, to ask later whether that still is what the editor shows. */
export interface Snapshot {
  readonly document: TextDocument;
  readonly version: number;
}

export const snapshotOf = (document: TextDocument): Snapshot => ({ document, version: document.version });

/** Whether the text is the newest one. A document closed and opened again is another, whatever its version. */
export function isCurrent(documents: OpenDocuments, { document, version }: Snapshot): boolean {
  return documents.get(document.uri) === document && document.version === version;
}

/** One spelling for all of the spellings an address may have: editors escape characters in it as they like. */
export const canonical = (uri: string): string => URI.parse(uri).toString();
