import * as vscode from 'vscode';

/** Opens the bundled example, as a copy that the user may change. */
export async function openExample(context: vscode.ExtensionContext): Promise<void> {
  const bundled = vscode.Uri.joinPath(context.extensionUri, 'examples', 'digit-reader');
  const own = vscode.Uri.joinPath(context.globalStorageUri, 'digit-reader');
  const config = vscode.Uri.joinPath(own, 'digit-reader.monitor.yaml');
  const isThere = await vscode.workspace.fs.stat(config).then(
    () => true,
    () => false,
  );
  if (!isThere) await vscode.workspace.fs.copy(bundled, own, { overwrite: true });
  await vscode.window.showTextDocument(config);
}
