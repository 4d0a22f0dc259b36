import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isCurrent, type OpenDocuments, snapshotOf } from './documents.ts';

/** Where an answer takes its document from. */
interface Source {
  readonly documents: OpenDocuments;
  readonly ours: (uri: string) => TextDocument | undefined;
}

/**
 * An answer about one of our documents; null for any other. An answer that nobody waits for any more, or whose text has
 * changed while it was made, is not given: the request fails with what LSP has for that.
 */
export async function currentAnswer<T>(
  { documents, ours }: Source,
  uri: string,
  token: CancellationToken,
  answer: (document: TextDocument) => T | Promise<T>,
): Promise<T | null> {
  const document = ours(uri);
  if (!document) return null;
  const before = snapshotOf(document);
  const given = await answer(document);
  failWhenCancelled(token);
  if (!isCurrent(documents, before)) throw contentModified();
  return given;
}

/**
 * An answer about the text that was asked about, for what editors go on using while people type on: where the text has changed
 * while the answer was made, it is made again, from the text as it was.
 */
export async function answerAsAsked<T>(
  { documents, ours }: Source,
  uri: string,
  token: CancellationToken,
  answer: (document: TextDocument) => T | Promise<T>,
): Promise<T | null> {
  const document = ours(uri);
  if (!document) return null;
  const [before, text] = [snapshotOf(document), document.getText()];
  const given = await answer(document);
  if (isCurrent(documents, before)) return given;
  failWhenCancelled(token);
  if (documents.get(uri) !== document) throw contentModified();
  return answer(TextDocument.create(uri, document.languageId, before.version, text));
}

/** Fails a request that was cancelled meanwhile. */
export function failWhenCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
}

/** What a request fails with when its answer would be for a text that is gone. */
export const contentModified = () => new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed');
