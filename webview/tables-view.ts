import type { RunSummary } from '../protocol/simulation-messages.ts';
import { AlertPages } from './alert-pages.ts';
import { h, setAttribute, setText } from './dom.ts';
import { emptyWords } from './empty-words.ts';
import { formatCount } from './format.ts';
import { monitorFilter } from './monitor-filter.ts';
import type { Page } from './page.ts';
import type { PanelState, TableTab } from './state.ts';
import { tabList } from './tab-list.ts';
import { alertsContent, episodesContent, retrainingContent } from './table-contents.ts';
import { type TableContent, VirtualTableView } from './virtual-table.ts';

/** The tables under the charts: alerts, episodes and retraining requests, of all monitors or of one. */
export function tablesView(page: Page): { element: HTMLElement; update(state: PanelState): void } {
  const table = new VirtualTableView();
  const pages = new AlertPages(
    (question) => page.source.alerts(question),
    () => table.arrived(),
  );
  const tabs = tabList((tab) => page.dispatch({ type: 'tab', tab }));
  const filter = monitorFilter((monitor) =>
    page.dispatch(monitor === undefined ? { type: 'filter' } : { type: 'filter', monitor }),
  );
  const empty = h('p', { class: 'empty' });
  const panel = h('div', { role: 'tabpanel', id: 'table-panel' }, table.element, empty);
  const bar = h('div', { class: 'tables-bar' }, tabs.element, filter.element);
  const element = h(
    'section',
    { class: 'tables', 'aria-label': 'Alerts, episodes and retraining' },
    bar,
    panel,
  );
  let shown: { summary: RunSummary; tab: TableTab; monitor: string | undefined } | undefined;

  function showTable(state: PanelState, summary: RunSummary): void {
    const { tab, monitor } = state;
    if (shown?.summary === summary && shown.tab === tab && shown.monitor === monitor) return;
    shown = { summary, tab, monitor };
    const chosen = chosenOf(summary, monitor);
    pages.reset(summary.runId, monitor === undefined ? undefined : chosen.indexes);
    const contents: Readonly<Record<TableTab, TableContent>> = {
      alerts: alertsContent(page, summary, pages, chosen.alerts),
      episodes: episodesContent(page, summary, chosen.lanes),
      retraining: retrainingContent(page, summary, summary.retraining),
    };
    tabs.update(tab, (name) => formatCount(contents[name].count));
    setAttribute(panel, 'aria-labelledby', `tab-${tab}`);
    filter.update(summary, monitor);
    table.show(contents[tab]);
    table.element.hidden = contents[tab].count === 0;
    empty.hidden = contents[tab].count > 0;
  }

  return {
    element,
    update: (state) => {
      setAttribute(element, 'hidden', state.summary === undefined);
      if (!state.summary) return;
      showTable(state, state.summary);
      if (!empty.hidden) setText(empty, emptyWords(state, state.tab));
    },
  };
}

function chosenOf(summary: RunSummary, monitor: string | undefined) {
  const chosen = summary.lanes
    .map((lane, index) => ({ lane, index }))
    .filter(({ lane }) => monitor === undefined || lane.id === monitor);
  const lanes = chosen.map(({ lane }) => lane);
  const counted = lanes.reduce((sum, lane) => sum + lane.alerts, 0);
  return {
    lanes,
    indexes: chosen.map(({ index }) => index),
    alerts: monitor === undefined ? summary.alertCount : counted,
  };
}
