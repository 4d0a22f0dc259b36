import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeLens } from 'vscode-languageserver-types';
import type { MonitorPlace } from '../language/service.ts';
import type { LaneSummary, RunSummary } from '../protocol/simulation-messages.ts';
import type { LastRun } from './simulations.ts';

/** Commands behind the lenses; clients implement both, or leave `simulate` to `workspace/executeCommand`. */
export const lensCommands = {
  simulate: 'driftscope.simulate',
  openPreview: 'driftscope.openPreview',
} as const;

/**
 * One lens to simulate all, and after a run one for each monitor with what it did.
 * @param hasPreview the client can open a preview; of others, a monitor's lens simulates again
 */
export function codeLenses(
  document: TextDocument,
  monitors: readonly MonitorPlace[],
  run: LastRun | undefined,
  hasPreview: boolean,
): CodeLens[] {
  const [first] = monitors;
  if (!first) return [];
  const { uri } = document;
  const simulate = { title: simulateTitle(run), command: lensCommands.simulate, arguments: [uri] };
  const open = (id: string) => ({ command: lensCommands.openPreview, arguments: [uri, id] });
  const own = monitors.flatMap(({ id, line }) => {
    const title = run && monitorTitle(id, run);
    const command = hasPreview ? open(id) : simulate;
    return title === undefined ? [] : [{ range: lineRange(line), command: { ...command, title } }];
  });
  return [{ range: lineRange(headLine(document, first.line)), command: simulate }, ...own];
}

const simulateTitle = (run: LastRun | undefined) =>
  run ? `▶ Simulate · ${alertsOf(run.summary.alertCount)}${outdated(run)}` : '▶ Simulate';

function monitorTitle(id: string, run: LastRun): string | undefined {
  const lanes = run.summary.lanes.filter((lane) => lane.id === id);
  return lanes.length === 0 ? undefined : `${laneTitle(lanes, run.summary)}${outdated(run)}`;
}

function laneTitle(lanes: readonly LaneSummary[], { events }: RunSummary): string {
  const alerts = lanes.reduce((sum, lane) => sum + lane.alerts, 0);
  const starts = lanes.flatMap(({ episodes }) => episodes.map(({ start }) => start));
  if (alerts > 0 && starts.length > 0) {
    return `${alertsOf(alerts)} · first ${timeOf(Math.min(...starts), events)}`;
  }
  if (lanes.every(({ status }) => status === 'no_data')) return 'no matching events';
  if (lanes.some(({ status }) => status === 'failed')) return 'failed';
  return lanes.every(({ strategies }) => strategies.length === 0) ? 'observes only' : 'no alerts';
}

const outdated = ({ isCurrent }: LastRun) => (isCurrent ? '' : ' (before the last edit)');

const alertsOf = (count: number) =>
  count === 1 ? '1 alert' : `${count === 0 ? 'no' : count.toLocaleString('en-US')} alerts`;

/** UTC, as the events have it; with the day when the events span more than one. */
function timeOf(ms: number, { from, to }: RunSummary['events']): string {
  const iso = new Date(ms).toISOString();
  const isOneDay = from !== undefined && to !== undefined && dayOf(from) === dayOf(to);
  return isOneDay ? iso.slice(11, 19) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

const dayOf = (ms: number) => Math.floor(ms / 86_400_000);

/** The line of the key `monitors` above the first monitor; of the monitor itself where the file is a bare list. */
function headLine(document: TextDocument, firstLine: number): number {
  const lines = document
    .getText({ start: { line: 0, character: 0 }, end: { line: firstLine, character: 0 } })
    .split('\n');
  const head = lines.findLastIndex((line) => /^\s*["']?monitors["']?\s*:/.test(line));
  return head === -1 ? firstLine : head;
}

const lineRange = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 0 } });
