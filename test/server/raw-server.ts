import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

export interface RawMessage {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A server process and nothing between: sends what no client library would. */
export class RawServer {
  readonly process: ChildProcessWithoutNullStreams;
  readonly exited: Promise<number | null>;
  readonly #messages: RawMessage[] = [];
  #wake: () => void = () => {};
  #buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.process = spawn(process.execPath, [path, '--stdio'], { stdio: 'pipe' });
    this.exited = new Promise((resolve) => {
      this.process.once('exit', resolve);
    });
    this.process.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  send(message: RawMessage): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  /** Sends several messages in one piece, so that the server has them all before it begins with the first. */
  sendTogether(...messages: RawMessage[]): void {
    this.process.stdin.cork();
    for (const message of messages) this.send(message);
    this.process.stdin.uncork();
  }

  async answer(id: number): Promise<RawMessage> {
    for (;;) {
      const found = this.#messages.find((message) => message.id === id && message.method === undefined);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  request(id: number, method: string, params: unknown = {}): Promise<RawMessage> {
    this.send({ id, method, params });
    return this.answer(id);
  }

  initialize(params: object = {}): Promise<RawMessage> {
    return this.request(0, 'initialize', { processId: null, rootUri: null, capabilities: {}, ...params });
  }

  /** The parameters of every message of this method so far. */
  told<T>(method: string): T[] {
    return this.#messages.filter((message) => message.method === method).map(({ params }) => params as T);
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }

  #receive(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const head = this.#buffer.indexOf('\r\n\r\n');
      const length = Number(
        /Content-Length: (\d+)/.exec(this.#buffer.toString('latin1', 0, Math.max(0, head)))?.[1],
      );
      const end = head + 4 + length;
      if (head < 0 || this.#buffer.length < end) return;
      const message: RawMessage = JSON.parse(this.#buffer.toString('utf8', head + 4, end));
      this.#messages.push(message);
      // Requests of the server are agreed to.
      if (message.method !== undefined && message.id !== undefined)
        this.send({ id: message.id, result: null });
      this.#buffer = this.#buffer.subarray(end);
      this.#wake();
    }
  }
}
