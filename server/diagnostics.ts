import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import { Debouncer } from './debouncer.ts';
import { isCurrent, type OpenDocuments, snapshotOf } from './documents.ts';

export interface DiagnosticsOptions {
  readonly documents: OpenDocuments;
  readonly check: (document: TextDocument) => Promise<Diagnostic[]>;
  readonly publish: (params: { uri: string; version?: number; diagnostics: Diagnostic[] }) => void;
  readonly log: (message: string) => void;
}

/** How long the text must rest before it is checked, in milliseconds. */
export const restMs = 150;

/** Checks documents as they change. Only results for the text that the editor shows are ever told. */
export class Diagnostics {
  readonly #options: DiagnosticsOptions;
  readonly #debouncer = new Debouncer();
  /** Documents that were checked before; the first check of one need not wait. */
  readonly #known = new WeakSet<TextDocument>();

  constructor(options: DiagnosticsOptions) {
    this.#options = options;
  }

  /** Checks once the text has rested and publishes the result; for clients that are told. */
  push(document: TextDocument): void {
    this.#debouncer.schedule(document.uri, this.#delayFor(document), () => void this.#publish(document));
  }

  /** Checks once the text has rested; for clients that ask. Fails with "ask again" when it changed meanwhile. */
  async pull(uri: string): Promise<Diagnostic[]> {
    const document = this.#options.documents.get(uri);
    if (!document) return [];
    const before = snapshotOf(document);
    await rest(this.#delayFor(document));
    const diagnostics = isCurrent(this.#options.documents, before) && (await this.#check(document));
    if (diagnostics && isCurrent(this.#options.documents, before)) return diagnostics;
    throw new ResponseError(LSPErrorCodes.ServerCancelled, 'the text has changed', {
      retriggerRequest: true,
    });
  }

  closed(uri: string): void {
    this.#debouncer.cancel(uri);
    this.#options.publish({ uri, diagnostics: [] });
  }

  #delayFor(document: TextDocument): number {
    const delay = this.#known.has(document) ? restMs : 0;
    this.#known.add(document);
    return delay;
  }

  async #publish(document: TextDocument): Promise<void> {
    const { documents, publish } = this.#options;
    const before = snapshotOf(document);
    const diagnostics = await this.#check(document);
    if (!isCurrent(documents, before)) return;
    publish({ uri: document.uri, version: before.version, diagnostics });
  }

  /** A check that fails must not look like a document without problems. */
  async #check(document: TextDocument): Promise<Diagnostic[]> {
    try {
      return await this.#options.check(document);
    } catch (error) {
      this.#options.log(`checking ${document.uri} failed: ${error instanceof Error ? error.stack : error}`);
      const start = { line: 0, character: 0 };
      const message = 'Driftscope failed to check this file; its log says why.';
      return [{ range: { start, end: start }, source: 'driftscope', code: 'internal-error', message }];
    }
  }
}

const rest = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
