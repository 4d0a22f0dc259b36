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

/** How long the text must rest before something costly is done with it, in milliseconds. */
export const restMs = 150;

/** Edits that come in one burst, as those of a paste or of several cursors, are this close together, in milliseconds. */
const burstMs = 4;

/** A report on a document; `unchanged` when the client has it already, under the id it was given with it. */
export type DiagnosticReport =
  | { readonly kind: 'full'; readonly resultId: string; readonly items: Diagnostic[] }
  | { readonly kind: 'unchanged'; readonly resultId: string };

/** Checks documents as they change. Only results for the text that the editor shows are ever told. */
export class Diagnostics {
  readonly #options: DiagnosticsOptions;
  readonly #debouncer = new Debouncer();
  /** What a check of a document takes, in milliseconds: the less of the last two, since any may be held up by others. */
  readonly #costs = new WeakMap<TextDocument, { readonly last: number; readonly usual: number }>();
  /** What was last told of a document: under which id to clients that ask, of which version to others. */
  readonly #told = new WeakMap<TextDocument, { readonly as: string | number; readonly said: string }>();
  #reports = 0;

  constructor(options: DiagnosticsOptions) {
    this.#options = options;
  }

  /** Checks once the text has rested and publishes the result, if it is news; for clients that are told. */
  push(document: TextDocument): void {
    this.#debouncer.schedule(document.uri, this.#delayFor(document), () => void this.#publish(document));
  }

  /** Checks once the text has rested; for clients that ask. Fails with "ask again" when it changed meanwhile. */
  async pull(uri: string, previousResultId?: string): Promise<DiagnosticReport> {
    const document = this.#options.documents.get(uri);
    if (!document) return { kind: 'full', resultId: '', items: [] };
    const before = snapshotOf(document);
    await rest(this.#delayFor(document));
    const diagnostics = isCurrent(this.#options.documents, before) && (await this.#check(document));
    if (diagnostics && isCurrent(this.#options.documents, before))
      return this.#report(document, diagnostics, previousResultId);
    throw new ResponseError(LSPErrorCodes.ServerCancelled, 'the text has changed', {
      retriggerRequest: true,
    });
  }

  closed(uri: string): void {
    this.#debouncer.cancel(uri);
    this.#options.publish({ uri, diagnostics: [] });
  }

  /**
   * A document is checked at once, but for the rest of a burst; one that takes long must have rested for a part of that
   * time, so that checks never fall behind the typing.
   */
  #delayFor(document: TextDocument): number {
    const cost = this.#costs.get(document);
    return cost ? Math.min(restMs, Math.max(burstMs, cost.usual / 4)) : 0;
  }

  #report(document: TextDocument, items: Diagnostic[], previousResultId?: string): DiagnosticReport {
    const said = JSON.stringify(items);
    if (previousResultId !== undefined && this.#isTold(document, previousResultId, said))
      return { kind: 'unchanged', resultId: previousResultId };
    this.#reports += 1;
    const resultId = String(this.#reports);
    this.#told.set(document, { as: resultId, said });
    return { kind: 'full', resultId, items };
  }

  #isTold(document: TextDocument, as: string | number, said: string): boolean {
    const told = this.#told.get(document);
    return told?.as === as && told.said === said;
  }

  async #publish(document: TextDocument): Promise<void> {
    const { documents, publish } = this.#options;
    const before = snapshotOf(document);
    const diagnostics = await this.#check(document);
    const { version } = before;
    const said = JSON.stringify(diagnostics);
    if (!isCurrent(documents, before) || this.#isTold(document, version, said)) return;
    this.#told.set(document, { as: version, said });
    publish({ uri: document.uri, version, diagnostics });
  }

  /** A check that fails must not look like a document without problems. */
  async #check(document: TextDocument): Promise<Diagnostic[]> {
    const start = performance.now();
    try {
      return await this.#options.check(document);
    } catch (error) {
      this.#options.log(`checking ${document.uri} failed: ${error instanceof Error ? error.stack : error}`);
      const start = { line: 0, character: 0 };
      const message = 'Driftscope failed to check this file; its log says why.';
      return [{ range: { start, end: start }, source: 'driftscope', code: 'internal-error', message }];
    } finally {
      const cost = performance.now() - start;
      const { last = cost } = this.#costs.get(document) ?? {};
      this.#costs.set(document, { last: cost, usual: Math.min(cost, last) });
    }
  }
}

const rest = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
