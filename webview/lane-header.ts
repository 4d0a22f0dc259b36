import type { LaneSummary } from '../protocol/simulation-messages.ts';
import { h, setAttribute, setText } from './dom.ts';
import { type MarkShape, markIcon } from './marks.ts';
import type { Page } from './page.ts';
import { laneCounts, laneSubject, statusWord } from './words.ts';

const statusShapes: Readonly<Record<string, MarkShape>> = {
  inactive: 'quiet',
  pending: 'pending',
  observing: 'observing',
  failed: 'failed',
};

/** What stands above a lane's chart: who, how it stands, how often it alerted, and what is under the cursor. */
export interface LaneHeader {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  readonly dataButton: HTMLButtonElement;
  update(lane: LaneSummary): void;
  /** Shows what is under the cursor; nothing when undefined. */
  read(words: readonly string[] | undefined): void;
}

/** The header of one lane. */
export function laneHeader(page: Page, onToggleData: () => void): LaneHeader {
  let shown: LaneSummary | undefined;
  const openMonitor = () => shown?.line !== undefined && page.source.openMonitor?.(shown.line);
  const canOpen = page.source.openMonitor !== undefined;
  const name = canOpen ? h('button', { type: 'button', class: 'link', onclick: openMonitor }) : h('span');
  const title = h('h2', { class: 'lane-title' }, name);
  const model = h('span', { class: 'muted lane-model' });
  const status = h('span', { class: 'status' });
  const counts = h('span', { class: 'lane-counts' });
  const subject = h('span', { class: 'muted lane-subject' });
  const readout = h('span', { class: 'readout', 'aria-hidden': true });
  const dataButton = h('button', { type: 'button', class: 'small', onclick: onToggleData }, 'Data');
  const side = h('div', { class: 'lane-side' }, counts, dataButton);
  const first = h('div', { class: 'lane-line' }, title, model, status, side);
  const second = h('div', { class: 'lane-line lane-reading' }, subject, readout);
  return {
    element: h('div', { class: 'lane-head' }, first, second),
    title,
    dataButton,
    update: (lane) => {
      if (lane === shown) return;
      shown = lane;
      setText(name, lane.id);
      if (canOpen) setAttribute(name, 'title', `Show ${lane.id} in the config`);
      setText(model, lane.model);
      setText(counts, laneCounts(lane));
      setText(subject, laneSubjectWithKind(lane));
      setAttribute(subject, 'title', laneSubjectWithKind(lane));
      const shape = lane.status === 'firing' ? lane.severity : (statusShapes[lane.status] ?? 'none');
      status.replaceChildren(markIcon(shape), statusWord(lane.status));
      setAttribute(dataButton, 'aria-label', `Data of ${lane.id} on ${lane.model} as a table`);
    },
    read: (words) => {
      // A space keeps the line's height, so that nothing moves when the cursor comes and goes.
      setText(readout, words?.join(' · ') ?? '\u00a0');
    },
  };
}

function laneSubjectWithKind(lane: LaneSummary): string {
  return lane.kind === lane.id || lane.kind === lane.metric
    ? laneSubject(lane)
    : `${lane.kind} · ${laneSubject(lane)}`;
}
