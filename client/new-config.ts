import * as vscode from 'vscode';

const template = `# yaml-language-server: $schema=https://www.schemastore.org/driftscope-monitor.json
version: 1

preview:
  events: [\${1:data/events.ndjson}]

monitors:
  - id: \${2:latency}
    kind: \${3:latency}
    strategy: { type: \${4:static}, \${5:bound: 250} }
$0`;

/** Opens a new config to be filled in; it becomes a file when the user saves it. */
export async function newConfig(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'driftscope' });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(new vscode.SnippetString(template));
}
