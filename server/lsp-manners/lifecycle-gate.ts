import { ErrorCodes, LSPErrorCodes } from 'vscode-languageserver';
import type { WireMessage } from './position-boundary.ts';

/** What becomes of a message of the client. */
export type Verdict =
  | 'pass'
  /** A notification out of turn. */
  | 'drop'
  | { readonly code: number; readonly message: string };

/** Holds a client to the order of things that LSP demands: `initialize` first, and nothing but `exit` after `shutdown`. */
export class LifecycleGate {
  #isInitialized = false;
  #isShutDown = false;

  get isShutDown(): boolean {
    return this.#isShutDown;
  }

  judge({ id, method }: WireMessage): Verdict {
    // Answers to our own requests, and the end, are always in order.
    if (method === undefined || method === 'exit') return 'pass';
    const verdict = this.#order(method);
    if (verdict === 'pass' || id !== undefined) return verdict;
    return 'drop';
  }

  #order(method: string): Verdict {
    if (this.#isShutDown) return { code: ErrorCodes.InvalidRequest, message: 'the server is shutting down' };
    if (method === 'shutdown') this.#isShutDown = this.#isInitialized;
    const isFirst = method === 'initialize';
    if (isFirst && this.#isInitialized) {
      return { code: ErrorCodes.InvalidRequest, message: 'the server is initialized already' };
    }
    if (isFirst) this.#isInitialized = true;
    if (this.#isInitialized) return 'pass';
    return { code: ErrorCodes.ServerNotInitialized, message: '`initialize` must come first' };
  }
}

/** The answer to a request that was cancelled before anybody began to work on it. */
export const cancelledAnswer = ({ id }: WireMessage) => ({
  jsonrpc: '2.0',
  id: id ?? null,
  error: { code: LSPErrorCodes.RequestCancelled, message: 'cancelled' },
});
