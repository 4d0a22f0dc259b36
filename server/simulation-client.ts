import type { Call, CallName, FromWorker, WorkerCalls, WorkerPort } from './worker-messages.ts';

/** The caller no longer wants the answer. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';

  constructor() {
    super('cancelled');
  }
}

export interface CallOptions {
  /** Ends the call with a {@link CancelledError}. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

export interface SimulationClientOptions {
  readonly startWorker: () => WorkerPort;
  /** How long a worker may go on with a cancelled call before it is replaced, in milliseconds (5000). */
  readonly patienceMs?: number;
  /** Called when a worker was lost, and all runs in it. */
  readonly onLost?: () => void;
}

interface PendingCall {
  readonly call: Call;
  readonly options: CallOptions;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The server's side of the simulation worker: typed calls with ids. The worker starts with the first call. One that
 * crashes fails the calls it had, and the next call gets a fresh one; one that does not heed a cancel is replaced,
 * and the calls that others wait for go to its successor.
 */
export class SimulationClient {
  readonly #options: SimulationClientOptions;
  readonly #pending = new Map<number, PendingCall>();
  /** Calls nobody waits for any more, by id, with the clock that runs out on the worker. */
  readonly #abandoned = new Map<number, ReturnType<typeof setTimeout>>();
  #port: WorkerPort | undefined;
  #lastId = 0;

  constructor(options: SimulationClientOptions) {
    this.#options = options;
  }

  /** Rejects with {@link CancelledError}, or with an error that says how the worker failed. */
  call<Name extends CallName>(
    name: Name,
    input: WorkerCalls[Name]['input'],
    options: CallOptions = {},
  ): Promise<WorkerCalls[Name]['answer']> {
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(new CancelledError());
    this.#lastId += 1;
    const id = this.#lastId;
    const call = { name, input } as Call;
    return new Promise((resolve, reject) => {
      const onAbort = () => this.#abandon(id);
      const settled = (settle: () => void) => {
        signal?.removeEventListener('abort', onAbort);
        settle();
      };
      this.#pending.set(id, {
        call,
        options,
        resolve: (answer) => settled(() => resolve(answer as WorkerCalls[Name]['answer'])),
        reject: (error) => settled(() => reject(error)),
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#connected().post({ type: 'call', id, call });
    });
  }

  /** Drops what the worker keeps of a config. */
  forget(uri: string): void {
    this.#port?.post({ type: 'forget', uri });
  }

  /** Drops the worker's sample of a config. */
  forgetSample(uri: string): void {
    this.#port?.post({ type: 'forgetSample', uri });
  }

  /** Ends the worker, and with it everything it keeps. Calls under way are cancelled. */
  stop(): void {
    this.#disconnect()?.terminate();
    this.#rejectAll(new CancelledError());
  }

  #connected(): WorkerPort {
    if (this.#port) return this.#port;
    const port = this.#options.startWorker();
    this.#port = port;
    port.onMessage((message) => {
      if (this.#port === port) this.#receive(message);
    });
    port.onCrash((error) => {
      if (this.#port === port) this.#crashed(error);
    });
    return port;
  }

  #receive(message: FromWorker): void {
    const { id } = message;
    const pending = this.#pending.get(id);
    if (message.type === 'progress') {
      pending?.options.onProgress?.(message.done);
      return;
    }
    clearTimeout(this.#abandoned.get(id));
    this.#abandoned.delete(id);
    this.#pending.delete(id);
    if (message.type === 'answer') pending?.resolve(message.answer);
    else pending?.reject(new Error(message.message));
  }

  #abandon(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    pending.reject(new CancelledError());
    this.#port?.post({ type: 'cancel', id });
    const clock = setTimeout(() => this.#replace(), this.#options.patienceMs ?? 5000);
    this.#abandoned.set(id, clock);
  }

  /** A worker that does not answer a cancel is busy with what nobody wants. */
  #replace(): void {
    this.#disconnect()?.terminate();
    if (this.#pending.size > 0) {
      const port = this.#connected();
      for (const [id, { call }] of this.#pending) port.post({ type: 'call', id, call });
    }
    this.#options.onLost?.();
  }

  #crashed(error: Error): void {
    this.#disconnect();
    this.#rejectAll(new Error(`The simulation ended unexpectedly: ${error.message}`));
    this.#options.onLost?.();
  }

  #disconnect(): WorkerPort | undefined {
    const port = this.#port;
    this.#port = undefined;
    for (const clock of this.#abandoned.values()) clearTimeout(clock);
    this.#abandoned.clear();
    return port;
  }

  #rejectAll(error: Error): void {
    const calls = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of calls) reject(error);
  }
}
