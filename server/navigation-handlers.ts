import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { currentAnswer, failWhenCancelled } from './current-answer.ts';
import { flatSymbols, locationOf, refused, workspaceEdit } from './navigation-answers.ts';
import type { ServerParts } from './server.ts';

/** A request about a document. */
interface About {
  readonly textDocument: { readonly uri: string };
}

/** Getting about: where names are, what they are called, and how a document is built. */
export function registerNavigation(parts: ServerParts): void {
  const { connection, documents, language, session } = parts;
  const answer = <T>(
    { textDocument }: About,
    token: CancellationToken,
    task: (document: TextDocument) => T | Promise<T>,
  ) => currentAnswer(parts, textDocument.uri, token, task);

  connection.onDefinition((params, token) =>
    answer(params, token, async (document) => {
      const links = await language.definition(document, params.position);
      return session.traits?.takesDefinitionLinks ? links : links.map(locationOf);
    }),
  );
  connection.onReferences((params, token) =>
    answer(params, token, (document) =>
      language.references(document, params.position, params.context.includeDeclaration, token),
    ),
  );
  connection.onDocumentHighlight((params, token) =>
    answer(params, token, (document) => language.highlights(document, params.position)),
  );
  connection.onPrepareRename((params, token) =>
    answer(params, token, async (document) => {
      const start = await language.prepareRename(document, params.position);
      if (start && 'refusal' in start) throw refused(start.refusal);
      return start ?? null;
    }),
  );
  connection.onRenameRequest((params, token) =>
    answer(params, token, async (document) => {
      const renamed = await language.rename(document, params.position, params.newName, token);
      failWhenCancelled(token);
      if ('refusal' in renamed) throw refused(renamed.refusal);
      return workspaceEdit(renamed.files, documents, session.traits?.takesVersionedEdits === true);
    }),
  );
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    const symbols = await language.workspaceSymbols(query, token);
    failWhenCancelled(token);
    return symbols;
  });
  connection.onDocumentSymbol((params, token) =>
    answer(params, token, (document) => {
      const symbols = language.documentSymbols(document);
      return session.traits?.takesSymbolTrees ? symbols : flatSymbols(symbols, document.uri);
    }),
  );
  connection.onFoldingRanges((params, token) => answer(params, token, language.foldingRanges));
  connection.onSelectionRanges((params, token) =>
    answer(params, token, (document) => language.selectionRanges(document, params.positions)),
  );
  connection.onDocumentLinks((params, token) => answer(params, token, language.documentLinks));
}
