import type { AlertRow, AlertsAnswer, AlertsQuestion } from '../protocol/simulation-messages.ts';

const pageRows = 200;
const mostPages = 40;

/** Rows of the alert table as they are needed, page by page; the pages used last are kept. */
export class AlertPages {
  readonly #ask: (question: AlertsQuestion) => Promise<AlertsAnswer>;
  readonly #onPage: () => void;
  readonly #pages = new Map<number, readonly AlertRow[]>();
  readonly #asked = new Set<number>();
  #question: { runId: number; lanes?: readonly number[] } | undefined;

  /** @param onPage called when rows have arrived that were asked for before */
  constructor(ask: (question: AlertsQuestion) => Promise<AlertsAnswer>, onPage: () => void) {
    this.#ask = ask;
    this.#onPage = onPage;
  }

  /** Turns to another run or other lanes and forgets all rows; undefined lanes mean all. */
  reset(runId: number, lanes: readonly number[] | undefined): void {
    this.#question = lanes ? { runId, lanes } : { runId };
    this.#pages.clear();
    this.#asked.clear();
  }

  /** Row `index`, or undefined when it is still on its way. */
  row(index: number): AlertRow | undefined {
    const page = Math.floor(index / pageRows);
    const rows = this.#pages.get(page);
    if (!rows) void this.#fetch(page);
    return rows?.[index % pageRows];
  }

  async #fetch(page: number): Promise<void> {
    const question = this.#question;
    if (!question || this.#asked.has(page)) return;
    this.#asked.add(page);
    const answer = await this.#ask({ ...question, from: page * pageRows, count: pageRows });
    if (question !== this.#question) return;
    this.#asked.delete(page);
    this.#pages.set(page, answer.rows);
    this.#dropOldest();
    this.#onPage();
  }

  #dropOldest(): void {
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > mostPages && oldest !== undefined) this.#pages.delete(oldest);
  }
}
