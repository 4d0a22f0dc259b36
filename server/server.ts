import {
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  InlayHintRefreshRequest,
} from 'vscode-languageserver';
import { createLanguageService, isOurs, type Problem } from '../language/service.ts';
import { lspMethods } from '../protocol/lsp-messages.ts';
import { type ClientTraits, clientTraits, initializeResult, watchedFiles } from './capabilities.ts';
import { createChecks } from './checks.ts';
import { registerCodeActions } from './code-action-handlers.ts';
import { Debouncer } from './debouncer.ts';
import type { Diagnostics } from './diagnostics.ts';
import { type OpenDocuments, openDocuments } from './documents.ts';
import { registerEditing } from './edit-handlers.ts';
import { editorFiles } from './editor-files.ts';
import { registerFeatures } from './feature-handlers.ts';
import type { ServerHost } from './host.ts';
import { lastRunOf } from './last-run.ts';
import { RunProgress } from './lsp-manners/run-progress.ts';
import { diagnosticOf } from './lsp-problem.ts';
import { registerNavigation } from './navigation-handlers.ts';
import { Samples } from './samples.ts';
import { SettingsStore } from './settings.ts';
import { folderOf, SettingsFiles } from './settings-files.ts';
import { SimulationClient } from './simulation-client.ts';
import { registerSimulation } from './simulation-handlers.ts';
import { Simulations } from './simulations.ts';
import { foldersOf, followFolders, registerWorkspace } from './workspace-handlers.ts';

/** The parts of a running server, as the handlers see them. */
export type ServerParts = ReturnType<typeof createParts>;

/** Wires a language server to a connection and starts to listen. */
export function startServer(connection: Connection, host: ServerHost, version: string): void {
  const parts = createParts(connection, host);
  registerLifecycle(parts, version);
  registerDocuments(parts);
  releaseWhenIdle(parts.documents, () => host.releaseMemory?.());
  registerFeatures(parts);
  registerCodeActions(parts);
  registerEditing(parts);
  registerNavigation(parts);
  registerWorkspace(parts);
  registerSimulation(parts);
  parts.documents.listen(connection);
  connection.listen();
}

function createParts(connection: Connection, host: ServerHost) {
  const documents = openDocuments();
  const session: Session = { folders: [] };
  /** The open document of this address, if it is one of ours. */
  const ours = (uri: string) => {
    const document = documents.get(uri);
    return document && isOurs(document) ? document : undefined;
  };
  const isWatched = (uri: string) =>
    session.hearsOfFiles === true && folderOf(uri, session.folders) !== undefined;
  const settingsFiles = new SettingsFiles((uri) => host.readText(uri), isWatched);
  const onDisk = { ...host, readText: (uri: string) => settingsFiles.read(uri) };
  const files = editorFiles(documents, onDisk, () => session.folders);
  const log = (message: string) => connection.console.error(message);
  const settings = new SettingsStore(connection);
  // Of files that are not open there may be many, and what is known of their settings is kept.
  const scopeOf = (uri: string) => (documents.get(uri) ? uri : (folderOf(uri, session.folders) ?? uri));
  const language = createLanguageService({
    ...files,
    lintOptions: async (uri) => ({ rules: (await settings.of(scopeOf(uri))).rules }),
    sample: (query) => (documents.get(query.uri) ? samples.get(query) : samples.once(query)),
    lastRun: (document) => lastRunOf(simulations, document),
    log,
  });
  const tell = (problem: Problem) => diagnosticOf(problem, host.docsUri);
  const checks = createChecks({ connection, documents, language, files, session, tell, log });
  const client = new SimulationClient({
    startWorker: host.startWorker,
    onLost: () => simulations.workerLost(),
  });
  const progress = new RunProgress();
  const samples: Samples = new Samples({
    ask: (question) => client.call('sample', question),
    forget: (uri) => client.forgetSample(uri),
    arrived: () => recheckAll(connection, documents, checks.diagnostics, session.traits),
  });
  const simulations: Simulations = new Simulations({
    documents,
    client,
    readText: files.readText,
    orders: { language, matchFiles: host.matchFiles },
    tellState: (params) => {
      void connection.sendNotification(lspMethods.simulationState, params);
      progress.tell(params);
    },
    tellRun: (uri, summary) => {
      void connection.sendNotification(lspMethods.simulated, { uri, summary });
      refreshLenses(connection, session.traits);
      samples.loaded(uri);
    },
  });
  return {
    connection,
    documents,
    ours,
    language,
    ...checks,
    client,
    samples,
    simulations,
    progress,
    settings,
    settingsFiles,
    session,
    tell,
    log,
  };
}

