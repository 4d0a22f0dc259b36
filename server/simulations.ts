import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  SimulateParams,
  SimulateResult,
  SimulationFailure,
  SimulationStateParams,
} from '../protocol/lsp-messages.ts';
import type { PanelStatus } from '../protocol/panel-messages.ts';
import type { RunSummary } from '../protocol/simulation-messages.ts';
import { Debouncer } from './debouncer.ts';
import { restMs } from './diagnostics.ts';
import type { OpenDocuments } from './documents.ts';
import { type RunOrderSources, runOrderOf } from './run-orders.ts';
import { CancelledError, type SimulationClient } from './simulation-client.ts';

export interface SimulationsOptions {
  readonly documents: OpenDocuments;
  readonly client: SimulationClient;
  readonly orders: RunOrderSources;
  readonly readText: (uri: string) => Promise<string | undefined>;
  readonly tellState: (params: SimulationStateParams) => void;
  readonly tellRun: (uri: string, summary: RunSummary) => void;
}

/** What a finished run showed, and whether it is of the text as it is. */
export interface LastRun {
  readonly summary: RunSummary;
  readonly isCurrent: boolean;
}

interface Config {
  /** A preview shows it. */
  isShown: boolean;
  /** Event files that the user chose instead of the config's own. */
  events?: readonly string[] | undefined;
  underWay?: { readonly stop: AbortController; readonly done: Promise<unknown> };
  /** The last finished run, and the text it was made from. */
  last?: { readonly summary: RunSummary; readonly document: TextDocument; readonly text: string };
  /** What the last run was made of, but for the contents of the event files. */
  lastOrder?: string;
  /** URIs of the event files it read. */
  lastFiles?: readonly string[];
}

const cancelled: SimulationFailure = {
  ok: false,
  reason: 'cancelled',
  message: 'The simulation was cancelled, or a newer run has taken its place.',
};

/** Decides when which config is run, and remembers the last run of each. */
export class Simulations {
  readonly #options: SimulationsOptions;
  readonly #configs = new Map<string, Config>();
  readonly #debouncer = new Debouncer();
  #lastRunId = 0;

  constructor(options: SimulationsOptions) {
    this.#options = options;
  }

  /** Runs a config now. A run of it that is under way is given up. */
  run({ uri, events }: SimulateParams, signal?: AbortSignal): Promise<SimulateResult> {
    const config = this.#config(uri);
    config.events = events;
    delete config.lastOrder;
    return this.#supersede(uri, config, signal);
  }

  /** Gives up what is under way. */
  cancel(uri: string): void {
    this.#debouncer.cancel(uri);
    this.#configs.get(uri)?.underWay?.stop.abort();
  }

  preview(uri: string, isShown: boolean): void {
    const config = this.#config(uri);
    config.isShown = isShown;
    if (isShown) return;
    delete config.events;
    this.cancel(uri);
    this.#dropUnused(uri, config);
  }

  /** Runs a config that a preview shows again, once it has rested. */
  refresh(uri: string): void {
    const config = this.#configs.get(uri);
    if (!config?.isShown) return;
    this.#debouncer.schedule(uri, restMs, () => void this.#supersede(uri, config));
  }

  /** The same for all that previews show, which these files may be part of: as events, or by being included. */
  filesChanged(uris: readonly string[]): void {
    for (const [uri, config] of this.#configs) {
      if (config.lastFiles?.some((own) => uris.includes(own))) delete config.lastOrder;
      this.refresh(uri);
    }
  }

  /** Nothing is kept of a closed document, unless a preview shows it. */
  closed(uri: string): void {
    const config = this.#configs.get(uri);
    if (config) this.#dropUnused(uri, config);
  }

  /** The last run of an open document, once the one under way has ended. */
  async lastOf(document: TextDocument): Promise<LastRun | undefined> {
    await this.#configs.get(document.uri)?.underWay?.done;
    return this.lastKnown(document);
  }

