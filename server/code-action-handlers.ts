import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver-types';
import type { ServiceAction } from '../language/service.ts';
import type { ServerParts } from './server.ts';

/** `textDocument/codeAction`: what the language service offers, as edits of the version it was asked about. */
export function registerCodeActions({ connection, ours, language, session, tell }: ServerParts): void {
  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const document = ours(textDocument.uri);
    if (!document || token.isCancellationRequested) return [];
    const { version } = document;
    const actions = await language.codeActions(document, range, context.only);
    // Edits of a text that is gone would hit the wrong words.
    if (document.version !== version) return [];
    const versioned = session.traits?.takesVersionedEdits === true;
    return actions.map((action) => codeActionOf(action, document, versioned, tell));
  });
}

function codeActionOf(
  { title, kind, isPreferred, edits, problem }: ServiceAction,
  { uri, version }: TextDocument,
  versioned: boolean,
  tell: ServerParts['tell'],
): CodeAction {
  const all = [...edits];
  const edit: WorkspaceEdit = versioned
    ? { documentChanges: [{ textDocument: { uri, version }, edits: all }] }
    : { changes: { [uri]: all } };
  return {
    title,
    kind,
    ...(isPreferred ? { isPreferred } : {}),
    ...(problem ? { diagnostics: [tell(problem)] } : {}),
    edit,
  };
}
