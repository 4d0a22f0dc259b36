import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { FrameReader } from '../../../server/lsp-manners/frame-reader.ts';
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

/** Any message of a server, as far as a bench looks at it. */
interface Incoming {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly items?: readonly { readonly section: string }[] };
}

/**
 * An editor in front of one server process. Its own work is kept out of the times: what it sends is made before the clock
 * starts, and the clock stops when the last bytes of an answer are there, before anybody reads them.
 */
export class BenchClient {
  readonly name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #command: ServerCommand;
  readonly #versions = new Map<string, number>();
  /** Who waits for what: the id of a request, or the address of a document whose diagnostics are to come. */
  readonly #waiting = new Map<number | string, (arrived: number) => void>();
  #arrived = 0;
  #lastId = 0;

  private constructor(command: ServerCommand, child: ChildProcessWithoutNullStreams) {
    this.name = command.name;
    this.#command = command;
    this.#child = child;
    child.stderr.resume();
    child.stdout.on('data', () => {
      this.#arrived = performance.now();
    });
    new FrameReader(child.stdout).listen((message) => this.#take(message as Incoming));
  }

  static async start(command: ServerCommand): Promise<BenchClient> {
    const child = spawn(process.execPath, [...command.args], { stdio: 'pipe' });
    const client = new BenchClient(command, child);
    const [id, request] = client.#request('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
    });
    await client.#until([id], [request]);
    client.#send([frame({ method: 'initialized', params: {} })]);
    // Servers ask for their settings once they are initialized.
    await pause(1000);
    return client;
  }

  get processId(): number {
    return this.#child.pid ?? 0;
  }

  /** Milliseconds until the first diagnostics of an opened document. */
  async open(uri: string, text: string): Promise<number> {
    this.#versions.set(uri, 1);
    const textDocument = { uri, languageId: this.#command.languageId, version: 1, text };
    const [elapsed] = await this.#until([uri], [notification('didOpen', { textDocument })]);
    return elapsed;
  }

  close(uri: string): void {
    this.#versions.delete(uri);
    this.#send([notification('didClose', { textDocument: { uri } })]);
  }

  /** Milliseconds from a keystroke to the diagnostics of the text it makes. */
  async typeAndCheck(uri: string, key: Keystroke): Promise<number> {
    const [elapsed] = await this.#until([uri], [this.#typed(uri, key)]);
    return elapsed;
  }

  /** Milliseconds from a keystroke to the answer to a question behind it, asked at once as editors do. */
  async typeAndAsk(uri: string, key: Keystroke, method: 'completion' | 'hover'): Promise<number> {
    // On the word itself: the line that was typed on has more lines behind a line break.
    const position = { line: key.start.line, character: Math.min(3, key.start.character) };
    const [id, question] = this.#request(`textDocument/${method}`, { textDocument: { uri }, position });
    const [elapsed] = await this.#until([id, uri], [this.#typed(uri, key), question]);
    return elapsed;
  }

  stop(): void {
    this.#child.kill();
  }

  #typed(uri: string, { start, end, insert }: Keystroke): Buffer {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    const contentChanges = [{ range: { start, end }, text: insert }];
    return notification('didChange', { textDocument: { uri, version }, contentChanges });
  }

  #request(method: string, params: unknown): [id: number, frame: Buffer] {
    this.#lastId += 1;
    return [this.#lastId, frame({ id: this.#lastId, method, params })];
  }

  /** Sends messages and waits for all that is to come of them: milliseconds until the first, and each of the others. */
  async #until(
    awaited: readonly (number | string)[],
    frames: readonly Buffer[],
  ): Promise<[number, ...number[]]> {
    const arrivals = awaited.map(
      (key) => new Promise<number>((resolve) => void this.#waiting.set(key, resolve)),
    );
    const bytes = Buffer.concat(frames);
    const start = performance.now();
    this.#child.stdin.write(bytes);
    const [first = NaN, ...others] = (await Promise.all(arrivals)).map((arrived) => arrived - start);
    return [first, ...others];
  }

  #send(frames: readonly Buffer[]): void {
    this.#child.stdin.write(Buffer.concat(frames));
  }

  #take({ id, method, params }: Incoming): void {
    if (method !== undefined && id !== undefined) this.#send([frame({ id, result: this.#answer(params) })]);
    else if (method === undefined) this.#arrive(id);
    else if (method === 'textDocument/publishDiagnostics') this.#arrive(params?.uri);
  }

  /** Servers ask for settings; whatever else they ask for, nothing is there. */
  #answer(params: Incoming['params']): unknown {
    return params?.items?.map(({ section }) => this.#command.settings[section] ?? null) ?? null;
  }

  #arrive(key: number | string | undefined): void {
    if (key === undefined) return;
    this.#waiting.get(key)?.(this.#arrived);
    this.#waiting.delete(key);
  }
}

const notification = (name: string, params: unknown) => frame({ method: `textDocument/${name}`, params });

function frame(message: object): Buffer {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
