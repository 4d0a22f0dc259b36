import {
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import { createLanguageService, isOurs } from '../language/service.ts';
import { lspMethods } from '../protocol/lsp-messages.ts';
import { type ClientTraits, clientTraits, initializeResult, watchedFiles } from './capabilities.ts';
import { Diagnostics } from './diagnostics.ts';
import { openDocuments } from './documents.ts';
import { registerFeatures } from './feature-handlers.ts';
import type { ServerHost } from './host.ts';
import { diagnosticOf } from './lsp-problem.ts';
import { SettingsStore } from './settings.ts';
import { SimulationClient } from './simulation-client.ts';
import { registerSimulation } from './simulation-handlers.ts';
import { Simulations } from './simulations.ts';

/** The parts of a running server, as the handlers see them. */
export type ServerParts = ReturnType<typeof createParts>;

/** Wires a language server to a connection and starts to listen. */
export function startServer(connection: Connection, host: ServerHost, version: string): void {
  const parts = createParts(connection, host);
  registerLifecycle(parts, version);
  registerDocuments(parts);
  registerFeatures(parts);
  registerSimulation(parts);
  parts.documents.listen(connection);
  connection.listen();
}

function createParts(connection: Connection, host: ServerHost) {
  const documents = openDocuments();
  const session: { traits?: ClientTraits } = {};
  /** The open document of this address, if it is one of ours. */
  const ours = (uri: string) => {
    const document = documents.get(uri);
    return document && isOurs(document) ? document : undefined;
  };
  const readText = async (uri: string) => documents.get(uri)?.getText() ?? host.readText(uri);
  const log = (message: string) => connection.console.error(message);
  const language = createLanguageService({ readText, matchFiles: host.matchFiles, log });
  const diagnostics = new Diagnostics({
    documents,
    check: async (document) =>
      isOurs(document) ? (await language.problems(document)).map(diagnosticOf) : [],
    publish: (params) => void connection.sendDiagnostics(params),
    log,
  });
  const client = new SimulationClient({
    startWorker: host.startWorker,
    onLost: () => simulations.workerLost(),
  });
  const simulations: Simulations = new Simulations({
    documents,
    client,
    readText,
    orders: { language, matchFiles: host.matchFiles },
    tellState: (params) => void connection.sendNotification(lspMethods.simulationState, params),
    tellRun: (uri, summary) => {
      void connection.sendNotification(lspMethods.simulated, { uri, summary });
      refreshLenses(connection, session.traits);
    },
  });
  const settings = new SettingsStore(connection);
  return { connection, documents, ours, language, diagnostics, client, simulations, settings, session, log };
}

function registerLifecycle({ connection, settings, session, client }: ServerParts, version: string): void {
  connection.onInitialize((params) => {
    const traits = clientTraits(params);
    session.traits = traits;
    settings.start(traits.answersConfiguration, params.initializationOptions?.settings);
    return initializeResult(traits, version);
  });
  connection.onInitialized(() => {
    const { traits } = session;
    if (traits?.watchesFiles) {
      const watchers = [{ globPattern: watchedFiles }];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (traits?.registersConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'driftscope' });
    }
  });
  connection.onShutdown(() => client.stop());
}

function registerDocuments(parts: ServerParts): void {
  const { connection, documents, language, diagnostics, simulations, settings, session } = parts;
  const pushes = () => session.traits?.pullsDiagnostics !== true;
  const pushWithDependents = (uri: string) => {
    for (const open of documents.all())
      if (open.uri === uri || language.dependsOn(open.uri, uri)) diagnostics.push(open);
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
  });
  connection.onDidChangeConfiguration((change) => {
    settings.changed(change.settings);
    refreshAll(parts);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    // The editor's text is the truth for what is open there.
    const uris = changes.map(({ uri }) => uri).filter((uri) => !documents.get(uri));
    if (uris.length === 0) return;
    refreshAll(parts);
    simulations.filesChanged(uris);
  });
}

/** Checks every open document again, since something beside its own text has changed. */
function refreshAll({ connection, documents, diagnostics, session }: ServerParts): void {
  const { traits } = session;
  refreshLenses(connection, traits);
  if (!traits?.pullsDiagnostics) for (const document of documents.all()) diagnostics.push(document);
  else if (traits.refreshesDiagnostics) void connection.sendRequest(DiagnosticRefreshRequest.type);
}

function refreshLenses(connection: Connection, traits: ClientTraits | undefined): void {
  if (traits?.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
}
