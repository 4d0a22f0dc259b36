import type { PanelStatus } from '../protocol/panel-messages.ts';
import type { RunSummary } from '../protocol/simulation-messages.ts';

/** What is known of a config's simulation. */
export interface ConfigRun {
  readonly summary?: RunSummary;
  readonly status: PanelStatus;
}

const nothing: ConfigRun = { status: { state: 'idle' } };

/** The newest run and state of every config, as the server told them. */
export class Runs {
  readonly #configs = new Map<string, ConfigRun>();
  #last: RunSummary | undefined;

  of(uri: string): ConfigRun {
    return this.#configs.get(uri) ?? nothing;
  }

  /** The run that finished last, of whatever config. */
  get last(): RunSummary | undefined {
    return this.#last;
  }

  finished(uri: string, summary: RunSummary): void {
    this.#last = summary;
    this.#configs.set(uri, { ...this.of(uri), summary });
  }

  status(uri: string, status: PanelStatus): void {
    this.#configs.set(uri, { ...this.of(uri), status });
  }

  forget(uri: string): void {
    this.#configs.delete(uri);
  }
}
