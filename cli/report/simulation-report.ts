import pc from 'picocolors';
import { chunkLength } from '../../core/simulate/growing-column.ts';
import type { LongList } from '../../core/simulate/long-list.ts';
import type { Alert, Episode, LaneResult, RetrainingRequest } from '../../core/simulate/run-result.ts';
import { formatDuration } from '../../core/spec/duration.ts';
import type { FinishedRun } from '../../engine/run-plan.ts';
import { costsRow } from '../../events/read-events.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** Rows shown of each list before "and N more". */
const shownRows = 10;

interface Frame {
  readonly title: string;
  readonly files: readonly string[];
  readonly color: boolean;
  readonly reportPath?: string | undefined;
}

/** The run for people: what was read, each monitor, episodes, first alerts, requests for retraining. */
export function simulationPretty(finished: FinishedRun, frame: Frame): string {
  const { run, hash, events } = finished;
  const clock = clockFor(finished);
  const { bold, dim, yellow } = pc.createColors(frame.color);
  const paint = severityPaint(frame.color);
  const hasModels = new Set(run.monitors.map(({ model }) => model)).size > 1;
  const sections = [
    `${bold(printable(frame.title))} on ${frame.files.map(printable).join(', ')}\n${eventsLine(events, clock)}`,
    ...problems(events, yellow),
    section(bold('Monitors'), monitorTable(run.monitors, dim)),
    section(
      bold('Episodes'),
      list(episodesOf(run), episodeRow(clock, paint, hasModels), 'none', [2, hasModels ? 7 : 6]),
    ),
    section(
      bold(`Alerts: ${count(run.alertIndex.length)}`),
      list(run.alertIndex, alertRow(clock, paint, dim, hasModels), 'none'),
    ),
    section(bold('Retraining'), list(run.requests, retrainingRow(clock), 'not requested')),
    ...delayLines(run),
    ...run.failures.map(({ monitor, message }) => yellow(`monitor ${monitor} failed: ${printable(message)}`)),
    dim(`run ${hash}${frame.reportPath ? `, report in ${frame.reportPath}` : ''}`),
  ];
  return `${sections.join('\n\n')}\n`;
}

const section = (title: string, body: string) => `${title}\n${body}`;

const count = (value: number) => value.toLocaleString('en');

const plural = (value: number, word: string) => `${count(value)} ${word}${value === 1 ? '' : 's'}`;

function eventsLine({ read, skipped, outOfOrder, from, to }: FinishedRun['events'], clock: Clock): string {
  const parts = [plural(read, 'event')];
  if (skipped > 0) parts.push(`${count(skipped)} skipped`);
  if (outOfOrder > 0) parts.push(`${plural(outOfOrder, 'step')} back in time`);
  if (from !== undefined && to !== undefined) {
    parts.push(`${clock(from)} to ${endOf(from, to, clock)} UTC (${formatDuration(to - from)})`);
  }
  return parts.join(', ');
}

/** The end of a span, without the day where it is that of the beginning. */
function endOf(from: number, to: number, clock: Clock): string {
  const isSameDay = clock(from).slice(0, 10) === clock(to).slice(0, 10);
  return isSameDay ? clock(to).slice(11) : clock(to);
}

/** What was said of files, then the rows that were skipped. */
function problems(
  { problems: found, skipped }: FinishedRun['events'],
  yellow: (text: string) => string,
): string[] {
  const notes = found
    .filter((problem) => !costsRow(problem))
    .map(({ message }) => yellow(`Note: ${printable(message)}`));
  if (skipped === 0) return notes.length > 0 ? [notes.join('\n')] : [];
  const rows = found
    .filter(costsRow)
    .slice(0, 5)
    .map(({ file, line, message }) => `  ${printable(file)}:${line}  ${printable(message)}`);
  return [...notes, [yellow(`Skipped ${count(skipped)}`), ...rows, ...more(skipped, rows.length)].join('\n')];
}

function monitorTable(lanes: readonly LaneResult[], dim: (text: string) => string): string {
  const head = [
    'monitor',
    'model',
    'metric',
    'samples',
    'min',
    'max',
    'alerts',
    'episodes',
    'at the end',
  ].map(dim);
  const rows = lanes.map((lane) => [
    lane.id,
    printable(lane.model),
    printable(lane.metric),
    count(lane.samples),
    quantity(lane.min),
    quantity(lane.max),
    count(lane.lists.alerts.length),
    count(lane.lists.episodes.length),
    lane.status.replace('_', ' '),
  ]);
  return table([head, ...rows], [3, 4, 5, 6, 7]);
}

type Paint = (severity: string) => string;

