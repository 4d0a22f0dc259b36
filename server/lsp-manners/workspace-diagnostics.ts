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

/** The problems of a file, and whether they rest on another one. */
export interface Checked {
  readonly items: Diagnostic[];
  readonly dependsOn: (uri: string) => boolean;
}

export interface WorkspaceDiagnosticsOptions {
  readonly listFiles: () => Promise<readonly string[]>;
  readonly readText: (uri: string) => Promise<string | undefined>;
  readonly isOpen: (uri: string) => boolean;
  readonly check: (document: TextDocument) => Promise<Checked>;
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
  /** Under which id the problems of a file were told last, and what they rest on; files that may have others by now are not in it. */
  readonly #sure = new Map<string, { readonly resultId: string } & Pick<Checked, 'dependsOn'>>();
  /** Counts edits and changes; `#changes` only what has been told of them. */
  #events = 0;
  #changes = 0;
  /** The last complete answer: its ids by file, and how many changes had come before it. */
  #told: { readonly changes: number; readonly ids: ReadonlyMap<string, string> } | undefined;

  constructor(options: WorkspaceDiagnosticsOptions) {
    this.#options = options;
  }

  /** Files or settings have changed, or a document was opened or closed. */
  changed(): void {
    this.#events += 1;
    this.#sure.clear();
    this.#wake();
  }

  /** The text of an open file has changed. */
  edited(uri: string): void {
    this.#events += 1;
    for (const [file, { dependsOn }] of this.#sure) if (dependsOn(uri)) this.#sure.delete(file);
    this.#debouncer.schedule('', restMs, () => this.#wake());
  }

  #wake(): void {
    this.#changes += 1;
    for (const wake of this.#waiting) wake();
    this.#options.hasChanged();
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
      const report = isOpen(uri) ? undefined : await this.#report(uri, known.get(canonical(uri)));
      failWhenCancelled(token);
      if (!report?.resultId) continue;
      ids.set(canonical(uri), report.resultId);
      yield report;
    }
    const gone = previousResultIds.filter(({ uri }) => !ids.has(canonical(uri)) && !isOpen(uri));
    for (const { uri } of gone) yield { kind: 'full', uri, version: null, items: [] };
    this.#told = { changes, ids };
  }

  /** Undefined for a file that cannot be read. */
  async #report(uri: string, knownId = ''): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
    const { check, readText, hearsOfChanges } = this.#options;
    const unchanged = { kind: 'unchanged', uri, version: null, resultId: knownId } as const;
    if (hearsOfChanges() && this.#sure.get(canonical(uri))?.resultId === knownId) return unchanged;
    const before = this.#events;
    const text = await readText(uri);
    if (text === undefined) return undefined;
    const { items, dependsOn } = await check(TextDocument.create(uri, 'driftscope', 0, text));
    const resultId = digestOf(items);
    if (before === this.#events) this.#sure.set(canonical(uri), { resultId, dependsOn });
    return knownId === resultId ? unchanged : { kind: 'full', uri, version: null, resultId, items };
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
