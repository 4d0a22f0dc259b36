import { AbstractMessageWriter, type Message } from 'vscode-languageserver';

/** Where bytes go. */
export interface ByteSink {
  write(text: string, done: (error?: Error | null) => void): unknown;
  end(): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/**
 * Messages into a stream of bytes, each at once and in one piece. The writer of the protocol library puts head and body into two
 * writes, with a turn of the event loop before each message: whoever reads is woken twice, the first time for nothing.
 */
export class FrameWriter extends AbstractMessageWriter {
  readonly #sink: ByteSink;
  #failures = 0;

  constructor(sink: ByteSink) {
    super();
    this.#sink = sink;
    sink.on('error', (error) => this.fireError(error));
    sink.on('close', () => this.fireClose());
  }

  /** Resolves once the stream has taken the message. */
  write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    return new Promise((resolve, reject) => {
      this.#sink.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, (error) => {
        if (!error) return resolve();
        this.#failures += 1;
        this.fireError(error, message, this.#failures);
        reject(error);
      });
    });
  }

  end(): void {
    this.#sink.end();
  }
}
