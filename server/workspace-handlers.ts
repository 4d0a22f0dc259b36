import type { InitializeParams } from 'vscode-languageserver';
import type { ServerParts } from './server.ts';

/** What is about all files of the open folders: the problems of those that are not open. */
export function registerWorkspace(parts: ServerParts): void {
  const { connection, documents, workspaceDiagnostics, workspacePush } = parts;
  documents.onDidOpen(({ document }) => workspacePush.opened(document.uri));
  documents.onDidChangeContent(({ document }) => workspaceDiagnostics.edited(document.uri));
  documents.onDidClose(() => workspaceDiagnostics.changed());
  connection.languages.diagnostics.onWorkspace(async (params, token, _progress, partial) => {
    const items = [];
    for await (const report of workspaceDiagnostics.reports(params, token)) {
      if (partial) partial.report({ items: [report] });
      else items.push(report);
    }
    return { items };
  });
}

/** The folders that are open in the editor; older editors know only one. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

/** Hears of folders that are opened and closed, from editors that tell; to be called once the server is initialized. */
export function followFolders({
  connection,
  session,
  settingsFiles,
  workspaceDiagnostics,
}: ServerParts): void {
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => uri));
    const left = session.folders.filter((uri) => !gone.has(uri));
    settingsFiles.changed();
    session.folders = [...left, ...added.map(({ uri }) => uri)];
    workspaceDiagnostics.changed();
  });
}
