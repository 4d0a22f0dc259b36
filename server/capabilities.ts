import { type InitializeParams, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import { actionKinds, tokenModifiers, tokenTypes } from '../language/service.ts';
import { lensCommands } from './code-lenses.ts';

/** What of a client's abilities makes a difference here. */
export interface ClientTraits {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly showsLenses: boolean;
  readonly showsProgress: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly hasSnippets: boolean;
  /** It applies edits only to the version of a document that they were made for. */
  readonly takesVersionedEdits: boolean;
  /** It implements the commands of the lenses itself, with more than the server could. */
  readonly ownsCommands: boolean;
}

export function clientTraits({ capabilities, initializationOptions }: InitializeParams): ClientTraits {
  const { textDocument, workspace, window } = capabilities;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    showsLenses: textDocument?.codeLens !== undefined,
    showsProgress: window?.workDoneProgress === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    hasSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    ownsCommands: initializationOptions?.ownsCommands === true,
  };
}

/** The answer to `initialize`. */
export function initializeResult(traits: ClientTraits, version: string): InitializeResult {
  return {
    serverInfo: { name: 'driftscope', version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: { triggerCharacters: [':', ' ', '-', '{', '[', ',', '"', "'", '/'] },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: Object.values(actionKinds) },
      codeLensProvider: { resolveProvider: false },
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
      inlayHintProvider: { resolveProvider: false },
      semanticTokensProvider: {
        legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
        full: { delta: true },
        range: true,
      },
      ...(traits.pullsDiagnostics
        ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }
        : {}),
      ...(traits.ownsCommands
        ? {}
        : { executeCommandProvider: { commands: [lensCommands.simulate], workDoneProgress: true } }),
    },
  };
}

/** Configs that include one another, and files of events. */
export const watchedFiles = '**/*.{yaml,yml,json,ndjson,jsonl,csv,tsv,parquet,gz,zst}';
