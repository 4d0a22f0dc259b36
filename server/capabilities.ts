import { type InitializeParams, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import { actionKinds, tokenModifiers, tokenTypes } from '../language/service.ts';
import { lensCommands } from './code-lenses.ts';
import { type AnswerShape, answerShape } from './lsp-manners/announced.ts';

/** What of a client's abilities makes a difference here. */
export interface ClientTraits {
  /** It asks for problems, and asks again when it is told to. One that only asks would not hear of what comes of other files. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly showsProgress: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly hasSnippets: boolean;
  /** It asks people whether a completion replaces the rest of a word. */
  readonly insertsOrReplaces: boolean;
  readonly shape: AnswerShape;
  readonly takesDefinitionLinks: boolean;
  readonly takesSymbolTrees: boolean;
  readonly preparesRename: boolean;
  /** It applies edits only to the version of a document that they were made for. */
  readonly takesVersionedEdits: boolean;
  readonly tellsFolders: boolean;
  /** It implements the commands of the lenses itself, with more than the server could. */
  readonly ownsCommands: boolean;
}

export function clientTraits({ capabilities, initializationOptions }: InitializeParams): ClientTraits {
  const { textDocument, workspace, window } = capabilities;
  return {
    pullsDiagnostics:
      textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    showsProgress: window?.workDoneProgress === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    insertsOrReplaces: textDocument?.completion?.completionItem?.insertReplaceSupport === true,
    shape: answerShape(textDocument?.hover, textDocument?.completion),
    takesDefinitionLinks: textDocument?.definition?.linkSupport === true,
    takesSymbolTrees: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    tellsFolders: workspace?.workspaceFolders === true,
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
      completionProvider: { triggerCharacters: [':', ' ', '-', '{', '[', ',', '"', "'", '/', '*'] },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: Object.values(actionKinds) },
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: traits.preparesRename ? { prepareProvider: true } : true,
      documentSymbolProvider: { label: 'Driftscope' },
      workspaceSymbolProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      documentLinkProvider: { resolveProvider: false },
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
        ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } }
        : {}),
      ...(traits.tellsFolders
        ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
        : {}),
      ...(traits.ownsCommands
        ? {}
        : { executeCommandProvider: { commands: [lensCommands.simulate], workDoneProgress: true } }),
    },
  };
}

/** Configs that include one another, and files of events. */
export const watchedFiles = '**/*.{yaml,yml,json,ndjson,jsonl,csv,tsv,parquet,gz,zst}';
