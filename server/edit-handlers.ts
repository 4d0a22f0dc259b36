import { type SemanticTokens, SemanticTokensBuilder } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { tokenModifiers, tokenTypes } from '../language/service.ts';
import { currentAnswer } from './current-answer.ts';
import type { ServerParts } from './server.ts';

/** Requests about how the text looks: its layout, and what editors show in and around it. */
export function registerEditing(parts: ServerParts): void {
  const { connection, ours, language } = parts;
  connection.onDocumentFormatting(({ textDocument, options }) => {
    const document = ours(textDocument.uri);
    return document && language.format(document, options);
  });
  connection.onDocumentRangeFormatting(({ textDocument, options, range }) => {
    const document = ours(textDocument.uri);
    return document && language.format(document, options, range);
  });
  connection.onDocumentOnTypeFormatting(({ textDocument, position, options }) => {
    const document = ours(textDocument.uri);
    return document ? language.onNewLine(document, position, options.tabSize) : [];
  });
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }, token) => {
    const { inlayHints, codeLens } = await parts.settings.of(uri);
    // Where lenses tell of alerts, a hint beside them would say it twice.
    const isTold = codeLens.enabled && parts.session.drawsLenses === true;
    const hints = await currentAnswer(parts, uri, token, async (document) => {
      const alerts = inlayHints.alerts && !isTold ? await alertsOf(document, parts) : undefined;
      return language.inlayHints(document, range, { ...inlayHints, alerts });
    });
    return hints ?? [];
  });
  registerTokens(parts);
}

/** Alerts by monitor, if the last run was of the text as it is. */
async function alertsOf(document: TextDocument, { simulations }: ServerParts) {
  const run = await simulations.lastOf(document);
  if (!run?.isCurrent) return undefined;
  const alerts = new Map<string, number>();
  for (const lane of run.summary.lanes) alerts.set(lane.id, (alerts.get(lane.id) ?? 0) + lane.alerts);
  return alerts;
}

/** Keeps the last tokens of each open document, to send only what has changed since. */
function registerTokens({ connection, documents, ours, language }: ServerParts): void {
  const builders = new WeakMap<TextDocument, SemanticTokensBuilder>();
  const builderOf = (document: TextDocument) => {
    const builder = builders.get(document) ?? new SemanticTokensBuilder();
    builders.set(document, builder);
    return builder;
  };
  const fill = (builder: SemanticTokensBuilder, document: TextDocument, range?: Range) => {
    for (const { line, character, length, type, modifiers } of language.semanticTokens(document, range)) {
      builder.push(line, character, length, tokenTypes.indexOf(type), bitsOf(modifiers));
    }
  };
  const { semanticTokens } = connection.languages;
  const none: SemanticTokens = { data: [] };
  semanticTokens.on(({ textDocument }) => {
    const document = ours(textDocument.uri);
    if (!document) return none;
    const builder = new SemanticTokensBuilder();
    builders.set(document, builder);
    fill(builder, document);
    return builder.build();
  });
  semanticTokens.onDelta(({ textDocument, previousResultId }) => {
    const document = ours(textDocument.uri);
    if (!document) return none;
    const builder = builderOf(document);
    builder.previousResult(previousResultId);
    fill(builder, document);
    return builder.buildEdits();
  });
  semanticTokens.onRange(({ textDocument, range }) => {
    const document = ours(textDocument.uri);
    if (!document) return none;
    const builder = new SemanticTokensBuilder();
    fill(builder, document, range);
    return { data: builder.build().data };
  });
  documents.onDidClose(({ document }) => void builders.delete(document));
}

const bitsOf = (modifiers: readonly (typeof tokenModifiers)[number][]) =>
  modifiers.reduce((bits, modifier) => bits | (1 << tokenModifiers.indexOf(modifier)), 0);
