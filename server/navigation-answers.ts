import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  DocumentSymbol,
  Location,
  LocationLink,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { FileEdits } from '../language/service.ts';
import { contentModified } from './current-answer.ts';
import type { OpenDocuments } from './documents.ts';

/** For clients that know no links. */
export const locationOf = ({ targetUri, targetSelectionRange }: LocationLink): Location => ({
  uri: targetUri,
  range: targetSelectionRange,
});

/** The symbols of a tree one after another, for clients that know no trees. */
export function flatSymbols(
  symbols: readonly DocumentSymbol[],
  uri: string,
  container?: string,
): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    {
      name,
      kind,
      location: { uri, range },
      ...(container === undefined ? {} : { containerName: container }),
    },
    ...flatSymbols(children, uri, name),
  ]);
}

/** A user's wish that cannot be met, in words that the editor shows. */
export const refused = (refusal: string) => new ResponseError(LSPErrorCodes.RequestFailed, refusal);

/** Edits for the texts that the editor has now; fails when one of them is not what the edits were made for. */
export function workspaceEdit(
  files: readonly FileEdits[],
  documents: OpenDocuments,
  takesVersions: boolean,
): WorkspaceEdit {
  if (files.some(({ uri, text }) => (documents.get(uri)?.getText() ?? text) !== text))
    throw contentModified();
  if (!takesVersions)
    return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, [...edits]])) };
  return {
    documentChanges: files.map(({ uri, edits }) => ({
      textDocument: { uri, version: documents.get(uri)?.version ?? null },
      edits: [...edits],
    })),
  };
}
