import { CancellationToken, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';
import { canonical } from '../documents.ts';
import type { WorkspaceDiagnostics } from './workspace-diagnostics.ts';

export interface WorkspacePushOptions {
  readonly workspace: Pick<WorkspaceDiagnostics, 'reports'>;
  readonly isOpen: (uri: string) => boolean;
  readonly publish: (params: { uri: string; diagnostics: Diagnostic[] }) => void;
  readonly log: (message: string) => void;
}

/** Tells the problems of files that are not open, for clients that do not ask for them. What was told is not told again. */
export class WorkspacePush {
  readonly #options: WorkspacePushOptions;
  /** Files by their canonical address, and under which id their problems were told last. */
  readonly #told = new Map<string, { readonly uri: string; readonly value: string }>();
  #isUnderWay = false;
  #isOutdated = false;

  constructor(options: WorkspacePushOptions) {
    this.#options = options;
  }

  /** To be called when anything has changed; while files are being checked, they are checked once more afterwards. */
  async changed(): Promise<void> {
    this.#isOutdated = true;
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    while (this.#isOutdated) {
      this.#isOutdated = false;
      await this.#tellAll();
    }
    this.#isUnderWay = false;
  }

  /** What is told of an open document is another's business, and comes in the place of what was told here. */
  opened(uri: string): void {
    this.#told.delete(canonical(uri));
  }

  async #tellAll(): Promise<void> {
    const previousResultIds = [...this.#told.values()];
    try {
      const reports = this.#options.workspace.reports({ previousResultIds }, CancellationToken.None);
      for await (const report of reports) this.#tell(report);
    } catch (error) {
      this.#options.log(`checking the files of the workspace failed: ${error}`);
    }
  }

  #tell(report: WorkspaceDocumentDiagnosticReport): void {
    const { uri } = report;
    // It may have been opened since it was checked.
    if (report.kind === 'unchanged' || this.#options.isOpen(uri)) return;
    const isNews = report.items.length > 0 || this.#told.has(canonical(uri));
    if (isNews) this.#options.publish({ uri, diagnostics: report.items });
    if (report.resultId === undefined) this.#told.delete(canonical(uri));
    else this.#told.set(canonical(uri), { uri, value: report.resultId });
  }
}
