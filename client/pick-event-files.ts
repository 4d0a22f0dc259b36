import * as vscode from 'vscode';

const extensions = ['ndjson', 'jsonl', 'json', 'csv', 'parquet', 'gz', 'zst'] as const;

/** Configs are JSON too, and so is much else; as events only what looks like them is offered. */
const offered =
  '**/*.{ndjson,jsonl,csv,parquet,ndjson.gz,jsonl.gz,csv.gz,ndjson.zst,jsonl.zst,csv.zst,events.json}';

const maxOffered = 200;

interface FileItem extends vscode.QuickPickItem {
  /** Undefined for the entry that opens a dialog. */
  readonly uri?: vscode.Uri;
}

/** Lets the user choose the event files to simulate a config on; undefined when they think better of it. */
export async function pickEventFiles(config: vscode.Uri): Promise<string[] | undefined> {
  const found = await vscode.workspace.findFiles(offered, '**/node_modules/**', maxOffered);
  const folder = vscode.Uri.joinPath(config, '..').path;
  const isNear = ({ path }: vscode.Uri) => path.startsWith(folder);
  const items: FileItem[] = found
    .toSorted((a, b) => Number(isNear(b)) - Number(isNear(a)) || a.path.localeCompare(b.path))
    .map((uri) => ({
      label: vscode.workspace.asRelativePath(uri),
      iconPath: new vscode.ThemeIcon('graph'),
      uri,
    }));
  const browse: FileItem = { label: 'Choose another file…', iconPath: new vscode.ThemeIcon('folder-opened') };
  const picked = await vscode.window.showQuickPick([...items, browse], {
    title: 'Simulate on…',
    placeHolder: 'The event file to simulate this config on',
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  return picked.uri ? [picked.uri.toString()] : browseForFiles(config);
}

async function browseForFiles(config: vscode.Uri): Promise<string[] | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    defaultUri: vscode.Uri.joinPath(config, '..'),
    filters: { 'Event files': [...extensions], 'All files': ['*'] },
    openLabel: 'Simulate',
  });
  return chosen?.map((uri) => uri.toString());
}
