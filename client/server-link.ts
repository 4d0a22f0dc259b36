import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { lspMethods, type SimulatedParams, type SimulationStateParams } from '../protocol/lsp-messages.ts';

/** The language server, started when it is first needed. */
export class ServerLink implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #log = vscode.window.createOutputChannel('Driftscope', { log: true });
  readonly #simulated = new vscode.EventEmitter<SimulatedParams>();
  readonly #state = new vscode.EventEmitter<SimulationStateParams>();
  readonly #running = new vscode.EventEmitter<boolean>();
  readonly #restarted = new vscode.EventEmitter<void>();
  #client: Promise<LanguageClient> | undefined;

  /** A run has finished. */
  readonly onSimulated = this.#simulated.event;
  readonly onState = this.#state.event;
  /** The server is ready, or has ended. */
  readonly onRunning = this.#running.event;
  /** The server is ready again, and knows nothing of what was before. */
  readonly onRestarted = this.#restarted.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
  }

  start(): Promise<LanguageClient> {
    this.#client ??= this.#launch();
    return this.#client;
  }

  async restart(): Promise<void> {
    const client = await this.start();
    await client.restart();
  }

  async request<Result>(method: string, params: unknown): Promise<Result> {
    const client = await this.start();
    return client.sendRequest<Result>(method, params);
  }

  async notify(method: string, params: unknown): Promise<void> {
    const client = await this.start();
    await client.sendNotification(method, params);
  }

  async #launch(): Promise<LanguageClient> {
    // Late, and not in the turn of the activation: the client library is most of the extension's code.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const [{ createLanguageClient }, { State }] = await Promise.all([
      import('./language-client.ts'),
      import('vscode-languageclient/node'),
    ]);
    const client = createLanguageClient(this.#context, this.#log);
    client.onNotification(lspMethods.simulated, (params: SimulatedParams) => this.#simulated.fire(params));
    client.onNotification(lspMethods.simulationState, (params: SimulationStateParams) =>
      this.#state.fire(params),
    );
    let starts = 0;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) return;
      const isRunning = newState === State.Running;
      this.#running.fire(isRunning);
      if (isRunning) starts += 1;
      if (isRunning && starts > 1) this.#restarted.fire();
    });
    await client.start();
    return client;
  }

  async dispose(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.dispose();
    this.#log.dispose();
  }
}
