import type { FromPanel } from '../protocol/panel-messages.ts';

/** What each kind of message must hold for us to act on it. */
const checks: Readonly<Record<FromPanel['type'], (message: Fields) => boolean>> = {
  ready: (message) => hasNumbers(message, 'v'),
  range: (message) => hasQuestion(message, 'lane', 'from', 'to', 'width'),
  alerts: (message) => hasQuestion(message, 'from', 'count'),
  openEvent: (message) => typeof message['file'] === 'string' && hasNumbers(message, 'line'),
  openEventRow: (message) => hasNumbers(message, 'runId', 'event'),
  openMonitor: (message) => hasNumbers(message, 'line'),
  cancel: () => true,
};

/**
 * A message from the panel's page, or undefined for anything that is none: a page is another world, and may be one of
 * an older version.
 */
export function decodeFromPanel(message: unknown): FromPanel | undefined {
  if (!isFields(message) || typeof message['type'] !== 'string') return undefined;
  const { type } = message;
  const isKnown = Object.hasOwn(checks, type) && checks[type as FromPanel['type']](message);
  return isKnown ? (message as unknown as FromPanel) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const hasNumbers = (value: Fields, ...names: readonly string[]) =>
  names.every((name) => Number.isFinite(value[name]));

const hasQuestion = ({ question }: Fields, ...names: readonly string[]) =>
  isFields(question) && hasNumbers(question, 'runId', ...names);
