import type { LaneSummary, RunSummary } from '../protocol/simulation-messages.ts';
import { escapeHtml } from './escape.ts';
import { formatCount, formatInstant, formatWithUnit, plural } from './format.ts';
import { episodeDuration, laneSubject, statusWord } from './words.ts';

/** A run as plain HTML tables, for readers without JavaScript. */
export function plainTables(summary: RunSummary): string {
  const { events, lanes, retraining } = summary;
  const lanesRows = lanes.map((lane) => [
    lane.id,
    lane.model,
    laneSubject(lane),
    formatCount(lane.alerts),
    formatWithUnit(lane.last, lane.unit),
    statusWord(lane.status),
  ]);
  const retrainingRows = retraining.map((request) => [
    formatInstant(request.time),
    request.model,
    request.policy,
    request.reason,
  ]);
  const episodes = lanes.flatMap((lane) => episodeRows(lane, events.to));
  return [
    '<main class="plain">',
    `<h1>${escapeHtml(summary.title)}</h1>`,
    `<p>${plural(events.read, 'event')} read, ${formatCount(events.skipped)} skipped. ${plural(summary.alertCount, 'alert')}. Run ${escapeHtml(summary.hash)}. Times are UTC. The charts need JavaScript.</p>`,
    table('Monitors', ['Monitor', 'Model', 'Metric and strategy', 'Alerts', 'Last', 'At the end'], lanesRows),
    table('Episodes', ['Start', 'End', 'Duration', 'Monitor', 'Model', 'Samples', 'Peak'], episodes),
    table('Retraining requests', ['Time', 'Model', 'Policy', 'Reason'], retrainingRows),
    '</main>',
  ].join('\n');
}

function episodeRows(lane: LaneSummary, lastTime: number | undefined): string[][] {
  return lane.episodes.map((episode) => [
    formatInstant(episode.start),
    episode.end === undefined ? 'still firing' : formatInstant(episode.end),
    episodeDuration(episode, lastTime),
    lane.id,
    lane.model,
    formatCount(episode.count),
    formatWithUnit(episode.peak, lane.unit),
  ]);
}

function table(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `<h2>${caption}</h2>\n<p>None.</p>`;
  const cells = (tag: string, texts: readonly string[]) =>
    texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('');
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n');
  return `<table>\n<caption>${caption}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}
