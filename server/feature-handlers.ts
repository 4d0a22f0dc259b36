import { codeLenses } from './code-lenses.ts';
import type { ServerParts } from './server.ts';

/** LSP's own requests: get the document, ask the language, answer. */
export function registerFeatures(parts: ServerParts): void {
  const { connection, ours, language, diagnostics, simulations, settings, session } = parts;
  connection.languages.diagnostics.on(({ textDocument, previousResultId }) =>
    diagnostics.pull(textDocument.uri, previousResultId),
  );
  connection.onCompletion(async ({ textDocument, position }, token) => {
    const document = ours(textDocument.uri);
    if (!document || token.isCancellationRequested) return [];
    const { hasSnippets = false, insertsOrReplaces = false } = session.traits ?? {};
    return language.complete(document, position, { snippets: hasSnippets, insertReplace: insertsOrReplaces });
  });
  connection.onHover(({ textDocument, position }) => {
    const document = ours(textDocument.uri);
    return document && language.hover(document, position);
  });
  connection.onCodeLens(async ({ textDocument }) => {
    session.drawsLenses = true;
    const document = ours(textDocument.uri);
    const { codeLens } = await settings.of(textDocument.uri);
    if (!document || !codeLens.enabled) return [];
    const run = await simulations.lastOf(document);
    const { monitors } = await language.model(document);
    return codeLenses(document, monitors, run);
  });
}
