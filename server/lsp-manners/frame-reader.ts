import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
} from 'vscode-languageserver';

/** Where bytes come from. */
export interface ByteSource {
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
}

const headEnd = '\r\n\r\n';

/**
 * Messages out of a stream of bytes, each handed on as soon as its last byte is there. The reader of the protocol library lets
 * each wait for a turn of the event loop, which weighs where answers take less than a millisecond.
 */
export class FrameReader extends AbstractMessageReader {
  readonly #source: ByteSource;
  #chunks: Buffer[] = [];
  #size = 0;
  /** How many bytes there must be before it makes sense to look at them: long messages come in many chunks. */
  #needed = 1;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  listen(callback: DataCallback): Disposable {
    const take = (chunk: Buffer) => this.#take(chunk, callback);
    this.#source.on('data', take);
    this.#source.on('error', (error) => this.fireError(error));
    this.#source.on('close', () => this.fireClose());
    return { dispose: () => void this.#source.off('data', take) };
  }

  #take(chunk: Buffer, callback: DataCallback): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= this.#needed) {
      const [first = chunk] = this.#chunks;
      const rest = this.#readOne(this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first, callback);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#size = rest.length;
    }
  }

  /** Reads the first message if it is complete; returns the bytes that are left. */
  #readOne(bytes: Buffer, callback: DataCallback): Buffer {
    const end = bytes.indexOf(headEnd);
    this.#needed = bytes.length + 1;
    if (end < 0) return bytes;
    const start = end + headEnd.length;
    const head = bytes.toString('latin1', 0, end);
    const length = /^content-length: *(\d+) *$/im.exec(head)?.[1];
    if (length === undefined) {
      this.fireError(new Error(`a message without Content-Length: ${head}`));
      return this.#rest(bytes, start);
    }
    const stop = start + Number(length);
    if (bytes.length < stop) {
      this.#needed = stop;
      return bytes;
    }
    const message = this.#parse(bytes.toString('utf8', start, stop));
    if (message) callback(message);
    return this.#rest(bytes, stop);
  }

  #rest(bytes: Buffer, from: number): Buffer {
    this.#needed = 1;
    return bytes.subarray(from);
  }

  #parse(body: string): Message | undefined {
    try {
      return JSON.parse(body) as Message;
    } catch (error) {
      this.fireError(error);
      return undefined;
    }
  }
}
