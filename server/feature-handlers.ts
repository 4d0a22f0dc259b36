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
    const { hasSnippets = false, insertsOrReplaces = false, shape } = session.traits ?? {};
    const client = { snippets: hasSnippets, insertReplace: insertsOrReplaces };
    const list = await language.complete(document, position, client);
    return shape ? { ...list, items: list.items.map(shape.item) } : list;
  });
  connection.onHover(async ({ textDocument, position }) => {
    const document = ours(textDocument.uri);
    const hover = document && (await language.hover(document, position));
    return hover && (session.traits?.shape.hover(hover) ?? hover);
  });
  connection.onCodeLens(async ({ textDocument }) => {
    const document = ours(textDocument.uri);
    const { codeLens } = await settings.of(textDocument.uri);
    if (!document || !codeLens.enabled) return [];
    const run = await simulations.lastOf(document);
    const { monitors } = await language.model(document);
    return codeLenses(document, monitors, run, session.traits?.ownsCommands === true);
  });
}
