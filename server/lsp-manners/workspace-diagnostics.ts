import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import { failWhenCancelled } from '../current-answer.ts';
import { Debouncer } from '../debouncer.ts';
import { canonical } from '../documents.ts';

export interface WorkspaceDiagnosticsOptions {
  readonly listFiles: () => Promise<readonly string[]>;
  readonly readText: (uri: string) => Promise<string | undefined>;
  readonly isOpen: (uri: string) => boolean;
  readonly check: (document: TextDocument) => Promise<Diagnostic[]>;
  /** Whether changes on the disk are told; without that, nobody may be kept waiting for one. */
  readonly hearsOfChanges: () => boolean;
  /** Called after each change that answers may differ by. */
  readonly hasChanged: () => void;
}

/** How long the texts in the editor must rest before files that may include them are checked again, in milliseconds. */
const restMs = 1000;

/**
 * The problems of all files that are not open, for clients that ask for them. Some ask again as soon as they have an
 * answer; one who has all there is to know waits until something has changed.
 */
export class WorkspaceDiagnostics {
  readonly #options: WorkspaceDiagnosticsOptions;
  readonly #debouncer = new Debouncer();
  readonly #waiting = new Set<() => void>();
  #changes = 0;
  /** The last complete answer: its ids by file, and how many changes had come before it. */
  #told: { readonly changes: number; readonly ids: ReadonlyMap<string, string> } | undefined;

  constructor(options: WorkspaceDiagnosticsOptions) {
    this.#options = options;
  }

  /** Files or settings have changed, or a document was opened or closed. */
  changed(): void {
    this.#changes += 1;
    for (const wake of this.#waiting) wake();
    this.#options.hasChanged();
  }

  /** A text in the editor has changed. */
  edited(): void {
    this.#debouncer.schedule('', restMs, () => this.changed());
  }

  /** Reports file by file. Ends by failing when the request is cancelled. */
  async *reports(
    { previousResultIds }: Pick<WorkspaceDiagnosticParams, 'previousResultIds'>,
    token: CancellationToken,
  ): AsyncGenerator<WorkspaceDocumentDiagnosticReport> {
    const { isOpen, listFiles } = this.#options;
    const known = new Map(previousResultIds.map(({ uri, value }) => [canonical(uri), value]));
    if (this.#knowsAll(known)) await this.#change(token);
    failWhenCancelled(token);
    const changes = this.#changes;
    const ids = new Map<string, string>();
    for (const uri of await listFiles()) {
      const items = isOpen(uri) ? undefined : await this.#check(uri);
      failWhenCancelled(token);
      if (!items) continue;
      const resultId = digestOf(items);
      ids.set(canonical(uri), resultId);
      yield known.get(canonical(uri)) === resultId
        ? { kind: 'unchanged', uri, version: null, resultId }
        : { kind: 'full', uri, version: null, resultId, items };
    }
    const gone = previousResultIds.filter(({ uri }) => !ids.has(canonical(uri)) && !isOpen(uri));
    for (const { uri } of gone) yield { kind: 'full', uri, version: null, items: [] };
    this.#told = { changes, ids };
  }

  async #check(uri: string): Promise<Diagnostic[] | undefined> {
    const text = await this.#options.readText(uri);
    return text === undefined
      ? undefined
      : this.#options.check(TextDocument.create(uri, 'driftscope', 0, text));
  }

  #knowsAll(known: ReadonlyMap<string, string>): boolean {
    const told = this.#told;
    if (!told || told.changes !== this.#changes || !this.#options.hearsOfChanges()) return false;
    return [...told.ids].every(([uri, id]) => known.get(uri) === id);
  }

  /** Until something changes or the request is cancelled. */
  #change(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        listener.dispose();
        resolve();
      };
      const listener = token.onCancellationRequested(wake);
      this.#waiting.add(wake);
      if (token.isCancellationRequested) wake();
    });
  }
}

/** FNV-1a of the diagnostics as text: equal ones have equal ids, and different ones hardly ever. */
function digestOf(items: readonly Diagnostic[]): string {
  const text = JSON.stringify(items);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length}-${hash >>> 0}`;
}
