import type { ExtensionContext, LogOutputChannel } from 'vscode';
import {
  LanguageClient,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { configSelector } from './config-selector.ts';

/** A client for the bundled language server; not started yet. */
export function createLanguageClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--inspect=6010'] } },
  };
  return new LanguageClient('driftscope', 'Driftscope', server, {
    documentSelector: configSelector,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // The lenses' commands are in commands.ts.
    initializationOptions: { ownsCommands: true },
    diagnosticPullOptions: { onChange: true, onTabs: false },
  });
}
