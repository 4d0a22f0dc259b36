import * as vscode from 'vscode';
import type { RunSummary } from '../protocol/simulation-messages.ts';
import { adoptDocument } from './adopt-document.ts';
import { commandTable, registerCommands } from './commands.ts';
import { configSelector } from './config-selector.ts';
import { PreviewPanels, previewType } from './preview-panels.ts';
import { ServerLink } from './server-link.ts';
import { Status } from './status.ts';

/** What other extensions, and our own tests, may ask. */
export interface ExtensionApi {
  /** The run that finished last in this window. */
  lastRun(): RunSummary | undefined;
}

/** Called by VS Code for the first config or command. All that takes time is put off until it is needed. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const server = new ServerLink(context);
  const previews = new PreviewPanels(context.extensionUri, server);
  const startFor = (document: vscode.TextDocument) => {
    void adoptDocument(document);
    if (vscode.languages.match(configSelector, document) > 0) void server.start();
  };
  context.subscriptions.push(
    server,
    previews,
    ...registerCommands(commandTable(context, server, previews)),
    vscode.window.registerWebviewPanelSerializer(previewType, previews),
    new Status(configSelector, previews.runs, server),
    vscode.workspace.onDidOpenTextDocument(startFor),
  );
  for (const document of vscode.workspace.textDocuments) startFor(document);
  return { lastRun: () => previews.runs.last };
}
