import type { WorkDoneProgressReporter } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import type { SimulationStateParams } from '../../protocol/lsp-messages.ts';

/** Shows how far simulations have come, in the form that LSP has for any long work. */
export class RunProgress {
  readonly #shown = new Map<string, WorkDoneProgressReporter>();

  /** Shows the simulation of a config while it runs. */
  async during<T>(uri: string, reporter: WorkDoneProgressReporter, run: () => Promise<T>): Promise<T> {
    this.#shown.set(uri, reporter);
    reporter.begin('Simulating', 0, nameOf(uri), true);
    try {
      return await run();
    } finally {
      if (this.#shown.get(uri) === reporter) this.#shown.delete(uri);
      reporter.done();
    }
  }

  /** Passes on what is going on with a config's simulation. */
  tell({ uri, ...status }: SimulationStateParams): void {
    if (status.state !== 'computing' || status.done === undefined) return;
    this.#shown.get(uri)?.report(status.done * 100);
  }
}

const nameOf = (uri: string) => Utils.basename(URI.parse(uri));