/** What the client said of itself, and the folders it has open. */
export interface Session {
  traits?: ClientTraits;
  folders: readonly string[];
  /** It has asked for lenses, and so draws them; that it could, as Neovim announces, does not say so. */
  drawsLenses?: boolean;
  /** It tells of changes on the disk from now on. */
  hearsOfFiles?: boolean;
}

function registerLifecycle(parts: ServerParts, version: string): void {
  const { connection, settings, session, client } = parts;
  connection.onInitialize((params) => {
    const traits = clientTraits(params);
    session.traits = traits;
    session.folders = foldersOf(params);
    settings.start(traits.answersConfiguration, params.initializationOptions?.settings);
    return initializeResult(traits, version);
  });
  connection.onInitialized(() => {
    const { traits } = session;
    if (traits?.tellsFolders) followFolders(parts);
    if (traits?.watchesFiles) {
      const watchers = [{ globPattern: watchedFiles }];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).then(() => {
        session.hearsOfFiles = true;
      });
    }
    if (traits?.registersConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'driftscope' });
    }
    parts.workspaceDiagnostics.changed();
  });
  connection.onShutdown(() => client.stop());
}

function registerDocuments(parts: ServerParts): void {
  const { connection, documents, language, diagnostics, simulations, samples, client, settings, session } =
    parts;
  const pushes = () => session.traits?.pullsDiagnostics !== true;
  const pushWithDependents = (uri: string) => {
    for (const open of documents.all())
      if (open.uri === uri || language.dependencyOf(open.uri)(uri)) diagnostics.push(open);
  };
  documents.onDidChangeContent(({ document }) => {
    if (pushes()) pushWithDependents(document.uri);
    void settings.of(document.uri).then(({ preview }) => {
      if (preview.autoRun) simulations.filesChanged([document.uri]);
    });
  });
  documents.onDidClose(({ document: { uri } }) => {
    if (pushes()) diagnostics.closed(uri);
    language.forget(uri);
    settings.forget(uri);
    // What includes it now gets the text on disk.
    if (pushes()) pushWithDependents(uri);
    simulations.closed(uri);
    samples.closed(uri);
    if (samples.isIdle && simulations.isIdle) client.stop();
    else client.forgetSample(uri);
  });
  connection.onDidChangeConfiguration((change) => {
    settings.changed(change.settings);
    refreshAll(parts);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    // Also of an open file, which is read from the disk once it is closed.
    parts.settingsFiles.changed();
    // The editor's text is the truth for what is open there.
    const uris = changes.map(({ uri }) => uri).filter((uri) => !documents.get(uri));
    if (uris.length === 0) return;
    samples.changed();
    refreshAll(parts);
    simulations.filesChanged(uris);
  });
}

/** How long no document must have been open before memory is given back, in milliseconds. */
const idleMs = 3000;

/** Trees of closed documents are garbage that fills tens of megabytes; with nothing open, clearing it holds nobody up. */
function releaseWhenIdle(documents: OpenDocuments, release: () => void): void {
  const debouncer = new Debouncer();
  documents.onDidOpen(() => debouncer.cancel(''));
  documents.onDidClose(() => {
    if (documents.keys().length === 0) debouncer.schedule('', idleMs, release);
  });
}

/** Checks every open document again, since something beside its own text has changed. */
function refreshAll(parts: ServerParts): void {
  const { connection, documents, diagnostics, workspaceDiagnostics, session } = parts;
  const { traits } = session;
  workspaceDiagnostics.changed();
  refreshLenses(connection, traits);
  recheckAll(connection, documents, diagnostics, traits);
}

function recheckAll(
  connection: Connection,
  documents: OpenDocuments,
  diagnostics: Diagnostics,
  traits: ClientTraits | undefined,
): void {
  if (traits?.pullsDiagnostics) void connection.sendRequest(DiagnosticRefreshRequest.type);
  else for (const document of documents.all()) diagnostics.push(document);
}

function refreshLenses(connection: Connection, traits: ClientTraits | undefined): void {
  if (traits?.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  if (traits?.refreshesHints) void connection.sendRequest(InlayHintRefreshRequest.type);
}
