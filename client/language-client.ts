import type { ExtensionContext, LogOutputChannel } from 'vscode';
import {
  LanguageClient,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { configSelector } from './config-selector.ts';

/**
 * Makes glibc give large blocks back to the system as soon as they are free (1,000,000 events with eight monitors,
 * previewed and closed: 167 MB instead of 868 MB stay with the server). Other systems do not know the variable.
 */
const env = { ...process.env, MALLOC_MMAP_THRESHOLD_: String(1024 * 1024) };

/** A client for the bundled language server; not started yet. */
export function createLanguageClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { env } },
    debug: { module, transport: TransportKind.ipc, options: { env, execArgv: ['--inspect=6010'] } },
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
