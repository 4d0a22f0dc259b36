import { type PanelStatus, panelProtocol, type ToPanel } from '../protocol/panel-messages.ts';
import type { AlertsAnswer, RangeAnswer, RunSummary } from '../protocol/simulation-messages.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isText = (value: unknown): value is string => typeof value === 'string';
const isListOf = (value: unknown, isItem: (item: unknown) => boolean) =>
  Array.isArray(value) && value.every(isItem);
const isNumberOrNull = (value: unknown) => value === null || isNumber(value);

/**
 * A message from the extension, or undefined for anything else: other scripts may post to the page, and a panel that
 * was restored may face an extension of another version.
 */
export function decodeToPanel(message: unknown): ToPanel | undefined {
  if (!isFields(message)) return undefined;
  const { type, v, summary, status, answer } = message;
  if (type === 'run' && v === panelProtocol && isSummary(summary)) return { type, v, summary };
  if (type === 'status' && isStatus(status)) return { type, status };
  if (type === 'range' && isRange(answer)) return { type, answer };
  if (type === 'alerts' && isAlerts(answer)) return { type, answer };
  return undefined;
}

/** True for a run of another protocol version, which the page must say instead of showing nothing. */
export function isOtherVersion(message: unknown): boolean {
  return isFields(message) && message['type'] === 'run' && message['v'] !== panelProtocol;
}

/** True when `value` has the parts of a summary that drawing relies on. */
export function isSummary(value: unknown): value is RunSummary {
  if (!isFields(value) || !isNumber(value['runId']) || !isText(value['title'])) return false;
  const events = value['events'];
  const hasEvents = isFields(events) && isNumber(events['read']) && isListOf(events['problems'], isFields);
  const lists = isListOf(value['lanes'], isLane) && isListOf(value['retraining'], isFields);
  return hasEvents && lists && isListOf(value['failures'], isFields) && isText(value['hash']);
}

function isLane(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { id, model, strategies, episodes } = value;
  return isText(id) && isText(model) && isListOf(strategies, isText) && isListOf(episodes, isFields);
}

function isStatus(value: unknown): value is PanelStatus {
  if (!isFields(value)) return false;
  const { state, message } = value;
  return state === 'idle' || state === 'computing' || (state === 'error' && isText(message));
}

function isRange(value: unknown): value is RangeAnswer {
  if (!isFields(value)) return false;
  const { runId, lane, from, to, time, states, alerts } = value;
  if (![runId, lane, from, to].every(isNumber) || !isListOf(time, isNumber)) return false;
  const length = (time as number[]).length;
  const columns = [value['value'], value['lower'], value['upper']];
  const areColumns = columns.every(
    (column) => isListOf(column, isNumberOrNull) && (column as unknown[]).length === length,
  );
  return areColumns && isListOf(states, isFields) && isListOf(alerts, isFields);
}

function isAlerts(value: unknown): value is AlertsAnswer {
  return (
    isFields(value) &&
    isNumber(value['runId']) &&
    isNumber(value['from']) &&
    isListOf(value['rows'], isFields)
  );
}