function severityPaint(color: boolean): Paint {
  const { red, yellow, cyan } = pc.createColors(color);
  const paints: Readonly<Record<string, Paint>> = { critical: red, warning: yellow, info: cyan };
  return (severity) => (paints[severity] ?? String)(severity);
}

interface ShownEpisode {
  readonly lane: LaneResult;
  readonly episode: Episode;
}

/** The first episodes of all lanes. Of a lane, those that began first are among those it had first. */
function episodesOf({ monitors }: FinishedRun['run']): Listed<ShownEpisode> {
  const firsts = monitors.flatMap((lane) => {
    const { episodes } = lane.lists;
    return Array.from({ length: Math.min(episodes.length, chunkLength) }, (_, at) => ({
      lane,
      episode: episodes.at(at),
    }));
  });
  firsts.sort((a, b) => a.episode.start - b.episode.start);
  return {
    length: monitors.reduce((sum, { lists }) => sum + lists.episodes.length, 0),
    at: (position) => firsts[position] as ShownEpisode,
  };
}

const episodeRow =
  (clock: Clock, paint: Paint, hasModels: boolean) =>
  ({ lane, episode }: ShownEpisode): string[] => [
    clock(episode.start),
    `to ${episode.end === undefined ? 'the end' : endOf(episode.start, episode.end, clock)}`,
    lasting(episode),
    paint(lane.severity),
    lane.id,
    ...(hasModels ? [printable(lane.model)] : []),
    'peak',
    quantity(episode.peak),
    plural(episode.count, 'breaching sample'),
  ];

const lasting = ({ start, end }: Episode) => (end === undefined ? '' : formatDuration(end - start));

const alertRow =
  (clock: Clock, paint: Paint, dim: (text: string) => string, hasModels: boolean) =>
  ({ time, severity, monitor, model, message, file, line }: Alert): string[] => [
    clock(time),
    paint(severity),
    monitor,
    ...(hasModels ? [printable(model)] : []),
    printable(message),
    dim(line > 0 ? `${printable(file)}:${line}` : printable(file)),
  ];

const retrainingRow =
  (clock: Clock) =>
  ({ time, policy, model, reason }: RetrainingRequest): string[] => [
    clock(time),
    policy,
    printable(model),
    printable(reason),
  ];

/** Monitors that poll too slowly for their samples: by how much their alerts come late, and what they never saw. */
const delayLines = ({ runtime }: FinishedRun['run']) => [
  ...runtime.delays.map(
    ({ monitor, model, delayed, max_ms }) =>
      `Late: ${monitor} on ${printable(model)} takes ${plural(delayed, 'sample')} up to ${formatDuration(max_ms)} after the event`,
  ),
  ...runtime.losses.map(({ monitor, model, dropped, unsampled }) => {
    const parts = [
      ...(dropped > 0 ? [`${plural(dropped, 'event')} beyond \`bus_capacity\``] : []),
      ...(unsampled > 0 ? [`${plural(unsampled, 'snapshot')} between two of \`sampling_interval\``] : []),
    ];
    return `Lost: ${monitor} on ${printable(model)} never saw ${parts.join(' and ')}`;
  }),
];

type Listed<T> = Pick<LongList<T>, 'length' | 'at'>;

/** The first items of a list as rows, and how many more there are; of a long run, no more is kept than the first. */
function list<T>(
  items: Listed<T>,
  row: (item: T) => readonly string[],
  none: string,
  right: readonly number[] = [],
): string {
  if (items.length === 0) return `  ${none}`;
  return [table(firstOf(items).map(row), right), ...more(items.length, shownRows)].join('\n');
}

const more = (total: number, shown: number) => (total > shown ? [`  and ${count(total - shown)} more`] : []);

/** How a time is shown. */
type Clock = (time: number) => string;

/** `2026-03-02 08:18:05`, in UTC; with milliseconds, `08:18:05.250`, where the times of the events have them. */
function clockFor({ run, events: { from = 0, to = 0 } }: FinishedRun): Clock {
  const times = [from, to, ...firstOf(run.alertIndex).map(({ time }) => time)];
  for (const { episode } of firstOf(episodesOf(run))) times.push(episode.start, episode.end ?? 0);
  const length = times.some((time) => time % 1000 !== 0) ? 23 : 19;
  return (time) => new Date(time).toISOString().slice(0, length).replace('T', ' ');
}

/** What is shown of a list. */
const firstOf = <T>(items: Listed<T>): T[] =>
  Array.from({ length: Math.min(items.length, shownRows) }, (_, at) => items.at(at));

/** A number in at most five significant digits; nothing for no value. */
function quantity(value: number): string {
  if (!Number.isFinite(value)) return '';
  const short = Number(value.toPrecision(5));
  return Math.abs(short) >= 1e6 || (short !== 0 && Math.abs(short) < 1e-4)
    ? short.toExponential()
    : String(short);
}
