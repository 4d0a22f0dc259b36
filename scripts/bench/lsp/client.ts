import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createProtocolConnection, type ProtocolConnection } from 'vscode-languageserver/node';
import { FrameReader } from '../../../server/lsp-manners/frame-reader.ts';
import { FrameWriter } from '../../../server/lsp-manners/frame-writer.ts';
import type { Keystroke } from './documents.ts';

export interface ServerCommand {
  readonly name: string;
  readonly args: readonly string[];
  readonly languageId: string;
  /** What it is answered when it asks for this section of the settings. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const capabilities = {
  workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
  textDocument: {
    synchronization: {},
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown'] },
    publishDiagnostics: { versionSupport: true },
  },
};

/** An editor in front of one server process. It times and forgets, so that its own work weighs little. */
export class BenchClient {
  readonly name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #connection: ProtocolConnection;
  readonly #languageId: string;
  readonly #versions = new Map<string, number>();
  readonly #waiting = new Map<string, () => void>();

  private constructor(command: ServerCommand, child: ChildProcessWithoutNullStreams) {
    this.name = command.name;
    this.#languageId = command.languageId;
    this.#child = child;
    // With the library's own reader and writer a good part of a short answer's time would be this side's.
    this.#connection = createProtocolConnection(new FrameReader(child.stdout), new FrameWriter(child.stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri }: { uri: string }) => {
      this.#waiting.get(uri)?.();
      this.#waiting.delete(uri);
    });
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => command.settings[section] ?? null),
    );
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.listen();
  }

  static async start(command: ServerCommand): Promise<BenchClient> {
    const child = spawn(process.execPath, [...command.args], { stdio: 'pipe' });
    child.stderr.resume();
    const client = new BenchClient(command, child);
    const connection = client.#connection;
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
    await connection.sendNotification('initialized', {});
    // Servers ask for their settings once they are initialized.
    await pause(1000);
    return client;
  }

  get processId(): number {
    return this.#child.pid ?? 0;
  }

  /** Milliseconds until the first diagnostics of an opened document. */
  open(uri: string, text: string): Promise<number> {
    this.#versions.set(uri, 1);
    const textDocument = { uri, languageId: this.#languageId, version: 1, text };
    return this.#untilDiagnostics(uri, () => this.#notify('textDocument/didOpen', { textDocument }));
  }

  async close(uri: string): Promise<void> {
    this.#versions.delete(uri);
    await this.#notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Milliseconds from a keystroke to the diagnostics of the text it makes. */
  typeAndCheck(uri: string, key: Keystroke): Promise<number> {
    return this.#untilDiagnostics(uri, () => this.#type(uri, key));
  }

  /** Milliseconds from a keystroke to the answer to a question behind it, asked at once as editors do. */
  async typeAndAsk(uri: string, key: Keystroke, method: 'completion' | 'hover'): Promise<number> {
    let answered = 0;
    const settled = this.#untilDiagnostics(uri, async () => {
      const start = performance.now();
      void this.#type(uri, key);
      // On the word itself: the line that was typed on has more lines behind a line break.
      const position = { line: key.start.line, character: Math.min(3, key.start.character) };
      await this.#connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position });
      answered = performance.now() - start;
    });
    await settled;
    return answered;
  }

  stop(): void {
    this.#connection.dispose();
    this.#child.kill();
  }

  #type(uri: string, { start, end, insert }: Keystroke): Promise<void> {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    const contentChanges = [{ range: { start, end }, text: insert }];
    return this.#notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  async #untilDiagnostics(uri: string, act: () => Promise<unknown>): Promise<number> {
    const published = new Promise<void>((resolve) => {
      this.#waiting.set(uri, resolve);
    });
    const start = performance.now();
    const done = act();
    await published;
    const elapsed = performance.now() - start;
    await done;
    return elapsed;
  }

  #notify(method: string, params: unknown): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
