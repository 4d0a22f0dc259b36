import type {
  AlertRow,
  EpisodeSummary,
  LaneSummary,
  RetrainingMark,
  RunSummary,
} from '../protocol/simulation-messages.ts';
import type { AlertPages } from './alert-pages.ts';
import type { EventPlace } from './data-source.ts';
import { h } from './dom.ts';
import { formatCount, formatInstant, formatWithUnit } from './format.ts';
import { markIcon } from './marks.ts';
import type { Page } from './page.ts';
import { laneKey } from './state.ts';
import type { TableContent, TableRow } from './virtual-table.ts';
import { episodeDuration } from './words.ts';

/** The alerts of a run, `count` of them after filtering. */
export function alertsContent(
  page: Page,
  summary: RunSummary,
  pages: AlertPages,
  count: number,
): TableContent {
  return {
    name: 'alerts',
    label: 'Alerts',
    columns: ['Time (UTC)', 'Severity', 'Monitor', 'Model', 'Value', 'Message'],
    count,
    row: (index) => {
      const alert = pages.row(index);
      return alert && alertRow(page, summary.lanes[alert.lane], alert);
    },
  };
}

function alertRow(page: Page, lane: LaneSummary | undefined, alert: AlertRow): TableRow {
  const severity = h('span', { class: 'severity' }, markIcon(alert.severity), h('span', {}, alert.severity));
  const value = formatWithUnit(alert.value, lane?.unit ?? '');
  const { file, line } = alert;
  return {
    cells: [formatInstant(alert.time), severity, alert.monitor, alert.model, value, alert.message],
    ...going(page, lane, alert.time, { file, line }),
  };
}

/** What a row leads to: the event in the editor where there is one, else the instant in the chart. */
function going(page: Page, lane: LaneSummary | undefined, time: number, place: EventPlace) {
  const key = lane && laneKey(lane);
  const show = () => key && page.show(key, time);
  // Only points: bringing the lane into view would take the row out of it.
  const point = () => key && page.dispatch({ type: 'cursor', cursor: { time, lane: key } });
  const { openEvent } = page.source;
  return openEvent
    ? { action: 'open the event', activate: () => openEvent(place), select: point }
    : { action: 'show in the chart', activate: show, select: point };
}

/** The episodes of `lanes`, in order of time. */
export function episodesContent(
  page: Page,
  summary: RunSummary,
  lanes: readonly LaneSummary[],
): TableContent {
  const episodes = lanes
    .flatMap((lane) => lane.episodes.map((episode) => ({ lane, episode })))
    .sort((a, b) => a.episode.start - b.episode.start);
  return {
    name: 'episodes',
    label: 'Episodes',
    columns: ['Start (UTC)', 'End', 'Duration', 'Monitor', 'Model', 'Samples', 'Alerts', 'Peak'],
    count: episodes.length,
    row: (index) => {
      const entry = episodes[index];
      return entry && episodeRow(page, summary, entry.lane, entry.episode);
    },
  };
}

function episodeRow(page: Page, summary: RunSummary, lane: LaneSummary, episode: EpisodeSummary): TableRow {
  const { start, end, startEvent, count, alerts, peak } = episode;
  const cells = [
    formatInstant(start),
    end === undefined ? 'still firing' : formatInstant(end),
    episodeDuration(episode, summary.events.to).replace(', still firing', '+'),
    lane.id,
    lane.model,
    formatCount(count),
    formatCount(alerts),
    formatWithUnit(peak, lane.unit),
  ];
  return { cells, ...going(page, lane, start, { runId: summary.runId, event: startEvent }) };
}

/** Retraining requests; they belong to a model, so the chart shows them in its first lane. */
export function retrainingContent(
  page: Page,
  summary: RunSummary,
  requests: readonly RetrainingMark[],
): TableContent {
  return {
    name: 'retraining',
    label: 'Retraining requests',
    columns: ['Time (UTC)', 'Model', 'Policy', 'Reason'],
    count: requests.length,
    row: (index) => {
      const request = requests[index];
      if (!request) return undefined;
      const { time, model, policy, reason, event } = request;
      const lane = summary.lanes.find((candidate) => candidate.model === model);
      const cells = [formatInstant(time), model, policy, reason];
      return { cells, ...going(page, lane, time, { runId: summary.runId, event }) };
    },
  };
}
