import * as vscode from 'vscode';

/**
 * Shows a line of a file, 1-based. `vscode.open` rather than a document: it also takes files that are too large for
 * extensions to see.
 */
export async function openLine(uri: vscode.Uri, line: number, column?: vscode.ViewColumn): Promise<void> {
  const start = new vscode.Position(Math.max(0, line - 1), 0);
  const options: vscode.TextDocumentShowOptions = {
    selection: new vscode.Range(start, start),
    viewColumn: column ?? columnOf(uri),
    preview: true,
  };
  await vscode.commands.executeCommand('vscode.open', uri, options);
}

/** Where the file is open already, else the first column: never on top of the panel. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
  return group?.viewColumn ?? vscode.ViewColumn.One;
}
