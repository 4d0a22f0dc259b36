import { jsonLinePieces } from '../../core/simulate/json-pieces.ts';
import { isoTime } from '../../core/simulate/result-document.ts';
import type { BatchOutcome } from '../../core/simulate/simulation.ts';

/** What `simulate --format ndjson` prints for a batch: alerts and retraining requests in order, one a line, in pieces. */
export const alertPieces = (outcome: BatchOutcome): Iterable<string> => jsonLinePieces(lines(outcome));

/** A request follows the alert that led to it. */
function* lines({ alerts, retraining }: BatchOutcome): Generator<object> {
  const requests = retraining[Symbol.iterator]();
  let next = requests.next();
  for (const alert of alerts) {
    for (; next.done !== true && next.value.event < alert.event; next = requests.next())
      yield line('retrain_requested', next.value);
    yield line('alert', alert);
  }
  for (; next.done !== true; next = requests.next()) yield line('retrain_requested', next.value);
}

const line = <T extends { readonly time: number }>(type: string, item: T) => ({
  type,
  ...item,
  time: isoTime(item.time),
});
