import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { assertNever } from '../protocol/assert-never.ts';
import {
  type AlertsResult,
  type EventPlaceResult,
  lspMethods,
  type RangeResult,
} from '../protocol/lsp-messages.ts';
import { type FromPanel, panelProtocol, type ToPanel } from '../protocol/panel-messages.ts';
import { panelHtml } from '../webview/panel-html.ts';
import { decodeFromPanel } from './decode-from-panel.ts';
import { openLine } from './open-place.ts';
import type { ConfigRun } from './runs.ts';
import type { ServerLink } from './server-link.ts';

export interface PreviewPanelOptions {
  readonly panel: vscode.WebviewPanel;
  /** The config. */
  readonly uri: vscode.Uri;
  readonly extensionUri: vscode.Uri;
  readonly server: Pick<ServerLink, 'request' | 'notify'>;
  readonly run: () => ConfigRun;
}

/** The preview of one config: passes the page's questions on, and tells it of every run. */
export class PreviewPanel {
  readonly #options: PreviewPanelOptions;
  readonly #uri: string;
  /** The page listens. One that is hidden is gone, and says `ready` anew when it is shown again. */
  #isReady = false;

  constructor(options: PreviewPanelOptions) {
    const { panel, uri, extensionUri } = options;
    this.#options = options;
    this.#uri = uri.toString();
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'icons', `preview-${theme}.svg`);
    panel.title = `Preview ${uri.path.slice(uri.path.lastIndexOf('/') + 1)}`;
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const known = decodeFromPanel(message);
      if (known) this.#receive(known).catch((error: unknown) => this.#failed(known, error));
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#isReady = false;
    });
    panel.webview.html = panelHtml({
      scriptUri: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.js')).toString(),
      styleUri: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.css')).toString(),
      nonce: randomBytes(16).toString('base64url'),
      cspSource: panel.webview.cspSource,
    });
  }

  get panel(): vscode.WebviewPanel {
    return this.#options.panel;
  }

  /** Tells the page all there is to know. */
  showRun(): void {
    const { summary } = this.#options.run();
    if (summary) this.#post({ type: 'run', v: panelProtocol, summary });
    this.showStatus();
  }

  showStatus(): void {
    this.#post({ type: 'status', status: this.#options.run().status });
  }

  async #receive(message: FromPanel): Promise<void> {
    const { server } = this.#options;
    const uri = this.#uri;
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        return this.showRun();
      case 'range': {
        const answer = await server.request<RangeResult>(lspMethods.range, {
          uri,
          question: message.question,
        });
        if (answer) this.#post({ type: 'range', answer });
        return;
      }
      case 'alerts': {
        const answer = await server.request<AlertsResult>(lspMethods.alerts, {
          uri,
          question: message.question,
        });
        if (answer) this.#post({ type: 'alerts', answer });
        return;
      }
      case 'openEvent':
        return this.#openEvent(message.file, message.line);
      case 'openEventRow': {
        const { runId, event } = message;
        const place = await server.request<EventPlaceResult>(lspMethods.eventPlace, { uri, runId, event });
        return place ? openLine(vscode.Uri.parse(place.uri), place.line) : undefined;
      }
      case 'openMonitor':
        return openLine(this.#options.uri, message.line + 1);
      case 'cancel':
        return server.notify(lspMethods.cancelSimulation, { uri });
      default:
        return assertNever(message, 'message from the panel');
    }
  }

  async #openEvent(file: string, line: number): Promise<void> {
    const events = this.#options.run().summary?.events;
    const uri = events?.uris?.[events.files.indexOf(file)];
    if (uri !== undefined) await openLine(vscode.Uri.parse(uri), line);
  }

  /** What the user asked for is told; what the page asked by itself shows in the status when it matters. */
  #failed({ type }: FromPanel, error: unknown): void {
    if (!type.startsWith('open')) return;
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }

  /** VS Code would keep a message for a page that is not there yet, which then got everything twice. */
  #post(message: ToPanel): void {
    if (!this.#isReady) return;
    void this.#options.panel.webview.postMessage(message);
  }
}
