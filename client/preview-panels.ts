import * as vscode from 'vscode';
import { lspMethods, type SimulateResult } from '../protocol/lsp-messages.ts';
import { PreviewPanel } from './preview-panel.ts';
import { Runs } from './runs.ts';
import type { ServerLink } from './server-link.ts';

/** The type of the preview panels, by which VS Code restores them. */
export const previewType = 'driftscope.preview';

/** The previews, one for each config at most. */
export class PreviewPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly runs = new Runs();
  readonly #extensionUri: vscode.Uri;
  readonly #server: ServerLink;
  readonly #panels = new Map<string, PreviewPanel>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(extensionUri: vscode.Uri, server: ServerLink) {
    this.#extensionUri = extensionUri;
    this.#server = server;
    this.#subscriptions = [
      server.onSimulated(({ uri, summary }) => {
        this.runs.finished(uri, summary);
        this.#panels.get(uri)?.showRun();
      }),
      server.onState(({ uri, ...status }) => {
        this.runs.status(uri, status);
        this.#panels.get(uri)?.showStatus();
      }),
      server.onRestarted(() => {
        for (const uri of this.#panels.keys()) void this.#begin(uri);
      }),
    ];
  }

  /** Simulates a config and shows its preview beside the editor; `events` instead of the config's own files. */
  async simulate(uri: vscode.Uri, events?: readonly string[]): Promise<void> {
    const isNew = this.#show(uri);
    await this.#begin(uri.toString(), events, isNew);
  }

  /** Shows the preview of a config; a new one simulates first. */
  async open(uri: vscode.Uri): Promise<void> {
    if (this.#show(uri)) await this.#begin(uri.toString());
  }

  /** The config whose preview has the focus. */
  get active(): vscode.Uri | undefined {
    const found = [...this.#panels].find(([, { panel }]) => panel.active);
    return found && vscode.Uri.parse(found[0]);
  }

  /** VS Code was started again, and the panel with it. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const uri = typeof state === 'object' && state !== null && 'uri' in state ? state.uri : undefined;
    if (typeof uri !== 'string' || this.#panels.has(uri)) return panel.dispose();
    this.#add(panel, vscode.Uri.parse(uri));
    await this.#begin(uri);
  }

  /** The panels themselves stay: VS Code restores them when the window was only reloaded. */
  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** True when there was no panel for the config yet. */
  #show(uri: vscode.Uri): boolean {
    const known = this.#panels.get(uri.toString());
    if (known) {
      known.panel.reveal(undefined, true);
      return false;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#add(vscode.window.createWebviewPanel(previewType, 'Preview', column), uri);
    return true;
  }

  #add(panel: vscode.WebviewPanel, uri: vscode.Uri): void {
    const key = uri.toString();
    const preview = new PreviewPanel({
      panel,
      uri,
      extensionUri: this.#extensionUri,
      server: this.#server,
      run: () => this.runs.of(key),
    });
    this.#panels.set(key, preview);
    panel.onDidDispose(() => {
      this.#panels.delete(key);
      this.runs.forget(key);
      void this.#server.notify(lspMethods.preview, { uri: key, open: false });
    });
  }

  /** Tells the server of a preview, and asks for its run; what comes of it arrives as notifications. */
  async #begin(uri: string, events?: readonly string[], isNew = true): Promise<void> {
    if (isNew) await this.#server.notify(lspMethods.preview, { uri, open: true });
    await this.#server.request<SimulateResult>(lspMethods.simulate, { uri, ...(events ? { events } : {}) });
  }
}
