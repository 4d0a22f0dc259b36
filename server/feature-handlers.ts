import { codeLenses } from './code-lenses.ts';
import { answerAsAsked, failWhenCancelled } from './current-answer.ts';
import type { ServerParts } from './server.ts';

/** LSP's own requests: get the document, ask the language, answer. */
export function registerFeatures(parts: ServerParts): void {
  const { connection, ours, language, diagnostics, simulations, settings, session } = parts;
  connection.languages.diagnostics.on(({ textDocument, previousResultId }) =>
    diagnostics.pull(textDocument.uri, previousResultId),
  );
  connection.onCompletion(async ({ textDocument: { uri }, position }, token) => {
    failWhenCancelled(token);
    const { hasSnippets = false, insertsOrReplaces = false, shape } = session.traits ?? {};
    const client = { snippets: hasSnippets, insertReplace: insertsOrReplaces };
    const list = await answerAsAsked(parts, uri, token, (document) =>
      language.complete(document, position, client),
    );
    if (!list) return [];
    return shape ? { ...list, items: list.items.map(shape.item) } : list;
  });
  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    const hover = await answerAsAsked(parts, uri, token, (document) => language.hover(document, position));
    return hover ? (session.traits?.shape.hover(hover) ?? hover) : null;
  });
  connection.onCodeLens(async ({ textDocument }) => {
    session.drawsLenses = true;
    const document = ours(textDocument.uri);
    const { codeLens } = await settings.of(textDocument.uri);
    if (!document || !codeLens.enabled) return [];
    const run = await simulations.lastOf(document);
    const { monitors } = await language.model(document);
    return codeLenses(document, monitors, run, session.traits?.ownsCommands === true);
  });
}