  /** The same at once, as far as it is known. */
  lastKnown(document: TextDocument): LastRun | undefined {
    const last = this.#configs.get(document.uri)?.last;
    if (last?.document !== document) return undefined;
    // Not by version: an edit that was taken back leaves the text that was run.
    return { summary: last.summary, isCurrent: last.text === document.getText() };
  }

  /** No config is run or shown. */
  get isIdle(): boolean {
    return this.#configs.size === 0;
  }

  /** All runs were lost with their worker: what is shown is run again. */
  workerLost(): void {
    for (const [uri, config] of this.#configs) {
      delete config.lastOrder;
      this.refresh(uri);
    }
  }

  #config(uri: string): Config {
    const known = this.#configs.get(uri) ?? { isShown: false };
    this.#configs.set(uri, known);
    return known;
  }

  /** Drops a config that is neither open nor shown, once nobody waits for a run of it. */
  #dropUnused(uri: string, config: Config): void {
    if (config.isShown || config.underWay || this.#options.documents.get(uri)) return;
    this.#debouncer.cancel(uri);
    this.#configs.delete(uri);
    this.#options.client.forget(uri);
    if (this.#configs.size === 0) this.#options.client.stop();
  }

  #supersede(uri: string, config: Config, signal?: AbortSignal): Promise<SimulateResult> {
    this.#debouncer.cancel(uri);
    const stop = new AbortController();
    if (signal?.aborted) stop.abort();
    signal?.addEventListener('abort', () => stop.abort(), { once: true });
    const older = config.underWay;
    const done = this.#perform(uri, config, stop.signal).then((result) => {
      if (config.underWay?.stop !== stop) return result;
      delete config.underWay;
      if (stop.signal.aborted) this.#options.tellState({ uri, state: 'idle' });
      this.#dropUnused(uri, config);
      return result;
    });
    config.underWay = { stop, done };
    // After the newer one, so that the worker keeps reading the events that both want.
    older?.stop.abort();
    return done;
  }

  async #perform(uri: string, config: Config, signal: AbortSignal): Promise<SimulateResult> {
    const tell = (status: PanelStatus) => this.#options.tellState({ uri, ...status });
    const before = config.last;
    const result = await this.#attempt(uri, config, signal, tell);
    if (signal.aborted) return cancelled;
    if (result.ok && result.summary !== before?.summary) this.#options.tellRun(uri, result.summary);
    tell(result.ok ? { state: 'idle' } : { state: 'error', message: result.message });
    return result;
  }

  async #attempt(
    uri: string,
    config: Config,
    signal: AbortSignal,
    tell: (status: PanelStatus) => void,
  ): Promise<SimulateResult> {
    const { orders, client } = this.#options;
    try {
      const document = await this.#document(uri);
      if (!document) return { ok: false, reason: 'config', message: `${uri} cannot be read.` };
      const of = { document, text: document.getText() };
      const order = await runOrderOf(document, config.events, orders);
      if ('ok' in order) return order;
      const key = JSON.stringify({ ...order, lines: [...order.lines] });
      // A comment was edited, or another file: what is shown is still what this config does.
      if (config.last && key === config.lastOrder) {
        config.last = { ...config.last, ...of };
        return { ok: true, summary: config.last.summary };
      }
      if (signal.aborted) return cancelled;
      tell({ state: 'computing' });
      const onProgress = (done: number) => tell({ state: 'computing', done });
      this.#lastRunId += 1;
      const result = await client.call('run', { ...order, runId: this.#lastRunId }, { signal, onProgress });
      if (!result.ok || signal.aborted) return result;
      config.last = { summary: result.summary, ...of };
      config.lastOrder = key;
      config.lastFiles = [...order.events, ...order.references.flatMap((reference) => reference.uris)];
      return result;
    } catch (error) {
      if (error instanceof CancelledError) return cancelled;
      return { ok: false, reason: 'engine', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #document(uri: string): Promise<TextDocument | undefined> {
    const open = this.#options.documents.get(uri);
    if (open) return open;
    const text = await this.#options.readText(uri);
    return text === undefined ? undefined : TextDocument.create(uri, 'driftscope', 0, text);
  }
}
