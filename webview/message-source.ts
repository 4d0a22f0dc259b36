import type { FromPanel, ToPanel } from '../protocol/panel-messages.ts';
import type { AlertsAnswer, RangeAnswer } from '../protocol/simulation-messages.ts';
import { alertsName, type DataSource, rangeName } from './data-source.ts';

/** Questions under way by name; one that is asked twice is sent once. */
class Pending<Answer> {
  readonly #asked = new Map<string, { promise: Promise<Answer>; resolve: (answer: Answer) => void }>();

  ask(name: string, send: () => void): Promise<Answer> {
    const known = this.#asked.get(name);
    if (known) return known.promise;
    let resolve: (answer: Answer) => void = () => {};
    const promise = new Promise<Answer>((done) => {
      resolve = done;
    });
    this.#asked.set(name, { promise, resolve });
    send();
    return promise;
  }

  settle(name: string, answer: Answer): void {
    this.#asked.get(name)?.resolve(answer);
    this.#asked.delete(name);
  }

  /** The run that was asked about is gone: nobody will answer. */
  forget(): void {
    this.#asked.clear();
  }
}

/** A source that asks the extension by messages; `receive` must be given every message that arrives. */
export function messageSource(post: (message: FromPanel) => void): DataSource & {
  receive(message: ToPanel): void;
} {
  const ranges = new Pending<RangeAnswer>();
  const alerts = new Pending<AlertsAnswer>();
  let shownRun: number | undefined;
  return {
    range: (question) => ranges.ask(rangeName(question), () => post({ type: 'range', question })),
    alerts: (question) => alerts.ask(alertsName(question), () => post({ type: 'alerts', question })),
    openEvent: (place) =>
      post('file' in place ? { type: 'openEvent', ...place } : { type: 'openEventRow', ...place }),
    openMonitor: (line) => post({ type: 'openMonitor', line }),
    cancel: () => post({ type: 'cancel' }),
    receive: (message) => {
      if (message.type === 'range') ranges.settle(rangeName(message.answer), message.answer);
      if (message.type === 'alerts') alerts.settle(alertsName(message.answer), message.answer);
      // The same run may be told twice, and what was asked of it is still on its way.
      if (message.type !== 'run' || message.summary.runId === shownRun) return;
      shownRun = message.summary.runId;
      ranges.forget();
      alerts.forget();
    },
  };
}
