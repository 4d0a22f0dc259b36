import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import {
  type CancellationToken,
  createProtocolConnection,
  type InitializeParams,
  type InitializeResult,
  ProgressType,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

export interface LspClientOptions {
  /** The built server, or any script that speaks LSP with `--stdio`. */
  readonly server: string;
  readonly args?: readonly string[];
  readonly capabilities?: InitializeParams['capabilities'];
  readonly initializationOptions?: unknown;
  /** The process that the server shall not outlive; this one unless another is named. */
  readonly processId?: number;
  /** Addresses of the folders that are open; none unless told. */
  readonly folders?: readonly string[];
}

/** What a test looks for in a message. */
type Predicate<T> = (params: T) => boolean;

interface Waiter {
  readonly method: string;
  readonly wanted: Predicate<unknown>;
  readonly resolve: (params: unknown) => void;
}

/** Handlers for messages of every method, which the connection has and its type does not show. */
interface AnyMethod {
  onNotification(handler: (method: string, params: unknown) => void): void;
  onRequest(handler: (method: string, params: unknown) => unknown): void;
}

/** A language client over the standard streams of a server process that it owns. */
export class LspClient {
  readonly initialized: InitializeResult;
  /** Everything the server told, in order. */
  readonly received: { readonly method: string; readonly params: unknown }[] = [];
  readonly process: ChildProcessWithoutNullStreams;
  readonly #connection: ProtocolConnection;
  readonly #exit: Promise<number | null>;
  readonly #waiters = new Set<Waiter>();

  private constructor(
    process: ChildProcessWithoutNullStreams,
    connection: ProtocolConnection,
    initialized: InitializeResult,
    exit: Promise<number | null>,
  ) {
    this.process = process;
    this.#connection = connection;
    this.initialized = initialized;
    this.#exit = exit;
    const any: unknown = connection;
    const { onNotification, onRequest } = any as AnyMethod;
    onNotification.call(connection, (method, params) => this.#receive(method, params));
    // Requests of the server, such as registrations and refreshes, are recorded and agreed to.
    onRequest.call(connection, (method, params) => {
      this.#receive(method, params);
      return null;
    });
  }

  static async start(options: LspClientOptions): Promise<LspClient> {
    const child = spawn(process.execPath, [options.server, ...(options.args ?? ['--stdio'])], {
      stdio: 'pipe',
    });
    child.stderr.on('data', (text) => process.stderr.write(`[server] ${text}`));
    const exit = new Promise<number | null>((resolve) => {
      child.once('exit', resolve);
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const initialized = (await connection.sendRequest('initialize', {
      processId: options.processId ?? process.pid,
      rootUri: null,
      workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
      capabilities: options.capabilities ?? {},
      initializationOptions: options.initializationOptions,
    })) as InitializeResult;
    const client = new LspClient(child, connection, initialized, exit);
    await connection.sendNotification('initialized', {});
    return client;
  }

  request<Result>(method: string, params: unknown, token?: CancellationToken): Promise<Result> {
    // An undefined token would be taken for a second parameter.
    return token
      ? this.#connection.sendRequest<Result>(method, params, token)
      : this.#connection.sendRequest<Result>(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  /** What the server reports in parts to a request with this token. */
  onProgress<T>(token: string, handler: (part: T) => void): void {
    this.#connection.onProgress(new ProgressType<T>(), token, handler);
  }

  open(uri: string, text: string, version = 1, languageId = 'driftscope'): Promise<void> {
    return this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  /** Replaces the whole text. */
  change(uri: string, text: string, version: number): Promise<void> {
    return this.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  close(uri: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** The first message of this method that is wanted, among those that have come since `since` and those to come. */
  waitFor<T>(method: string, wanted: Predicate<T> = () => true, since = 0, timeoutMs = 10_000): Promise<T> {
    const known = this.received
      .slice(since)
      .find((message) => message.method === method && wanted(message.params as T));
    if (known) return Promise.resolve(known.params as T);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        const seen = this.received.map((message) => message.method).join(', ');
        reject(new Error(`no ${method} as wanted in ${timeoutMs} ms; received: ${seen}`));
      }, timeoutMs);
      const waiter: Waiter = {
        method,
        wanted: wanted as Predicate<unknown>,
        resolve: (params) => {
          clearTimeout(timer);
          resolve(params as T);
        },
      };
      this.#waiters.add(waiter);
    });
  }

  /** Diagnostics that the server publishes for a version of a document. */
  diagnostics(uri: string, version?: number, since = 0): Promise<PublishDiagnosticsParams> {
    return this.waitFor<PublishDiagnosticsParams>(
      'textDocument/publishDiagnostics',
      (params) => params.uri === uri && params.version === version,
      since,
    );
  }

  /** Every message of this method so far. */
  all<T>(method: string): T[] {
    return this.received.filter((message) => message.method === method).map(({ params }) => params as T);
  }

  /** Ends the server as an editor does, and gives its exit code. */
  async stop(): Promise<number | null> {
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    return this.#exit;
  }

  /** The exit code, once the server has ended. */
  exited(): Promise<number | null> {
    return this.#exit;
  }

  /** Ends the server process whatever it does. */
  async kill(): Promise<void> {
    this.#connection.dispose();
    this.process.kill('SIGKILL');
    await this.#exit;
  }

  #receive(method: string, params: unknown): void {
    this.received.push({ method, params });
    for (const waiter of this.#waiters) {
      if (waiter.method !== method || !waiter.wanted(params)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(params);
    }
  }
}
